@testable import CausalEngine

/// The answers of inference by adding up the probabilities of all combinations of states, straight from the mechanisms.
struct PosteriorEnumeration {
    let scm: SCM
    /// Every combination of states with a probability above zero, times the likelihood of uncertain findings.
    let worlds: [(states: [Int], probability: Double)]

    init(_ scm: SCM, _ query: Query) {
        self.scm = scm
        var worlds: [(states: [Int], probability: Double)] = []
        var states = [Int](repeating: 0, count: scm.variables.count)
        func extend(_ position: Int, _ probability: Double) {
            guard probability > 0 else { return }
            guard position < states.count else {
                worlds.append((states, probability))
                return
            }
            let variable = scm.topologicalOrder[position]
            for (state, share) in Self.distribution(of: variable, states, scm).enumerated() {
                if let seen = query.evidence[variable], seen != state { continue }
                states[variable] = state
                extend(position + 1, probability * share * (query.likelihood[variable]?[state] ?? 1))
            }
        }
        extend(0, 1)
        self.worlds = worlds
    }

    var probability: Double { worlds.reduce(0) { $0 + $1.probability } }

    func joint(of variables: [Int]) -> [Double] {
        let counts = variables.map { scm.variables[$0].states.count }
        var joint = [Double](repeating: 0, count: counts.reduce(1, *))
        for world in worlds {
            let place = zip(variables, counts).reduce(0) { $0 * $1.1 + world.states[$1.0] }
            joint[place] += world.probability
        }
        let total = probability
        return joint.map { $0 / total }
    }

    /// P(variable | its parents in `states`), from the mechanism itself.
    static func distribution(of variable: Int, _ states: [Int], _ scm: SCM) -> [Double] {
        let count = scm.variables[variable].states.count
        let parents = scm.graph.parents[variable]
        var row = 0
        for parent in parents { row = row * scm.variables[parent].states.count + states[parent] }
        var result = [Double](repeating: 0, count: count)
        switch scm.mechanisms[variable] {
        case .table(let table): return Array(table.row(row))
        case .constant(let value): result[value.stateIndex ?? 0] = 1
        case .distribution(let probabilities): return probabilities
        case .response(let response):
            for (index, probability) in response.noise.enumerated() {
                result[response.values[row * response.noise.count + index]] += probability
            }
        case .equation(let equation):
            for (noise, probability) in outcomes(of: equation.noise) {
                let value = equation.program.evaluate(
                    count: 1, parents: parents.map { [Double(states[$0])] }, noise: [noise])
                result[Int(value[0])] += probability
            }
        }
        return result
    }

    private static func outcomes(of law: NoiseLaw?) -> [(Double, Double)] {
        if case .bernoulli(let p) = law { return [(0, 1 - p), (1, p)] }
        return [(0, 1)]
    }
}

/// Random questions to random models.
struct InferenceCase {
    let scm: SCM
    let query: Query

    /// A model of two to seven variables with tables, finite noise and equations, perhaps intervened on, and a question to it.
    init(seed: UInt64, zeros: Double = 0.15) throws {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 2...7, using: &generator)
        var scm = try RandomModels.discrete(count, states: 2...4, maxParents: 3, zeros: zeros, using: &generator)
        scm = try Self.withEquations(scm, using: &generator)
        var interventions: [Int: Intervention] = [:]
        for variable in 0..<count where Int.random(in: 0..<6, using: &generator) == 0 {
            let states = scm.variables[variable].states.count
            interventions[variable] =
                Bool.random(using: &generator)
                ? .value(.state(Int.random(in: 0..<states, using: &generator)))
                : .distribution(RandomModels.row(states, zeros: 0.3, using: &generator))
        }
        self.scm = scm.intervene(interventions)
        var query = Query()
        for variable in 0..<count where Int.random(in: 0..<3, using: &generator) == 0 {
            let states = scm.variables[variable].states.count
            if Bool.random(using: &generator) {
                query.evidence[variable] = Int.random(in: 0..<states, using: &generator)
            }
            if Int.random(in: 0..<3, using: &generator) == 0 {
                query.likelihood[variable] = RandomModels.row(states, zeros: 0.2, using: &generator).map { $0 * 3 }
            }
        }
        if Bool.random(using: &generator) {
            query.targets = Array((0..<count).shuffled(using: &generator).prefix(2))
        }
        self.query = query
    }

    /// Makes some variables with parents follow an equation, with a coin as noise or none.
    private static func withEquations(_ scm: SCM, using generator: inout SeededGenerator) throws -> SCM {
        var mechanisms = scm.mechanisms
        for (variable, parents) in scm.graph.parents.enumerated() {
            guard let first = parents.first, let last = parents.last, Int.random(in: 0..<3, using: &generator) == 0
            else { continue }
            let hasNoise = Bool.random(using: &generator)
            let names = scm.variables.map(\.name)
            let own = scm.variables[variable].states
            let other = hasNoise ? "(u > 0.5 ? \(own[0]) : \(own[own.count - 1]))" : own[own.count - 1]
            mechanisms[variable] = .equation(
                try EquationCompiler.compile(
                    "\(names[first]) == \(scm.variables[first].states[0]) ? \(own[1]) : "
                        + "\(names[last]) == \(scm.variables[last].states[1]) ? \(own[0]) : \(other)",
                    target: scm.variables[variable], parents: parents.map { scm.variables[$0] },
                    noise: hasNoise ? .bernoulli(p: 0.3) : nil, location: nil))
        }
        return try SCM(variables: scm.variables, graph: scm.graph, mechanisms: mechanisms)
    }
}
