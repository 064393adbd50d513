/// A structural causal model: variables over a directed acyclic graph, each a function of its parents and its own noise
/// (Pearl 2009).
public struct SCM: Sendable {
    /// The variables, in declared order; every index in this module refers to it.
    public let variables: [Variable]
    /// The graph of the model as it stands: edges into intervened variables are gone.
    public let graph: DirectedGraph
    /// The mechanism of each variable.
    public let mechanisms: [Mechanism]
    /// The indices in an order in which parents come before children.
    public let topologicalOrder: [Int]
    /// The interventions that made this model out of the one before, by variable.
    public let interventions: [Int: Intervention]
    private let indexByName: [String: Int]

    /// A model from its parts.
    ///
    /// - Throws: ``EngineError/cycle(_:at:)`` when the graph has a directed cycle.
    public init(
        variables: [Variable], graph: DirectedGraph, mechanisms: [Mechanism], interventions: [Int: Intervention] = [:]
    ) throws(EngineError) {
        guard let order = graph.topologicalOrder() else {
            throw .cycle((graph.findCycle() ?? []).map { variables[$0].name }, at: nil)
        }
        self.variables = variables
        self.graph = graph
        self.mechanisms = mechanisms
        self.interventions = interventions
        topologicalOrder = order
        indexByName = Dictionary(zip(variables.map(\.name), variables.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The same variables with other mechanisms and the graph that goes with them, which is acyclic.
    init(
        mutilating original: SCM, graph: DirectedGraph, order: [Int], mechanisms: [Mechanism],
        interventions: [Int: Intervention]
    ) {
        variables = original.variables
        self.graph = graph
        self.mechanisms = mechanisms
        self.interventions = original.interventions.merging(interventions) { _, new in new }
        topologicalOrder = order
        indexByName = original.indexByName
    }

    /// The same variables and edges with other mechanisms.
    init(replacing original: SCM, mechanisms: [Mechanism]) {
        variables = original.variables
        graph = original.graph
        self.mechanisms = mechanisms
        interventions = original.interventions
        topologicalOrder = original.topologicalOrder
        indexByName = original.indexByName
    }

    /// The index of the named variable.
    public func index(of name: String) -> Int? { indexByName[name] }
}
