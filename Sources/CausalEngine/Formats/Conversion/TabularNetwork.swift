/// A network as the formats of tables hold it: names, states, parents and numbers.
struct TabularNetwork {
    struct Member {
        var name: String
        var states: [String]
        /// The words for it, where they are others than those that its name gives.
        var label: String?
        var parents: [Int]
        var position: CausalGraph.Position?
        /// The rows in odometer order, the last parent fastest.
        var probabilities: [Double]

        var rowCount: Int { probabilities.count / states.count }

        func row(_ index: Int) -> ArraySlice<Double> {
            probabilities[index * states.count..<(index + 1) * states.count]
        }
    }

    var title: String?
    var variables: [Member]
}

/// Writes a network of tables in one format.
protocol TableWriter {
    init(network: TabularNetwork)

    func text() -> String
}

extension TabularNetwork {
    /// The tables of a network.
    ///
    /// Finite noise is summed out; an equation over variables with states, with `bernoulli` noise or none, becomes the table of
    /// its values.
    ///
    /// - Throws: ``EngineError/invalid(found:expected:mend:at:)`` for a continuous variable, or an equation that has no table.
    init(_ network: Network, for format: NetworkFormat) throws(EngineError) {
        let scm = network.scm
        if let variable = scm.variables.first(where: \.isContinuous) {
            throw .invalid(
                found: "the continuous variable “\(variable.name)”",
                expected: "variables with states: a .\(format.rawValue) file holds tables alone",
                mend: "write a .scm.yaml file, or a graph (.dagitty, .dot)", at: nil)
        }
        let equations = scm.mechanisms.contains { if case .equation = $0 { true } else { false } }
        let model = equations ? DiscreteModel(scm) : nil
        title = network.title
        variables = []
        for (index, variable) in scm.variables.enumerated() {
            let parents = scm.graph.parents[index]
            variables.append(
                Member(
                    name: variable.name, states: variable.states,
                    label: variable.label == DerivedWording.label(for: variable.name) ? nil : variable.label,
                    parents: parents, position: network.positions[index],
                    probabilities: try Self.table(of: index, scm, model, format)))
        }
    }

    private static func table(
        of index: Int, _ scm: SCM, _ model: DiscreteModel?, _ format: NetworkFormat
    ) throws(EngineError) -> [Double] {
        let variable = scm.variables[index]
        let parents = scm.graph.parents[index].map { scm.variables[$0] }
        let shape = try ParentRows(variable: variable, parents: parents, at: nil)
        let numbers: [Double]
        switch scm.mechanisms[index] {
        case .table(let table): return table.probabilities
        case .constant(let value): numbers = variable.states.indices.map { value == .state($0) ? 1 : 0 }
        case .distribution(let probabilities): numbers = probabilities
        case .response(let response): numbers = DiscreteModel.table(of: response, stateCount: variable.states.count)
        case .equation:
            do throws(InferenceError) {
                guard let family = try model?.family(of: index), let all = model?.numbers else { return [] }
                numbers = Array(all[family.offset..<family.offset + shape.entryCount])
            } catch {
                let why = if case .continuous = error { "its noise has a density" } else { error.description }
                throw .invalid(
                    found: "the equation of “\(variable.name)”, which has no exact table (\(why))",
                    expected: "mechanisms that a .\(format.rawValue) file can hold as tables",
                    mend: "write a .scm.yaml file, or a graph (.dagitty, .dot)", at: nil)
            }
        }
        return ProbabilityTable(
            parentCardinalities: shape.cardinalities, stateCount: variable.states.count, probabilities: numbers,
            convention: .inverseCDF
        ).probabilities
    }
}
