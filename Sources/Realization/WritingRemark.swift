/// Words of a writer about the writing itself, told by how they begin and what they name.
///
/// None of the forms can hold a clause about anybody: what announces a text names a text, and has no number and no person.
enum WritingRemark {
    /// How many letters at the beginning of a line announce what follows: "Sure! Here is the revised note:"; 0 for none.
    static func lengthOfAnnouncement(in line: Substring) -> Int {
        let words = plain(line)
        guard let first = firstWord(of: words), openers.contains(first) else { return 0 }
        if let match = words.prefixMatch(of: assent) {
            return words.distance(from: words.startIndex, to: match.range.upperBound)
        }
        for form in [announcement, report] {
            guard let match = words.prefixMatch(of: form), match.output.contains(textNoun),
                match.output.firstMatch(of: person) == nil
            else { continue }
            return match.output.count
        }
        return 0
    }

    /// Whether words are a remark that follows a text: an offer, a hope, a note on how it was written, a count of words.
    static func isRemark(_ text: String) -> Bool {
        var words = plain(text[...]).trimmingPrefix { $0.isWhitespace || marks.contains($0) }
        while let last = words.last, last.isWhitespace || marks.contains(last) { words.removeLast() }
        let isInBrackets = words.first.map("([".contains) ?? false && endsBrackets(words)
        if isInBrackets { words = words.dropFirst().dropLast() }
        let first = firstWord(of: words) ?? ""
        guard isInBrackets || closers.contains(first) || words.first?.isNumber ?? false else { return false }
        if let note = words.prefixMatch(of: noteMark) {
            let said = words[note.range.upperBound...]
            return said.contains(ownText) || isInBrackets && said.contains(ownHand)
        }
        if isInBrackets, words.contains(ownText) { return true }
        return [offer, question, hope, account, count, ending].contains { words.prefixMatch(of: $0) != nil }
    }

    /// Whether a line ends with a closing bracket, whatever marks follow it.
    static func endsBrackets(_ line: Substring) -> Bool {
        guard let last = line.last(where: { !$0.isWhitespace && !marks.contains($0) }) else { return false }
        return ")]".contains(last)
    }

    /// The words with straight apostrophes, letter for letter.
    private static func plain(_ text: Substring) -> Substring { Substring(String(text.map { $0 == "’" ? "'" : $0 })) }

    private static func firstWord(of text: Substring) -> String? {
        let word = text.drop { !$0.isLetter && !"([".contains($0) }.prefix { $0.isLetter }
        return word.isEmpty ? nil : word.lowercased()
    }

    private static let marks: Set<Character> = ["*", "_", "#", ">"]

    private static let openers: Set<String> = [
        "sure", "certainly", "of", "absolutely", "okay", "ok", "got", "understood", "no", "gladly", "definitely",
        "alright",
        "great", "and", "here", "below", "following", "the", "this", "i",
    ]

    private static let closers: Set<String> = [
        "please", "let", "do", "feel", "if", "i", "hope", "would", "is", "note", "this", "the", "word", "end",
        "approximately",
    ]

    // MARK: Before a text

    private static var assent: Regex<Substring> {
        /[\s*_#>]*(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|got it|understood|no problem|gladly|definitely|alright|great)(?:!\s*|[.:]\s*$|[.,!:;]*\s+(?:i(?:'d| would) be (?:happy|glad) to|i can|i'll|i will|let me|happy to|glad to)\b[^:.!?\d]*\b(?:help|that|this|note|text|letter|summary|version|draft|passage|rewrite|revise)\b[^:.!?\d]*[.!:]\s*)/
            .ignoresCase()
    }

    private static var announcement: Regex<Substring> {
        /[\s*_#>]*(?:(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|got it|understood|no problem|gladly|definitely|alright|great)[!.,:;]*\s+)?(?:and |so )?(?:here(?:'s| is| are| it)|below (?:is|are|you(?:'ll| will) find)|(?:the )?following is|this is|i(?:'ve| have)(?: now)? (?:written|revised|rewritten|reworded|corrected|updated|edited|drafted|prepared|created|composed|fixed|amended))\b[^:.!?\d\n]*:[\s*_]*/
            .ignoresCase()
    }

    /// The same as a sentence of its own.
    private static var report: Regex<Substring> {
        /[\s*_#>]*(?:(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|got it|understood|no problem|gladly|definitely|alright|great)[!.,:;]*\s+)?(?:here(?:'s| is| are)|i(?:'ve| have)(?: now)? (?:revised|rewritten|reworded|corrected|updated|edited|fixed|amended)) (?:the|your|a)(?: \S+)? (?:note|text|passage|draft|version)\b[^:.!?\d\n]*[.!][\s*_]*/
            .ignoresCase()
    }

    private static var textNoun: Regex<Substring> {
        /\b(?:note|text|letter|summary|version|draft|report|record|list|passage|rewrite|paragraph|sentence|description|narrative|response|answer|document|entry|vignette|revision|correction|write-up|output|result|wording|rewording|attempt|message|article|review|story|log|it|one)s?\b/
            .ignoresCase()
    }

    private static var person: Regex<Substring> {
        /\b(?:who|whose|he|she|him|his|her|hers|mr|mrs|ms|dr|with an?|with no|has|had|without)\b/.ignoresCase()
    }

    // MARK: After a text

    private static var offer: Regex<Substring> {
        /(?:(?:please )?(?:do )?(?:let me know|feel free to)\b.*\b(?:you(?:'d| would)? (?:need|want|like|have|require|wish|prefer)|changes?|adjust\w*|revisions?|revise|modif\w+|edits?|tweaks?|rewrit\w+|anything else)|if you(?:'d| would)? (?:need|want|like|have|require|wish|prefer)\b.*\b(?:let me know|just ask|just let|feel free|i can|i'm happy|tell me|i'd be)).*/
            .ignoresCase()
    }

    private static var question: Regex<Substring> {
        /(?:would you like (?:me|any|another)|is there anything else|do you (?:want|need) (?:me|any))\b.*\?/
            .ignoresCase()
    }

    private static var hope: Regex<Substring> {
        /(?:i )?hope (?:this|that|it) (?:helps|works|is (?:helpful|useful|what)|meets|fits|suits).*/.ignoresCase()
    }

    /// What a writer says to have done: "This note covers all the facts provided."
    private static var account: Regex<Substring> {
        /(?:(?:this|the)(?: \S+)? (?:note|text|letter|summary|version|draft|passage) (?:now )?(?:includes?|contains?|covers?|states?|reflects?|follows?|incorporates?|addresses|is written|adheres|accurately|meets|uses|maintains|keeps)|i(?:'ve| have)(?: now)? (?:included|corrected|revised|rewritten|kept|made sure|ensured|changed|written|followed|used))\b.*\b(?:facts?|instructions?|as requested|you (?:asked|requested|provided)|(?:information|details) (?:provided|given)|(?:provided|given|required) (?:information|details|style|format)|style|format|wording|requirements?|the (?:note|text|passage|draft))\b.*/
            .ignoresCase()
    }

    private static var count: Regex<Substring> {
        /(?:word count\W*\d+.*|(?:approximately |about |~)?\d+ words\W*)$/.ignoresCase()
    }

    private static var ending: Regex<Substring> {
        /end of (?:the )?(?:\S+ )?(?:note|text|letter|summary|report|record|document)\W*$/.ignoresCase()
    }

    private static var noteMark: Regex<Substring> { /(?:please )?note\b\**[:,]?\**\s*(?:that )?/.ignoresCase() }

    /// What speaks of the text, of the prompt or of its being made up.
    private static var ownText: Regex<Substring> {
        /\b(?:(?:this|the)(?: \S+)? (?:note|text|letter|summary|version|draft|passage)|the above|fictional|fictitious|made[- ]up|hypothetical scenario|placeholders?|template|instructions?|as requested|prompt|(?:the |given |provided |all |listed )facts?|(?:information|details|data) (?:you )?(?:provided|given)|(?:provided|given) (?:information|details|data)|word count|you (?:asked|requested|provided|gave))\b/
            .ignoresCase()
    }

    /// What a writer says of itself and to its reader, which in brackets is no part of a text.
    private static var ownHand: Regex<Substring> {
        /\b(?:i|i've|i'm|i'll|you|your|omitted|not mentioned|not specified|unspecified|names?|realis\w+|style|wording|phras\w+)\b/
            .ignoresCase()
    }
}
