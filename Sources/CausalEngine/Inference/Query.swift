/// A question to a model: what was seen, and what is asked.
///
/// What is done, do(), is not part of it: put the question to `scm.intervene(…)`. Evidence is then evidence in the mutilated
/// world.
public struct Query: Sendable, Hashable {
    /// What was seen for certain: the state of variables.
    public var evidence: [Int: Int]
    /// The numbers seen of continuous variables.
    public var numbers: [Int: Double]
    /// What was seen uncertainly: for each state of a variable how likely the finding is in that state, up to a factor.
    public var likelihood: [Int: [Double]]
    /// The variables whose posteriors are asked for; `nil` for all.
    public var targets: [Int]?

    /// A question.
    ///
    /// - Parameters:
    ///   - evidence: states by variable.
    ///   - numbers: numbers of continuous variables by variable.
    ///   - likelihood: likelihoods of uncertain findings by variable, one number for each state.
    ///   - targets: the variables asked for; `nil` for all.
    public init(
        evidence: [Int: Int] = [:], numbers: [Int: Double] = [:], likelihood: [Int: [Double]] = [:],
        targets: [Int]? = nil
    ) {
        self.evidence = evidence
        self.numbers = numbers
        self.likelihood = likelihood
        self.targets = targets
    }

    /// The variables of which something was seen, for certain or not.
    var seen: Set<Int> { Set(evidence.keys).union(numbers.keys).union(likelihood.keys) }
}

/// The answer to a ``Query``: the probability of the evidence, and the posterior of each variable asked for.
public struct Posterior: Sendable, Hashable {
    /// The natural logarithm of the probability of evidence and uncertain findings; 0 without any.
    public let logEvidence: Double
    /// The variables answered for, ascending.
    public let variables: [Int]
    /// The distributions of ``variables``, one after the other.
    let values: [Double]
    /// Where each distribution begins in `values`, and the end of the last.
    let offsets: [Int]

    /// The distribution over the states of a variable, or `nil` when it was not asked for.
    ///
    /// - Complexity: O(log variables + states).
    public subscript(variable: Int) -> [Double]? {
        var low = 0
        var high = variables.count
        while low < high {
            let middle = (low + high) / 2
            if variables[middle] < variable { low = middle + 1 } else { high = middle }
        }
        guard low < variables.count, variables[low] == variable else { return nil }
        return Array(values[offsets[low]..<offsets[low + 1]])
    }

    /// The distributions by variable.
    public var marginals: [Int: [Double]] {
        Dictionary(
            uniqueKeysWithValues: variables.indices.map {
                (variables[$0], Array(values[offsets[$0]..<offsets[$0 + 1]]))
            })
    }
}

/// A most probable explanation: the likeliest values of all variables together, given what was seen.
public struct Explanation: Sendable, Hashable {
    /// The state of each variable, the seen ones included.
    public let states: [Int]
    /// The natural logarithm of the probability of those states, times the likelihood of uncertain findings.
    public let logProbability: Double
}
