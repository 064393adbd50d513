/// One variable of a model, prepared for drawing columns: what to compute from which columns, with which noise.
struct SamplingStep: Sendable {
    /// How the column comes about.
    enum Rule: Sendable {
        /// The thresholds of the parents' configuration; without parents a stochastic intervention or a root's table.
        case table(ThresholdTable)
        /// A noise state from thresholds, then the state for configuration (odometer order) and noise state (fastest).
        case response(ThresholdTable, values: [UInt32])
        case equation(Equation, BlockProgram)
        case constant(Value)
        /// The mechanism does not fit its variable, which is said when the column is asked for.
        case impossible(EngineError)
    }

    let variable: Int
    let name: String
    /// The number of states; 0 for a continuous variable.
    let stateCount: Int
    let rule: Rule
    /// The parents that the rule reads, with the number of states of each.
    let parents: [Int]
    let parentCardinalities: [Int]
    let stream: NoiseStream
    /// The number of parent configurations.
    let configurationCount: Int

    init(_ scm: SCM, variable: Int, seed: UInt64) {
        let declared = scm.variables[variable]
        self.variable = variable
        name = declared.name
        stateCount = declared.states.count
        parents = scm.graph.parents[variable]
        parentCardinalities = parents.map { scm.variables[$0].states.count }
        let bringsNoise = scm.interventions[variable]?.bringsNoise ?? false
        stream =
            bringsNoise
            ? .ofIntervention(seed: seed, name: declared.name) : NoiseStream(seed: seed, name: declared.name)
        configurationCount = Self.product(parentCardinalities)
        rule = Self.rule(of: scm.mechanisms[variable], for: declared, configurations: configurationCount)
    }

    /// The product, 0 when it is too great for a table: an equation may have any number of discrete parents.
    private static func product(_ cardinalities: [Int]) -> Int {
        cardinalities.reduce(1) { product, count in
            let (next, isTooGreat) = product.multipliedReportingOverflow(by: count)
            return isTooGreat ? 0 : next
        }
    }

    private static func rule(of mechanism: Mechanism, for variable: Variable, configurations: Int) -> Rule {
        let states = variable.states.count
        func misfit(_ found: String, _ expected: String) -> Rule {
            .impossible(.invalid(found: "\(found) for “\(variable.name)”", expected: expected, mend: "", at: nil))
        }
        switch mechanism {
        case .table(let table):
            let found = table.probabilities.count
            guard states > 0, configurations > 0, table.stateCount == states, found / states == configurations,
                found % states == 0, isLaw(table.probabilities)
            else { return misfit("a table of \(found) numbers", "the probabilities of every parent configuration") }
            return .table(ThresholdTable(stateCount: states, probabilities: table.probabilities))
        case .response(let response):
            let found = response.values.count
            let noiseCount = response.noise.count
            guard noiseCount > 0, configurations > 0, found / noiseCount == configurations, found % noiseCount == 0,
                response.values.allSatisfy((0..<states).contains), isLaw(response.noise)
            else { return misfit("a response of \(found) states", "one for each configuration and noise state") }
            return .response(
                ThresholdTable(stateCount: response.noise.count, probabilities: response.noise),
                values: response.values.map(UInt32.init))
        case .equation(let equation):
            return .equation(equation, BlockProgram(equation.program))
        case .constant(let value):
            switch value {
            case .state(let index) where !(0..<states).contains(index): return misfit("state \(index)", "a state")
            case .number(let number) where states > 0 || !number.isFinite:
                return misfit("the value \(number)", "a state")
            default: return .constant(value)
            }
        case .distribution(let probabilities):
            let sum = probabilities.reduce(0, +)
            guard states > 0, probabilities.count == states, isLaw(probabilities), sum > 0, sum.isFinite else {
                return misfit("\(probabilities.count) probabilities", "one for each of the \(states) states")
            }
            return .table(ThresholdTable(stateCount: states, probabilities: probabilities.map { $0 / sum }))
        }
    }

    private static func isLaw(_ probabilities: [Double]) -> Bool { probabilities.allSatisfy { $0 >= 0 } }
}
