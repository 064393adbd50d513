@testable import CausalEngine

/// Counterfactuals of discrete models by going through all noise: every variable's noise is cut into cells in which it leads
/// to the same states whatever the parents, and both worlds are computed for every combination of cells.
struct TwinEnumeration {
    /// The probability of each pair of worlds that agrees with what was seen.
    private(set) var worlds: [[Int]: Double] = [[]: 1]
    private let count: Int
    private let stateCounts: [Int]

    /// - Parameter held: variables that keep their factual value.
    init(_ scm: SCM, _ interventions: [Int: Intervention], holding held: Set<Int> = [], _ query: Query) {
        count = scm.variables.count
        stateCounts = scm.variables.map(\.states.count)
        worlds = [Array(repeating: -1, count: 2 * count): 1]
        for variable in Self.order(scm, interventions) {
            var next: [[Int]: Double] = [:]
            for (world, probability) in worlds {
                let parents = scm.graph.parents[variable]
                let before = parents.map { world[$0] }
                let after = parents.map { world[count + $0] }
                for cell in Self.cells(of: scm, variable) {
                    let state = cell.state(before)
                    if let seen = query.evidence[variable], seen != state { continue }
                    let weight = probability * cell.probability * (query.likelihood[variable]?[state] ?? 1)
                    guard weight > 0 else { continue }
                    let natural = held.contains(variable) ? state : cell.state(after)
                    let law = Self.law(interventions[variable], natural, cell.noise) { world[count + $0] }
                    for (other, share) in law {
                        var extended = world
                        extended[variable] = state
                        extended[count + variable] = other
                        next[extended, default: 0] += weight * share
                    }
                }
            }
            worlds = next
        }
    }

    var probability: Double { worlds.values.reduce(0, +) }

    /// The distribution of a variable in the other world.
    func counterfactual(_ variable: Int) -> [Double] {
        var law = [Double](repeating: 0, count: stateCounts[variable])
        for (world, probability) in worlds { law[world[count + variable]] += probability }
        let total = probability
        return law.map { $0 / total }
    }

    /// An order that suits both worlds.
    private static func order(_ scm: SCM, _ interventions: [Int: Intervention]) -> [Int] {
        DirectedGraph(
            parents: scm.graph.parents.enumerated().map { $1 + (interventions[$0]?.parents ?? []) }
        ).topologicalOrder() ?? []
    }

    private static func law(
        _ intervention: Intervention?, _ natural: Int, _ noise: Double, _ other: (Int) -> Int
    ) -> [(Int, Double)] {
        switch intervention {
        case nil: return [(natural, 1)]
        case .value(let value): return [(value.stateIndex ?? 0, 1)]
        case .distribution(let probabilities): return probabilities.enumerated().map { ($0, $1) }
        case .function(let function):
            var outcomes = [(noise, 1.0)]
            if !function.keepsNoise, case .bernoulli(let p) = function.equation.noise {
                outcomes = [(0, 1 - p), (1, p)]
            }
            return outcomes.map { noise, share in
                let parents = function.parents.map { [Double(other($0))] }
                return (
                    Int(function.equation.program.evaluate(count: 1, parents: parents, noise: [noise])[0]), share
                )
            }
        }
    }

    private struct Cell {
        var probability: Double
        /// The coin of an equation.
        var noise = 0.0
        var state: ([Int]) -> Int
    }

    private static func cells(of scm: SCM, _ variable: Int) -> [Cell] {
        let parents = scm.graph.parents[variable]
        func row(_ states: [Int]) -> Int {
            zip(parents, states).reduce(0) { $0 * scm.variables[$1.0].states.count + $1.1 }
        }
        switch scm.mechanisms[variable] {
        case .constant(let value): return [Cell(probability: 1) { _ in value.stateIndex ?? 0 }]
        case .distribution(let probabilities):
            return probabilities.enumerated().map { state, share in Cell(probability: share) { _ in state } }
        case .response(let response):
            return response.noise.enumerated().map { noise, share in
                Cell(probability: share) { response.values[row($0) * response.noise.count + noise] }
            }
        case .equation(let equation):
            var coins: [(Double, Double)] = [(0, 1)]
            if case .bernoulli(let p) = equation.noise { coins = [(0, 1 - p), (1, p)] }
            return coins.map { coin, share in
                Cell(probability: share, noise: coin) { states in
                    Int(equation.program.evaluate(count: 1, parents: states.map { [Double($0)] }, noise: [coin])[0])
                }
            }
        case .table(let table):
            var cuts: Set<Double> = [0, 1]
            let cumulative = (0..<table.rowCount).map { row in
                var sum = 0.0
                return table.row(row).map { share in
                    sum += share
                    return sum > 1 - 1e-12 ? 1 : sum
                }
            }
            for ends in cumulative { cuts.formUnion(ends) }
            let sorted = cuts.sorted()
            return zip(sorted, sorted.dropFirst()).map { low, high in
                let middle = (low + high) / 2
                return Cell(probability: high - low) { states in
                    cumulative[row(states)].firstIndex { $0 > middle } ?? 0
                }
            }
        }
    }
}

/// A random discrete model and a random counterfactual question to it.
struct CounterfactualCase {
    let scm: SCM
    let interventions: [Int: Intervention]
    let query: Query

    /// Two to seven variables with two to four states, fewer states where there are many variables.
    ///
    /// - Parameter withFunctions: whether variables are set to functions too.
    init(
        seed: UInt64, convention: ProbabilityTable.NoiseConvention = .inverseCDF, withFunctions: Bool = false
    ) throws {
        let example = try InferenceCase(seed: seed)
        var generator = SeededGenerator(seed: seed &+ 1000)
        scm = example.scm.assuming(convention)
        var query = example.query
        query.targets = nil
        self.query = query
        var interventions: [Int: Intervention] = [:]
        let first = Int.random(in: 0..<scm.variables.count, using: &generator)
        for variable in scm.variables.indices
        where variable == first || Int.random(in: 0..<5, using: &generator) == 0 {
            let states = scm.variables[variable].states.count
            interventions[variable] =
                Int.random(in: 0..<4, using: &generator) > 0
                ? .value(.state(Int.random(in: 0..<states, using: &generator)))
                : .distribution(RandomModels.row(states, zeros: 0.2, using: &generator))
        }
        self.interventions =
            withFunctions ? try Self.withFunctions(interventions, scm, using: &generator) : interventions
    }

    /// Sets some variables to functions of others that they do not act on, with their own coin, another or none.
    private static func withFunctions(
        _ interventions: [Int: Intervention], _ scm: SCM, using generator: inout SeededGenerator
    ) throws -> [Int: Intervention] {
        var interventions = interventions
        for variable in scm.variables.indices.shuffled(using: &generator).prefix(2) {
            let others = scm.variables.indices.filter {
                $0 != variable && !scm.graph.descendants(of: variable).contains($0)
            }
            guard let parent = others.randomElement(using: &generator) else { continue }
            let second = others.randomElement(using: &generator) ?? parent
            let states = scm.variables[variable].states
            var law: NoiseLaw?
            var rest = states[states.count - 1]
            var hasOwn = false
            if case .equation(let equation) = scm.mechanisms[variable] { hasOwn = equation.noise != nil }
            if hasOwn || Bool.random(using: &generator) {
                rest = "(u > 0.5 ? \(states[1]) : \(rest))"
                law = hasOwn && Bool.random(using: &generator) ? nil : .bernoulli(p: 0.3)
            }
            let formula =
                "\(scm.variables[parent].name) == \(scm.variables[parent].states[1]) ? \(states[0]) : "
                + "\(scm.variables[second].name) == \(scm.variables[second].states[0]) ? \(states[1]) : \(rest)"
            interventions[variable] = .function(try scm.function(of: variable, formula, noise: law))
            // Both worlds need one order to be gone through in.
            let union = scm.graph.parents.enumerated().map { $1 + (interventions[$0]?.parents ?? []) }
            if DirectedGraph(parents: union).topologicalOrder() == nil { interventions[variable] = nil }
        }
        return interventions
    }
}

extension CounterfactualAnswer {
    /// The distribution of a variable with states.
    func law(_ variable: Int) -> [Double] {
        if case .states(let probabilities, _)? = self[variable] { return probabilities }
        return []
    }

    /// The standard errors of the distribution of a variable with states.
    func errors(_ variable: Int) -> [Double] {
        if case .states(_, let errors)? = self[variable] { return errors }
        return []
    }

    /// The summary of a continuous variable.
    func summary(_ variable: Int) -> NumberSummary? {
        if case .numbers(let summary)? = self[variable] { return summary }
        return nil
    }
}
