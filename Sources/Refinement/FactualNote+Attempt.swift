import CausalEngine
import Realization
import RunLedger
import Verification

extension FactualNote {
    /// The accepted note of a unit, open where it speaks of what differs in the twin.
    ///
    /// - Parameters:
    ///   - attempt: the accepted attempt, with everything that was read in it.
    ///   - factual: the unit's values.
    ///   - twin: the values of its twin.
    ///   - variables: the variables of the network.
    /// - Complexity: O(length of the text × stretches).
    init(_ attempt: Attempt, factual: [Value], twin: [Value], variables: [Variable]) {
        let sentences = TextSentences(attempt.text)
        let spans = Self.spans(in: attempt, count: variables.count, length: sentences.length)
        let changed = variables.indices.filter { factual[$0] != twin[$0] }
        let open = Self.merged(
            changed.flatMap { spans[$0] }.map { Self.withoutMark(sentences.range(around: $0), in: sentences) },
            in: sentences)
        var pieces: [Piece] = []
        var end = 0
        for range in open {
            if range.lowerBound > end { pieces.append(.kept(sentences[end..<range.lowerBound])) }
            let spoken = variables.indices.filter { spans[$0].contains { $0.overlaps(range) } }
            pieces.append(.open(sentences[range], variables: spoken))
            end = range.upperBound
        }
        if end < sentences.length { pieces.append(.kept(sentences[end..<sentences.length])) }
        self.init(
            pieces: pieces, values: factual, valueTexts: zip(variables, factual).map { $0.wordedText(of: $1) })
    }

    /// Where the text speaks of each variable.
    private static func spans(in attempt: Attempt, count: Int, length: Int) -> [[Range<Int>]] {
        var spans = [[Range<Int>]](repeating: [], count: count)
        for verdict in attempt.check?.verdicts.all ?? [] { spans[verdict.variable] += verdict.spans }
        for mention in attempt.check?.reading.mentions ?? [] {
            if let variable = mention.variable { spans[variable].append(mention.span) }
        }
        return spans.map { $0.filter { !$0.isEmpty && $0.upperBound <= length } }
    }

    /// The stretches in order, those that touch or stand beside each other on one line as one.
    private static func merged(_ ranges: [Range<Int>], in sentences: TextSentences) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = merged.last,
                range.lowerBound <= last.upperBound
                    || sentences[last.upperBound..<range.lowerBound].allSatisfy({ $0 == " " })
            {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// A sentence without the mark of a list before it.
    private static func withoutMark(_ range: Range<Int>, in sentences: TextSentences) -> Range<Int> {
        let text = sentences[range]
        guard let mark = text.firstMatch(of: #/^(?:[-*•–]|\d+[.)])\s+/#) else { return range }
        return range.lowerBound + mark.output.unicodeScalars.count..<range.upperBound
    }
}
