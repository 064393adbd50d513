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

    /// Whether a sentence states that a variable has a value, and says nothing of any other variable.
    func states(_ sentence: String, _ variable: Int, _ value: Value) -> Bool {
        var values = anyValues
        values[variable] = value
        return soleFact(of: sentence, among: values) == variable
    }

    /// The variable whose value a sentence states rightly, where it says nothing of any other variable.
    func soleFact(of sentence: String, among values: [Value]) -> Int? {
        guard verifier.sentences(in: sentence).count == 1 else { return nil }
        let check = verifier.check(sentence, against: values)
        let spoken = check.reading.variables.indices.filter { check.reading.variables[$0].status != .unstated }
        guard spoken.count == 1, let variable = spoken.first, check.reading.variables[variable].status == .stated,
            check.verdicts[variable]?.kind == .match
        else { return nil }
        return variable
    }
}

/// A text cut into its sentences.
struct SentenceText {
    private let scalars: [Unicode.Scalar]
    /// The sentences as offsets in Unicode scalars.
    let sentences: [Range<Int>]

    init(_ text: String, verifier: Verifier) {
        scalars = Array(text.unicodeScalars)
        sentences = verifier.sentences(in: text)
    }

    /// The number of scalars.
    var count: Int { scalars.count }

    /// The words of a range.
    subscript(range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// The sentences that some spans touch, by position.
    func positions(of spans: [Range<Int>]) -> Set<Int> {
        Set(sentences.indices.filter { position in spans.contains { $0.overlaps(sentences[position]) } })
    }
}
