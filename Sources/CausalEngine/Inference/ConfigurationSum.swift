/// The posteriors of all variables by going through every configuration that evidence leaves.
///
/// Where those are few, this takes less time than it takes to lay a propagation out. All numbers are positive and added in a
/// fixed order, so that nothing is lost.
struct ConfigurationSum {
    /// The probability of the evidence, but for what ``Findings/logConstant`` says.
    private(set) var total = 0.0
    private let model: DiscreteModel
    /// The variables, parents before children, and where the table of each begins.
    private let order: [Int]
    private let offsets: [Int]
    /// The states that each variable may have, in order of the model: the one that was seen, or all.
    private let ranges: [Range<Int>]
    /// The likelihoods of uncertain findings, by variable.
    private let likelihoods: [Int: [Double]]
    private var states: [Int]
    /// The sums of each variable's states, one variable after the other.
    private var sums: [Double]
    /// Where the sums of each variable begin.
    private let first: [Int]

    /// The most steps that take less time than a propagation.
    static let mostSteps = 1024
    /// The least binary exponent that a product may have.
    private static let leastExponent = -960

    /// The sum over all configurations.
    ///
    /// - Parameter mostSteps: the most steps to take, about one for each configuration.
    /// - Returns: `nil` where there are too many of them, where some variable has no table, and where numbers could vanish
    ///   below the smallest that there is.
    init?(_ model: DiscreteModel, _ findings: Findings, mostSteps: Int) {
        var (steps, configurations, exponent) = (0, 1, 0)
        order = model.scm.topologicalOrder
        var offsets: [Int] = []
        offsets.reserveCapacity(order.count)
        for variable in order {
            guard let family = model.families[variable] else { return nil }
            exponent += family.minimumExponent
            offsets.append(family.offset)
            if findings.state(of: variable) == nil { configurations *= model.cardinalities[variable] }
            steps += configurations
            guard steps <= mostSteps else { return nil }
        }
        var likelihoods: [Int: [Double]] = [:]
        for variable in findings.weighed {
            guard let likelihood = findings.likelihood(of: variable) else { continue }
            likelihoods[variable] = likelihood
            exponent += Int(likelihood.filter { $0 > 0 }.min()?.exponent ?? 0)
        }
        guard exponent >= Self.leastExponent else { return nil }
        self.model = model
        self.offsets = offsets
        self.likelihoods = likelihoods
        ranges = model.cardinalities.enumerated().map { variable, count in
            findings.state(of: variable).map { $0..<$0 + 1 } ?? 0..<count
        }
        states = Array(repeating: 0, count: ranges.count)
        var first: [Int] = []
        first.reserveCapacity(ranges.count)
        var place = 0
        for count in model.cardinalities {
            first.append(place)
            place += count
        }
        self.first = first
        sums = Array(repeating: 0, count: place)
        total = sum(from: 0, weight: 1)
    }

    /// Adds up the configurations of the variables from a place in topological order on, given the states of those before.
    private mutating func sum(from place: Int, weight: Double) -> Double {
        guard place < order.count else { return weight }
        let variable = order[place]
        var row = 0
        for parent in model.scm.graph.parents[variable] { row = row * model.cardinalities[parent] + states[parent] }
        row = offsets[place] + row * model.cardinalities[variable]
        var total = 0.0
        for state in ranges[variable] {
            var weight = weight * model.numbers[row + state]
            if !likelihoods.isEmpty, let likelihood = likelihoods[variable] { weight *= likelihood[state] }
            guard weight > 0 else { continue }
            states[variable] = state
            let below = sum(from: place + 1, weight: weight)
            sums[first[variable] + state] += below
            total += below
        }
        return total
    }

    /// The posterior of a variable; the evidence must be possible.
    func appendDistribution(of variable: Int, to values: inout [Double]) {
        let range = first[variable]..<first[variable] + model.cardinalities[variable]
        if ranges[variable].count == 1 {
            for state in 0..<range.count { values.append(state == ranges[variable].lowerBound ? 1 : 0) }
            return
        }
        var sum = 0.0
        for index in range { sum += sums[index] }
        for index in range { values.append(sums[index] / sum) }
    }
}
