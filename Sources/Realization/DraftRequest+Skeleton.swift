import CausalEngine

extension DraftRequest {
    /// What one attempt on a skeleton is asked for.
    ///
    /// The facts stand in the network's order; a latent variable has none. The style is drawn by seed and row alone, so that
    /// it tells nothing of the values and all attempts on one skeleton are written in one style.
    ///
    /// - Parameters:
    ///   - network: the network that the skeleton was drawn from.
    ///   - skeleton: the values to be worded, indexed like the network's variables.
    ///   - attempt: the number of the attempt, from 0.
    ///   - correction: what to mend of the previous draft; `nil` asks for a fresh one.
    ///   - form: how the draft comes about.
    /// - Complexity: O(variables).
    public init(
        network: Network, skeleton: Skeleton, attempt: Int, correction: Correction? = nil, form: DraftForm = .whole
    ) {
        let facts = network.variables.indices.compactMap { index -> Fact? in
            guard !network.variables[index].isLatent, skeleton.values.indices.contains(index) else { return nil }
            return Fact(of: index, in: network, value: skeleton.values[index])
        }
        self.init(
            row: skeleton.row, seed: skeleton.seed, attempt: attempt, facts: facts, values: skeleton.values,
            domain: network.profile.domain,
            style: Self.style(among: network.profile.styles, seed: skeleton.seed, row: skeleton.row),
            persona: Cast(network).persona(seed: skeleton.seed, row: skeleton.row), correction: correction, form: form)
    }

    /// The style of a row: one of `styles`, all equally likely; empty when there are none.
    static func style(among styles: [String], seed: UInt64, row: UInt64) -> String {
        guard !styles.isEmpty else { return "" }
        let stream = NoiseStream(seed: seed, name: "causalsynth/style")
        return styles[Draws.index(of: stream.bits(at: row), below: styles.count)]
    }
}

extension Fact {
    /// The fact that a variable of a network has a value.
    init(of index: Int, in network: Network, value: Value) {
        let variable = network.variables[index]
        let wording = network.profile.wording.indices.contains(index) ? network.profile.wording[index] : nil
        let text = variable.wordedText(of: value)
        let phrases = wording?.phrases(for: value, of: variable) ?? []
        self.init(
            variable: index, name: variable.name, label: variable.label, value: value, valueText: text,
            phrases: phrases.isEmpty ? ["\(variable.label) is \(text)"] : phrases,
            isDerivable: wording?.isDerivable ?? false)
    }
}
