import CausalEngine

/// What the workbench shows of a network: names, states, graph and mechanisms, fixed for the whole session.
///
/// It holds no wording and no reading rules, so that the model of the screen stays small and comparable.
public struct Subject: Sendable, Equatable {
    /// One variable with what the screens need to know of it.
    public struct Node: Sendable, Equatable {
        /// The variable.
        public var variable: Variable
        /// The parents in the order of the table's columns.
        public var parents: [Int]
        /// The children, ascending.
        public var children: [Int]
        /// The Markov blanket, ascending.
        public var blanket: [Int]
        /// What is shown of the mechanism.
        public var mechanism: MechanismFacts
        /// The state that is drawn as a filled mark when the two states are yes and no; `nil` for any other variable.
        public var affirmative: Int?
        /// A few letters of the name that no other node has.
        public var letters: String
        /// The numbers between which a continuous variable is drawn: its plausible range, else what a sample of the model
        /// before any intervention spans. It stays, so that a mark that moves has moved.
        public var scale: ClosedRange<Double>?

        /// The conditional probability table, where the mechanism is one.
        public var table: ProbabilityTable? {
            if case .table(let table) = mechanism { return table }
            return nil
        }
        /// The name.
        public var name: String { variable.name }
        /// The names of the states; empty for a continuous variable.
        public var states: [String] { variable.states }
    }

    /// The network's short name.
    public var name: String
    /// The network's title.
    public var title: String?
    /// The variables, in declared order.
    public var nodes: [Node]
    /// The graph before any intervention. It is laid out once and never again: do() does not move nodes.
    public var graph: DirectedGraph

    /// What is shown of a network.
    ///
    /// - Complexity: O(*n* · *d*²) for *n* nodes of degree *d*, and a sample where a continuous variable has no plausible range.
    public init(_ network: Network) {
        let scm = network.scm
        let scales = Self.scales(scm)
        let letters = Abbreviation.distinct(of: scm.variables.map(\.name), width: 5)
        name = network.name
        title = network.title
        graph = scm.graph
        nodes = scm.variables.indices.map { index in
            let variable = scm.variables[index]
            return Node(
                variable: variable, parents: scm.graph.parents[index], children: scm.graph.children[index],
                blanket: scm.graph.markovBlanket(of: index), mechanism: MechanismFacts(scm.mechanisms[index]),
                affirmative: Self.affirmative(of: variable), letters: letters[index], scale: scales[index])
        }
    }

    /// The scale of each continuous variable.
    private static func scales(_ scm: SCM) -> [ClosedRange<Double>?] {
        let declared = scm.variables.map { variable -> ClosedRange<Double>? in
            if case .continuous(let quantity) = variable.domain { quantity.range } else { nil }
        }
        let missing = scm.variables.indices.filter { scm.variables[$0].isContinuous && declared[$0] == nil }
        guard !missing.isEmpty, let sample = try? Sampler(scm, seed: 0).sample(rows: 0..<500) else { return declared }
        var scales = declared
        for variable in missing {
            let numbers = (0..<sample.rowCount).compactMap { sample.value(row: $0, variable: variable).number }
            guard let low = numbers.min(), let high = numbers.max(), low < high else { continue }
            scales[variable] = low...high
        }
        return scales
    }

    /// The number of edges.
    public var edgeCount: Int { nodes.reduce(0) { $0 + $1.parents.count } }

    /// The index of the named variable.
    public func index(of name: String) -> Int? { nodes.firstIndex { $0.name == name } }

    private static func affirmative(of variable: Variable) -> Int? {
        let states = variable.states
        guard states.count == 2, StateNames.areYesAndNo(states) else { return nil }
        return StateNames.affirmativeIndex(of: states)
    }
}
