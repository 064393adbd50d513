/// What can be wrong with a question of inference, or with a model put to it.
public enum InferenceError: Error, Sendable, Hashable {
    /// A variable that matters to the question takes real numbers.
    case continuous(variable: String)
    /// The states of a variable that matters to the question come from an equation with a continuous noise law.
    case continuousNoise(variable: String)
    /// The evidence has probability zero; each finding as `VARIABLE=STATE`.
    case impossibleEvidence([String])
    /// Of the rows drawn none agrees with what was seen.
    case noFittingRow([String], rows: Int)
    /// The tables of the junction tree would be larger than allowed.
    case tooLarge(InferenceSize, limit: Double)
    /// An equation has no value that its variable could take in a configuration of its parents.
    case undefined(variable: String, configuration: [String])
    /// A mechanism does not fit its variable and parents.
    case misfit(variable: String, found: String, expected: String)
    /// What a variable would have been has no finite representation of its noise to be computed with.
    case noFiniteNoise(variable: String, found: String)
    /// A finding names something that is not there.
    case badFinding(variable: String, found: String, expected: String)
}

/// How large the junction tree of a question is.
public struct InferenceSize: Sendable, Hashable {
    /// The number of variables of the largest clique, less one.
    public var treewidth: Int
    /// The binary logarithm of the number of entries of the largest clique.
    public var largestLog2: Double
    /// The number of entries of all cliques together.
    public var entries: Double

    /// The bytes that the tables of all cliques take.
    public var bytes: Double { entries * 8 }

    /// A size from its parts.
    public init(treewidth: Int, largestLog2: Double, entries: Double) {
        self.treewidth = treewidth
        self.largestLog2 = largestLog2
        self.entries = entries
    }
}

extension InferenceError {
    /// Whether the question has an answer all the same, by drawing rows: what stands in the way is only real numbers.
    public var isOfRealNumbers: Bool {
        switch self {
        case .continuous, .continuousNoise: true
        default: false
        }
    }
}

extension InferenceError: CustomStringConvertible {
    /// One paragraph: what was found, what was expected, and the mend.
    public var description: String {
        switch self {
        case .continuous(let variable):
            "“\(variable)” takes real numbers, and exact inference needs variables with states; leave it and what hangs on it "
                + "out of the question, set it with do(), or use likelihood weighting."
        case .continuousNoise(let variable):
            "the equation of “\(variable)” draws its state by a continuous noise law, and exact inference needs tables, finite "
                + "noise or bernoulli(p); leave it and what hangs on it out of the question, set it with do(), or use "
                + "likelihood weighting."
        case .impossibleEvidence(let findings):
            "the evidence \(findings.joined(separator: ", ")) has probability zero in this model; take a finding back."
        case .noFittingRow(let findings, let rows):
            "none of \(rows) rows agrees with the evidence \(findings.joined(separator: ", ")); draw more, or take a finding "
                + "back (a number that follows from others without noise of its own is hardly ever met)."
        case .tooLarge(let size, let limit):
            "exact inference would need \(Self.bytes(size.bytes)) (treewidth \(size.treewidth), the largest table "
                + "2^\(Self.tenths(size.largestLog2)) numbers), more than the allowed \(Self.bytes(limit * 8)); ask for fewer "
                + "targets, add evidence, raise the limit, or use likelihood weighting."
        case .undefined(let variable, let configuration):
            "the equation of “\(variable)” has none of its states"
                + (configuration.isEmpty ? "" : " where \(configuration.joined(separator: ", "))")
                + "; guard it, for example with clamp() or a condition."
        case .misfit(let variable, let found, let expected):
            "found \(found) for “\(variable)”, expected \(expected)."
        case .noFiniteNoise(let variable, let found):
            "the noise of “\(variable)” is not finite (\(found)), which the twin network needs; use Monte Carlo abduction."
        case .badFinding(let variable, let found, let expected):
            "found \(found) as a finding on “\(variable)”, expected \(expected)."
        }
    }

    private static func tenths(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

    private static func bytes(_ count: Double) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
        var amount = count
        var unit = 0
        while amount >= 1000, unit < units.count - 1 {
            amount /= 1000
            unit += 1
        }
        return amount < 1e6 ? "\(tenths(amount)) \(units[unit])" : "over a million EB"
    }
}
