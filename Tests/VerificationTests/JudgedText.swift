import Foundation

@testable import Verification

/// A text in which every concept carries what a reader judged of it.
///
/// `{concept}` is followed by `+` present, `-` absent or `?` possible, then `h` historical, `i` hypothetical, `o` somebody
/// else's. `\n` is a line break, `#` opens a comment, `~` a text that is known to be read wrongly.
struct JudgedText: Sendable, CustomStringConvertible {
    struct Judgement: Sendable, Hashable {
        var concept: String
        /// Where it stands, in Unicode scalars.
        var span: Range<Int>
        var assertion: Assertion
        var temporality: Temporality
        var experiencer: Experiencer
    }

    var text: String
    var judgements: [Judgement] = []
    var isKnownMiss = false

    var description: String { text }

    init?(_ line: Substring) {
        var line = line
        guard !line.hasPrefix("#"), line.contains("{") else { return nil }
        if line.hasPrefix("~ ") {
            isKnownMiss = true
            line = line.dropFirst(2)
        }
        var text = String.UnicodeScalarView()
        var rest = line.replacing("\\n", with: "\n").unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "{" else {
                text.append(scalar)
                continue
            }
            let concept = rest.prefix { $0 != "}" }
            rest = rest.dropFirst(concept.count + 1)
            let start = text.count
            text.append(contentsOf: concept)
            guard let sign = rest.popFirst(), let assertion = Self.assertions[sign] else { return nil }
            var judgement = Judgement(
                concept: String(concept), span: start..<text.count, assertion: assertion, temporality: .current,
                experiencer: .patient)
            while let letter = rest.first, "hio".unicodeScalars.contains(letter) {
                if letter == "h" { judgement.temporality = .historical }
                if letter == "i" { judgement.temporality = .hypothetical }
                if letter == "o" { judgement.experiencer = .other }
                rest.removeFirst()
            }
            judgements.append(judgement)
        }
        self.text = String(text)
    }

    private static let assertions: [Unicode.Scalar: Assertion] = ["+": .present, "-": .absent, "?": .possible]

    /// The judged texts of a file.
    static func load(_ name: String) throws -> [JudgedText] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Judged")
        let content = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return content.split(separator: "\n").compactMap { JudgedText($0) }
    }

    /// What the reader makes of each judged concept; `nil` where it finds none.
    func read() -> [(expected: Judgement, found: Judgement?, rule: String)] {
        let concepts = Set(judgements.map(\.concept)).sorted()
        let mentions = TextReader(concepts: concepts).mentions(in: text)
        return judgements.map { expected in
            let mention = mentions.first { $0.span == expected.span && $0.concept == expected.concept }
            let found = mention.map {
                Judgement(
                    concept: $0.concept, span: $0.span, assertion: $0.assertion, temporality: $0.temporality,
                    experiencer: $0.experiencer)
            }
            return (expected, found, mention?.rule ?? "")
        }
    }
}

/// How often a reader finds what was judged, and how often what it finds was judged.
struct Agreement: CustomStringConvertible {
    var hits = 0
    var falseAlarms = 0
    var misses = 0

    /// The harmonic mean of precision and recall.
    var f: Double {
        hits == 0 ? 0 : 2 * Double(hits) / Double(2 * hits + falseAlarms + misses)
    }

    var description: String { "F \(f) of \(hits + misses)" }

    mutating func count(expected: Bool, found: Bool) {
        switch (expected, found) {
        case (true, true): hits += 1
        case (false, true): falseAlarms += 1
        case (true, false): misses += 1
        case (false, false): break
        }
    }
}
