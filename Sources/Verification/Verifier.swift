import CausalEngine

/// Compares what a text says with what it should say.
public struct Verifier: Sendable {
    /// How much a text must say for a value to count as stated.
    public let mode: VerificationMode
    let reader: TextReader
    private let variables: [Variable]
    private let derivable: [Bool]
    private let latent: [Bool]

    /// A verifier for the texts of a network.
    public init(network: Network, mode: VerificationMode = .strict) {
        self.mode = mode
        reader = TextReader(network: network)
        variables = network.variables
        derivable = network.profile.wording.map(\.isDerivable)
        latent = network.variables.map(\.isLatent)
    }

    /// Reads a text and compares it with the values of a skeleton.
    ///
    /// - Parameter values: a value for each variable of the network.
    /// - Complexity: O(*n*) in the length of the text.
    public func check(_ text: String, against values: [Value]) -> TextCheck {
        let reading = reader.read(text, mode: mode)
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(variables.count)
        reading.variables.withUnsafeBufferPointer { readings in
            for (variable, expected) in zip(variables.indices, values) {
                if let verdict = verdict(on: variable, expected, readings[variable]) { verdicts.append(verdict) }
            }
        }
        return TextCheck(reading: reading, verdicts: Verdicts(all: verdicts))
    }

    private func verdict(on variable: Int, _ expected: Value, _ reading: VariableReading) -> Verdict? {
        var verdict = Verdict(
            variable: variable, kind: .match, expected: expected, found: reading.value, spans: reading.spans,
            cue: reading.cue, rule: reading.rule)
        if latent[variable] {
            guard reading.status != .unstated else { return nil }
            verdict.kind = .leaked
            verdict.expected = nil
            return verdict
        }
        switch reading.status {
        case .stated: verdict.kind = isSame(reading.value, expected, of: variable) ? .match : .contradicted
        case .unstated: verdict.kind = derivable[variable] ? .match : .absent
        case .uncertain: verdict.kind = .uncertain
        case .conflicting: verdict.kind = .conflicting
        }
        return verdict
    }

    /// Numbers are the same when they are worded alike at the declared decimals.
    private func isSame(_ found: Value?, _ expected: Value, of variable: Int) -> Bool {
        guard let found else { return false }
        return found == expected
            || variables[variable].wordedText(of: found) == variables[variable].wordedText(of: expected)
    }
}
