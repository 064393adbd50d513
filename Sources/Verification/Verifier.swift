import CausalEngine

/// Compares what a text says with what it should say.
public struct Verifier: Sendable {
    /// How much a text must say for a value to count as stated.
    public let mode: VerificationMode
    let reader: TextReader
    private let expectations: [Expectation]

    /// What a verdict on a variable depends on, besides the reading.
    private struct Expectation: Sendable {
        var isLatent: Bool
        var isDerivable: Bool
        /// How its numbers are worded, where it has numbers.
        var quantity: Quantity?
    }

    /// A verifier for the texts of a network.
    public init(network: Network, mode: VerificationMode = .strict) {
        self.mode = mode
        reader = TextReader(network: network)
        expectations = zip(network.variables, network.profile.wording).map { variable, wording in
            Expectation(isLatent: variable.isLatent, isDerivable: wording.isDerivable, quantity: variable.quantity)
        }
    }

    /// Reads a text and compares it with the values of a skeleton.
    ///
    /// - Parameter values: a value for each variable of the network.
    /// - Complexity: O(*n*) in the length of the text.
    public func check(_ text: String, against values: [Value]) -> TextCheck {
        let reading = reader.read(text, mode: mode)
        let count = min(expectations.count, values.count)
        let found = reading.variables.span
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(count)
        for variable in 0..<count {
            let expected = values[variable]
            guard let kind = kind(of: variable, expected, reading.variables) else { continue }
            let found = found[variable]
            verdicts.append(
                Verdict(
                    variable: variable, kind: kind, expected: kind == .leaked ? nil : expected, found: found.value,
                    spans: found.spans, cue: found.cue, rule: found.rule))
        }
        return TextCheck(reading: reading, verdicts: Verdicts(all: verdicts))
    }

    /// The kind of the verdict on a variable, where there is one.
    private func kind(of variable: Int, _ expected: Value, _ readings: [VariableReading]) -> Verdict.Kind? {
        let status = readings[variable].status
        if expectations[variable].isLatent { return status == .unstated ? nil : .leaked }
        return switch status {
        case .stated: isSame(readings[variable].value, expected, of: variable) ? .match : .contradicted
        case .unstated: expectations[variable].isDerivable ? .match : .absent
        case .uncertain: .uncertain
        case .conflicting: .conflicting
        }
    }

    /// Numbers are the same when they are worded alike at the declared decimals.
    private func isSame(_ found: Value?, _ expected: Value, of variable: Int) -> Bool {
        guard let found else { return false }
        if found == expected { return true }
        guard case (.number(let found), .number(let expected)) = (found, expected) else { return false }
        return expectations[variable].quantity?.areWordedAlike(found, expected) ?? false
    }
}
