/// Bounds where of every variable on the way state and parents were seen: each table then chooses, for every configuration
/// that its parents could have had, where the unit's state goes, within what the two rows allow (Fréchet 1951).
///
/// With state v of probability p(v) under the factual row, a state of the other row takes at most q(v*) / p(v). The choices
/// of different tables and configurations are free of each other, so the best are found by eliminating the counterfactual
/// variables, effects first, each choosing for every configuration of its parents. A choice that would have to look at more
/// than its own parents is gone through instead, corner by corner: the probability is linear in each choice alone.
struct UnitBounds {
    private let counterfactual: Counterfactual
    private let scm: SCM
    private let query: Query
    private let target: Int
    /// The variables on the way, causes first.
    private let needed: [Int]
    private let free: Set<Int>
    private let factual: [Int]

    /// The most entries of a factor and the most combinations of corners.
    private static let limit = 1 << 18
    private static let cornerLimit = 4096

    init(
        _ counterfactual: Counterfactual, _ query: Query, target: Int, needed: [Int], free: Set<Int>
    ) throws(BoundsFailure) {
        self.counterfactual = counterfactual
        self.query = query
        self.target = target
        self.needed = needed
        self.free = free
        scm = counterfactual.scm
        factual = counterfactual.scm.variables.indices.map { query.evidence[$0] ?? 0 }
        if let continuous = needed.first(where: { scm.variables[$0].isContinuous }) {
            throw .obstacle(.continuous(scm.variables[continuous].name))
        }
    }

    /// The range of each state of the target.
    func ranges() throws(BoundsFailure) -> [ClosedRange<Double>] {
        var ranges: [ClosedRange<Double>] = []
        for state in scm.variables[target].states.indices {
            ranges.append(.probabilities(try optimum(of: state, sign: -1), try optimum(of: state, sign: 1)))
        }
        return ranges
    }

    // MARK: Laws of variables

    /// The states that a variable can have in the other world: one where it is set.
    private func states(_ variable: Int) -> [Int] {
        if case .value(.state(let state)) = counterfactual.interventions[variable] { return [state] }
        return Array(scm.variables[variable].states.indices)
    }

    private func changedParents(_ variable: Int) -> [Int] {
        (counterfactual.interventions[variable]?.parents ?? scm.graph.parents[variable]).filter(needed.contains)
    }

    /// The most that each state can take in a configuration of the parents, for a table; exactly what each takes, else.
    private func shares(_ variable: Int, _ assignment: [Int: Int]) throws(BoundsFailure) -> [Double] {
        let parents = scm.graph.parents[variable]
        let own = factual[variable]
        if free.contains(variable), case .table(let table) = scm.mechanisms[variable] {
            let before = table.configuration(of: parents.map { factual[$0] })
            let after = table.configuration(of: parents.map { assignment[$0] ?? factual[$0] })
            let probability = table.probabilities[before * table.stateCount + own]
            guard probability > 0 else { throw .inference(impossible(variable)) }
            if before == after { return (0..<table.stateCount).map { $0 == own ? 1 : 0 } }
            return table.row(after).map { min(1, $0 / probability) }
        }
        var values = scm.variables.indices.map { variable -> Value in
            query.numbers[variable].map { .number($0) } ?? .state(factual[variable])
        }
        let abduction = UnitAbduction(scm: scm, factual: values)
        for (parent, state) in assignment { values[parent] = .state(state) }
        var shares = [Double](repeating: 0, count: scm.variables[variable].states.count)
        do {
            let readsNoise = counterfactual.interventions[variable]?.readsOwnNoise ?? true
            let noise: CounterfactualUnit.Noise = readsNoise ? try abduction.noise(of: variable) : .open
            for (value, probability) in try abduction.law(
                of: variable, counterfactual.interventions[variable], noise: noise, given: values)
            {
                shares[value.stateIndex ?? 0] += probability
            }
        } catch let error as InferenceError {
            throw .inference(error)
        } catch {
            throw .obstacle(.tooMany(scm.variables[variable].name))
        }
        return shares
    }

    private func impossible(_ variable: Int) -> InferenceError {
        .impossibleEvidence(
            ([variable] + scm.graph.parents[variable]).map {
                "\(scm.variables[$0].name)=\(scm.variables[$0].text(of: .state(factual[$0])))"
            })
    }

    // MARK: Elimination

    /// What is to be made great as a function of some counterfactual variables.
    private struct Factor {
        var scope: [Int]
        var values: [[Int]: Double]
    }

    /// What a table does in each configuration of its changed parents, where that was fixed beforehand.
    private typealias Choices = [Int: [[Int]: [Double]]]

    private enum Outcome {
        case value(Double)
        /// A choice would have to look at more than its parents.
        case looksFurther(Int)
    }

    /// The greatest (sign 1) or least (sign −1) probability of a state of the target.
    private func optimum(of state: Int, sign: Double) throws(BoundsFailure) -> Double {
        var open: [Choices] = [[:]]
        var best = -Double.infinity
        var count = 0
        while let choices = open.popLast() {
            count += 1
            switch try eliminate(state, sign: sign, choices) {
            case .value(let value): best = max(best, value)
            case .looksFurther(let variable):
                let corners = try corners(of: variable)
                guard count + open.count + corners.count <= Self.cornerLimit else {
                    throw .obstacle(.tooMany(scm.variables[variable].name))
                }
                for corner in corners {
                    var next = choices
                    next[variable] = corner
                    open.append(next)
                }
            }
        }
        return sign * best
    }

    private func eliminate(_ state: Int, sign: Double, _ choices: Choices) throws(BoundsFailure) -> Outcome {
        var factor = Factor(scope: [target], values: [:])
        for own in states(target) { factor.values[[own]] = own == state ? sign : 0 }
        for variable in needed.reversed() where factor.scope.contains(variable) {
            let parents = changedParents(variable)
            let others = factor.scope.filter { $0 != variable }
            let isChoice = free.contains(variable) && choices[variable] == nil
            if isChoice, !others.allSatisfy(parents.contains) { return .looksFurther(variable) }
            let scope = parents + others.filter { !parents.contains($0) }
            var next = Factor(scope: scope, values: [:])
            for assignment in try assignments(of: scope) {
                let byVariable = Dictionary(zip(scope, assignment)) { first, _ in first }
                let configuration = Array(assignment.prefix(parents.count))
                let gains = scm.variables[variable].states.indices.map { own in
                    factor.values[factor.scope.map { $0 == variable ? own : byVariable[$0] ?? 0 }] ?? 0
                }
                if let chosen = choices[variable]?[configuration] {
                    next.values[assignment] = Self.sum(chosen, gains)
                } else {
                    let shares = try shares(variable, byVariable.filter { parents.contains($0.key) })
                    next.values[assignment] = isChoice ? Self.fill(shares, gains) : Self.sum(shares, gains)
                }
            }
            factor = next
        }
        return .value(factor.values[[]] ?? 0)
    }

    private static func sum(_ shares: [Double], _ gains: [Double]) -> Double {
        zip(shares, gains).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The greatest sum when a total of 1 is shared out within limits: the best first.
    private static func fill(_ limits: [Double], _ gains: [Double]) -> Double {
        sum(share(limits, gains.indices.sorted { gains[$0] > gains[$1] }), gains)
    }

    private static func share(_ limits: [Double], _ order: [Int]) -> [Double] {
        var shares = [Double](repeating: 0, count: limits.count)
        var rest = 1.0
        for state in order {
            shares[state] = min(rest, limits[state])
            rest -= shares[state]
        }
        return shares
    }

    private func assignments(of scope: [Int]) throws(BoundsFailure) -> [[Int]] {
        var assignments: [[Int]] = [[]]
        for variable in scope {
            assignments = assignments.flatMap { prefix in states(variable).map { prefix + [$0] } }
            guard assignments.count <= Self.limit else { throw .obstacle(.tooMany(scm.variables[variable].name)) }
        }
        return assignments
    }

    // MARK: Corners

    /// All choices of a table that are corners of what is allowed.
    private func corners(of variable: Int) throws(BoundsFailure) -> [[[Int]: [Double]]] {
        let parents = changedParents(variable)
        var corners: [[[Int]: [Double]]] = [[:]]
        for configuration in try assignments(of: parents) {
            let limits = try shares(variable, Dictionary(zip(parents, configuration)) { first, _ in first })
            let own = Self.corners(within: limits)
            guard corners.count * own.count <= Self.cornerLimit else {
                throw .obstacle(.tooMany(scm.variables[variable].name))
            }
            corners = corners.flatMap { corner in
                own.map { corner.merging([configuration: $0]) { _, new in new } }
            }
        }
        return corners
    }

    private static func corners(within limits: [Double]) -> [[Double]] {
        let states = limits.indices.filter { limits[$0] > 0 }
        // With many states the orders are too many, which shows as too many corners.
        guard states.count <= 6 else { return Array(repeating: limits, count: cornerLimit + 1) }
        return Array(Set(orders(of: states).map { share(limits, $0) }))
    }

    private static func orders(of states: [Int]) -> [[Int]] {
        guard states.count > 1 else { return [states] }
        return states.flatMap { first in orders(of: states.filter { $0 != first }).map { [first] + $0 } }
    }
}
