import CausalEngine
import Verification

/// What single sentences say, each read by itself.
struct SentenceCheck: Sendable {
    private let verifier: Verifier
    /// What is said of values does not hang on those of a skeleton.
    private let anyValues: [Value]

    init(network: Network, verifier: Verifier) {
        self.verifier = verifier
        anyValues = network.variables.map { $0.isContinuous ? .number(0) : .state(0) }
    }

    /// Whether a sentence states that variables have these values, and says nothing of any other variable.
    func states(_ sentence: String, _ facts: [Int: Value]) -> Bool {
        var values = anyValues
        for (variable, value) in facts { values[variable] = value }
        return facts.keys.sorted() == self.facts(of: sentence, among: values)
    }

    /// The variable whose value a sentence states rightly, where it says nothing of any other variable.
    func soleFact(of sentence: String, among values: [Value]) -> Int? {
        guard let facts = facts(of: sentence, among: values), facts.count == 1 else { return nil }
        return facts[0]
    }

    /// The variables that a sentence speaks of, in order, where it states the value of each rightly; `nil` where it does not, and
    /// for what is not one sentence.
    func facts(of sentence: String, among values: [Value]) -> [Int]? {
        guard verifier.sentences(in: sentence).count == 1 else { return nil }
        let check = verifier.check(sentence, against: values)
        let spoken = check.reading.variables.indices.filter { check.reading.variables[$0].status != .unstated }
        let areStated = spoken.allSatisfy { variable in
            check.reading.variables[variable].status == .stated && check.verdicts[variable]?.kind == .match
        }
        return areStated ? spoken : nil
    }
}

/// A text cut into sentences where the verifier reads them apart.
struct SentenceText {
    private let text: TextSentences
    /// The sentences as offsets in Unicode scalars.
    let sentences: [Range<Int>]

    init(_ text: String, verifier: Verifier) {
        self.text = TextSentences(text)
        sentences = verifier.sentences(in: text)
    }

    /// The number of scalars.
    var count: Int { text.length }

    /// The words of a range.
    subscript(range: Range<Int>) -> String { text[range] }

    /// The sentences that some spans touch, by position.
    func positions(of spans: some Sequence<Range<Int>>) -> Set<Int> {
        Set(sentences.indices.filter { position in spans.contains { $0.overlaps(sentences[position]) } })
    }
}
