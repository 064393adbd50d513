/// One entry of the reading rules, parsed: a phrase with a few wildcards, expanded into its alternatives.
///
/// The syntax is a small part of regular expressions. Letters, digits, spaces, punctuation and `.` stand for themselves;
/// `\w+` and `\w*` stand for one or more, or any number of, letters and digits of one word; `?` makes the character or
/// group before it optional; `(a|b)` gives alternatives; `\` before any other character takes it literally. Alternatives
/// are multiplied out, so that a reader can match all phrases of all variables in one pass.
public struct ConceptPattern: Sendable, Hashable {
    /// A part of an alternative.
    public enum Piece: Sendable, Hashable {
        /// One character as it stands.
        case scalar(Unicode.Scalar)
        /// A run of letters and digits inside one word, of at least `minimum` (0 or 1).
        case letters(minimum: Int)
    }

    /// Why a text is not a pattern, and where.
    public struct Problem: Error, Sendable, Hashable {
        /// Where the problem stands, in Unicode scalars from the beginning of the pattern.
        public var offset: Int
        /// What was found there.
        public var found: String
        /// What was expected.
        public var expected: String
    }

    /// The pattern as written.
    public let text: String
    /// What the pattern matches: at least one alternative, none of them empty.
    public let alternatives: [[Piece]]

    /// The largest number of alternatives that one pattern may multiply out to.
    public static let maximumAlternatives = 512

    /// Parses a pattern.
    ///
    /// - Throws: ``Problem`` with the offset of what is wrong.
    /// - Complexity: O(length · alternatives).
    public static func parse(_ text: String) throws(Problem) -> ConceptPattern {
        var parser = ConceptPatternParser(text)
        return ConceptPattern(text: text, alternatives: try parser.parse())
    }

    /// A pattern that matches exactly `text`: every character that means something in a pattern is escaped.
    public static func literal(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if ConceptPatternParser.reserved.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }

    /// The pattern that takes every character of `text` as it stands. It has no alternative when `text` is blank.
    public init(verbatim text: String) {
        self.text = text
        let pieces = text.unicodeScalars.map(Piece.scalar)
        let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        alternatives = isBlank ? [] : [pieces]
    }

    private init(text: String, alternatives: [[Piece]]) {
        self.text = text
        self.alternatives = alternatives
    }
}

extension ReadingRules {
    /// The first entry that is not a pattern, with what is wrong in it; `nil` when all entries are well formed.
    public var firstProblem: (entry: String, problem: ConceptPattern.Problem)? {
        for entry in findings + stateConcepts.joined() + names + values.joined() {
            do throws(ConceptPattern.Problem) {
                _ = try ConceptPattern.parse(entry)
            } catch {
                return (entry, error)
            }
        }
        return nil
    }
}

/// A recursive-descent parser that multiplies alternatives out as it goes.
private struct ConceptPatternParser {
    typealias Sequence = [ConceptPattern.Piece]

    static let reserved: Set<Unicode.Scalar> = ["\\", "(", ")", "|", "?", "*", "+", "[", "]", "{", "}", "^", "$"]

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func parse() throws(ConceptPattern.Problem) -> [Sequence] {
        let alternatives = try alternation()
        guard position == scalars.count else {
            throw problem("“)”", expected: "no closing parenthesis without an opening one, or “\\)”")
        }
        for alternative in alternatives where Self.isBlank(alternative) {
            throw ConceptPattern.Problem(
                offset: 0, found: scalars.isEmpty ? "nothing" : "a pattern that matches nothing at all",
                expected: "at least one letter, digit or sign that must be there")
        }
        return alternatives
    }

    private mutating func alternation() throws(ConceptPattern.Problem) -> [Sequence] {
        var alternatives = try concatenation()
        while position < scalars.count, scalars[position] == "|" {
            let bar = position
            position += 1
            alternatives += try concatenation()
            try check(alternatives, at: bar)
        }
        return alternatives
    }

    private mutating func concatenation() throws(ConceptPattern.Problem) -> [Sequence] {
        var sequences: [Sequence] = [[]]
        while position < scalars.count, scalars[position] != "|", scalars[position] != ")" {
            let start = position
            var atom = try atom()
            if position < scalars.count, scalars[position] == "?" {
                position += 1
                atom.append([])
            }
            sequences = sequences.flatMap { head in atom.map { head + $0 } }
            try check(sequences, at: start)
        }
        return sequences
    }

    private mutating func atom() throws(ConceptPattern.Problem) -> [Sequence] {
        let scalar = scalars[position]
        switch scalar {
        case "(":
            return try group()
        case "\\":
            return [[try escape()]]
        case "?", "*", "+":
            throw problem("“\(scalar)”", expected: expectedBefore(scalar))
        case "[", "]", "{", "}", "^", "$":
            throw problem("“\(scalar)”", expected: "a literal; write “\\\(scalar)” for the sign itself")
        default:
            position += 1
            return [[.scalar(scalar)]]
        }
    }

    private mutating func group() throws(ConceptPattern.Problem) -> [Sequence] {
        let opening = position
        depth += 1
        guard depth <= 32 else { throw problem("“(”", expected: "at most 32 groups inside each other") }
        position += 1
        let alternatives = try alternation()
        guard position < scalars.count else {
            position = opening
            throw problem("“(” that is never closed", expected: "a closing “)”, or “\\(”")
        }
        position += 1
        depth -= 1
        return alternatives
    }

    private mutating func escape() throws(ConceptPattern.Problem) -> ConceptPattern.Piece {
        guard position + 1 < scalars.count else {
            throw problem("“\\” at the end", expected: "the character that it escapes")
        }
        let escaped = scalars[position + 1]
        if escaped == "w" {
            guard position + 2 < scalars.count, scalars[position + 2] == "+" || scalars[position + 2] == "*" else {
                throw problem("“\\w”", expected: "“\\w+” or “\\w*”")
            }
            position += 3
            return .letters(minimum: scalars[position - 1] == "+" ? 1 : 0)
        }
        guard !escaped.properties.isAlphabetic, escaped.properties.numericType == nil else {
            throw problem("“\\\(escaped)”", expected: "“\\w+”, “\\w*” or an escaped sign")
        }
        position += 2
        return .scalar(escaped)
    }

    private func expectedBefore(_ scalar: Unicode.Scalar) -> String {
        scalar == "?"
            ? "something before it to be optional; write “\\?” for the sign itself"
            : "“\(scalar)” only after “\\w”; write “\\\(scalar)” for the sign itself"
    }

    private func check(_ sequences: [Sequence], at offset: Int) throws(ConceptPattern.Problem) {
        guard sequences.count > ConceptPattern.maximumAlternatives else { return }
        throw ConceptPattern.Problem(
            offset: offset, found: "more than \(ConceptPattern.maximumAlternatives) alternatives",
            expected: "fewer; split the pattern into several entries")
    }

    private func problem(_ found: String, expected: String) -> ConceptPattern.Problem {
        ConceptPattern.Problem(offset: position, found: found, expected: expected)
    }

    private static func isBlank(_ sequence: Sequence) -> Bool {
        sequence.allSatisfy { piece in
            switch piece {
            case .scalar(let scalar): scalar.properties.isWhitespace
            case .letters(let minimum): minimum == 0
            }
        }
    }
}
