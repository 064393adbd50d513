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
    private let text: TextSentences
    /// The longest quote, in scalars: a prompt must stay bounded whatever a model writes.
    static let limit = 240

    init(_ text: String) {
        self.text = TextSentences(text)
    }

    /// The sentences of the spans, each once, or `nil` without any.
    func quote(_ spans: some Collection<Range<Int>>) -> String? {
        var sentences: [Range<Int>] = []
        for span in spans where span.lowerBound >= 0 && span.upperBound <= text.length {
            let sentence = text.range(around: span)
            if !sentences.contains(sentence) { sentences.append(sentence) }
        }
        let quote = sentences.map { text[$0] }.joined(separator: " … ")
        guard !quote.isEmpty else { return nil }
        let cut = quote.unicodeScalars.prefix(Self.limit)
        return cut.count < quote.unicodeScalars.count ? String(cut) + "…" : quote
    }
}
