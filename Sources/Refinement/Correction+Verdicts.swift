import CausalEngine
import Realization
import RunLedger
import Verification

extension Correction {
    /// What to mend of an attempt: one item for each violation, in the network's order.
    ///
    /// - Returns: `nil` for a draft that was not read, was not complete, or has nothing to mend.
    init?(of attempt: Attempt, variables: [Variable]) {
        guard attempt.failure == nil, attempt.end.reason == Attempt.End.complete, let check = attempt.check else {
            return nil
        }
        let violations = check.verdicts.violations
        guard !violations.isEmpty else { return nil }
        let quotes = Quotes(attempt.text)
        let items = violations.map { verdict in
            Item(
                variable: verdict.variable, problem: Item.Problem(verdict.kind),
                found: verdict.found.map { variables[verdict.variable].wordedText(of: $0) },
                quote: quotes.quote(verdict.spans))
        }
        self.init(previous: attempt.text, items: items)
    }
}

extension Correction.Item.Problem {
    /// The problem that a verdict tells of.
    init(_ kind: Verdict.Kind) {
        switch kind {
        case .match, .absent: self = .missing
        case .contradicted: self = .contradicted
        case .uncertain: self = .uncertain
        case .conflicting: self = .conflicting
        case .leaked: self = .leaked
        }
    }
}

/// Quotes from a text: the sentences that spans lie in.
struct Quotes {
    private let scalars: [Unicode.Scalar]
    /// The longest quote, in scalars: a prompt must stay bounded whatever a model writes.
    static let limit = 240

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The sentences of the spans, each once, or `nil` without any.
    func quote(_ spans: [Range<Int>]) -> String? {
        var sentences: [Range<Int>] = []
        for span in spans where span.lowerBound >= 0 && span.upperBound <= scalars.count {
            let sentence = sentence(around: span)
            if !sentences.contains(sentence) { sentences.append(sentence) }
        }
        let quote = sentences.map(text).joined(separator: " … ")
        guard !quote.isEmpty else { return nil }
        let cut = quote.unicodeScalars.prefix(Self.limit)
        return cut.count < quote.unicodeScalars.count ? String(cut) + "…" : quote
    }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// From after the end of the sentence before to the end of this one, without white space around it.
    private func sentence(around span: Range<Int>) -> Range<Int> {
        var start = span.lowerBound
        while start > 0, !endsSentence(start - 1) { start -= 1 }
        var end = max(span.upperBound, span.lowerBound)
        while end < scalars.count, scalars[end] != "\n", end == span.lowerBound || !endsSentence(end - 1) { end += 1 }
        while start < end, scalars[start].properties.isWhitespace { start += 1 }
        while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
        return start..<end
    }

    /// A line end, or a mark that ends a sentence and is followed by white space or nothing ("38.5" holds none).
    private func endsSentence(_ index: Int) -> Bool {
        switch scalars[index] {
        case "\n": true
        case ".", "!", "?", ";": index + 1 == scalars.count || scalars[index + 1].properties.isWhitespace
        default: false
        }
    }
}
