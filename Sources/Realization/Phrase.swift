/// A phrase of a profile together with its grammar, so that it can be put into a sentence.
///
/// Profiles hold phrases of five kinds; which one it is shows in the words: a clause ("the blood pressure is low"), a
/// predicate that lacks its subject ("has never visited Asia"), a negated noun phrase ("no lung cancer"), a noun phrase
/// ("lung cancer"), or an entry as forms have it ("blood pressure: low").
struct Phrase: Hashable {
    /// The kinds of phrase.
    enum Form: Hashable {
        case clause
        case predicate
        case negatedNoun
        case noun
        case entry
    }

    let text: String
    let form: Form
    /// The article that the noun of a negated phrase takes where it has no "no": "no kink" is "not a kink".
    private let article: String

    /// A phrase and its grammar.
    ///
    /// - Parameter siblings: the other phrases of the variable, which tell the article of what is negated here.
    init(_ text: String, siblings: Set<String> = []) {
        self.text = text
        form = Self.form(of: text)
        let noun = text.dropFirst(3)
        article = form == .negatedNoun ? ["a ", "an "].first { siblings.contains($0 + noun) } ?? "" : ""
    }

    /// The noun phrase of a negated one as it stands after "does not have".
    var bareNoun: String {
        form == .negatedNoun ? article + text.dropFirst(3) : text
    }

    /// Whether the noun phrase begins with an article.
    var hasArticle: Bool { Self.dropArticle(text) != text }

    /// The phrase at the beginning of a sentence.
    var capitalized: String { Self.capitalize(text) }

    /// The phrase as notes have it: "blood pressure low", "smoker", "never smoked"; no article, no copula, no auxiliary.
    var telegraphic: String {
        switch form {
        case .clause: Self.dropCopula(Self.dropArticle(text))
        case .predicate: Self.dropArticle(Self.dropAuxiliary(text))
        // "MAP of 62 mmHg"
        case .noun where text.contains(where: \.isNumber): Self.dropArticle(text)
        default: text
        }
    }

    /// Whether the noun is in the plural, as far as its ending tells.
    var isPlural: Bool {
        let words = Self.words(of: Self.dropArticle(bareNoun))
        let head = words.prefix { !Self.prepositions.contains($0) }.last ?? ""
        guard head.count > 3, head.hasSuffix("s"), !Self.singularInS.contains(head) else { return false }
        return !["ss", "is", "us"].contains { head.hasSuffix($0) }
    }

    /// The text with a capital at its head, unless the word has its own way of writing, as pH has.
    static func capitalize(_ text: String) -> String {
        let word = text.prefix { !$0.isWhitespace }
        guard let first = word.first, first.isLowercase, !word.dropFirst().contains(where: \.isUppercase) else {
            return text
        }
        return first.uppercased() + text.dropFirst()
    }

    /// The text without its article. In "A is adult" the A is a name.
    static func dropArticle(_ text: String) -> String {
        for article in ["the ", "a ", "an "] where text.lowercased().hasPrefix(article) {
            let rest = text.dropFirst(article.count)
            return rest.hasPrefix("is ") || rest.hasPrefix("are ") ? text : String(rest)
        }
        return text
    }

    private static func dropCopula(_ clause: String) -> String {
        for verb in [" is ", " are "] {
            let halves = clause.split(separator: verb, maxSplits: 1, omittingEmptySubsequences: false)
            if halves.count == 2 { return halves.joined(separator: " ") }
        }
        return clause
    }

    private static func dropAuxiliary(_ predicate: String) -> String {
        for verb in ["is ", "are ", "has ", "have "]
        where predicate.hasPrefix(verb) && !predicate.hasPrefix(verb + "not ") {
            return String(predicate.dropFirst(verb.count))
        }
        return predicate
    }

    private static func form(of text: String) -> Form {
        let words = words(of: text)
        guard let first = words.first else { return .noun }
        if text.contains(": ") { return .entry }
        if predicateStarts.contains(first) { return .predicate }
        for index in words.indices.dropFirst() where finiteVerbs.contains(words[index]) {
            // A verb after a relative pronoun belongs to the noun: "a cough that is dry".
            if !["that", "which", "who"].contains(words[index - 1]) { return .clause }
        }
        return first == "no" && words.count > 1 ? .negatedNoun : .noun
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "-" }.map(String.init)
    }

    private static let auxiliaries: Set<String> = [
        "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can", "cannot", "will", "isn't",
        "hasn't",
        "doesn't",
    ]
    private static let finiteVerbs = auxiliaries.union([
        "shows", "show", "reads", "read", "remains", "remain", "reveals", "demonstrates", "appears", "lies", "sits",
        "runs",
        "looks", "stays", "measures", "reaches", "exceeds", "confirms", "works", "functions", "delivers", "moves",
        "rises",
        "falls", "holds", "equals", "stands", "comes", "goes", "gives", "occurs", "reports", "smokes", "denies",
        "receives",
    ])
    private static let predicateStarts = auxiliaries.union([
        "never", "shows", "smokes", "denies", "reports", "visited", "travelled", "traveled", "lives", "works", "drinks",
        "takes", "uses", "suffers", "remains", "carries", "smoked", "needs", "owns", "drives",
        "receives", "requires", "dies", "survives",
    ])
    private static let prepositions: Set<String> = ["of", "in", "on", "with", "to", "for", "at", "from", "by", "that"]
    private static let singularInS: Set<String> = [
        "diabetes", "rabies", "measles", "herpes", "pancreas", "gas", "bias", "always",
    ]
}
