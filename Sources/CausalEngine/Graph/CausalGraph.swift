/// A causal graph over named nodes: directed edges, and bidirected edges that stand for unobserved common causes (an acyclic
/// directed mixed graph, Richardson 2003), with the roles that nodes play and where they are drawn.
public struct CausalGraph: Sendable, Hashable {
    /// What a node is for, as DAGitty's files say it.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// A cause whose effect is asked for.
        case exposure
        /// What the effect is on.
        case outcome
        /// Not observed.
        case latent
        /// Adjusted for in any case.
        case adjusted
        /// Conditioned on by the way units were selected.
        case selected
    }

    /// Where a node is drawn; the unit is the file's.
    public struct Position: Sendable, Hashable {
        /// To the right.
        public var x: Double
        /// Downwards in DAGitty, upwards in DOT: as the file has it.
        public var y: Double

        /// A place.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A node with its roles and place.
    public struct Node: Sendable, Hashable {
        /// The name, taken literally.
        public var name: String
        /// What the node is for.
        public var roles: Set<Role>
        /// Where the node is drawn, where the file says.
        public var position: Position?

        /// A node.
        public init(_ name: String, roles: Set<Role> = [], position: Position? = nil) {
            self.name = name
            self.roles = roles
            self.position = position
        }
    }

    /// An edge as the indices of its two ends.
    public struct Edge: Sendable, Hashable {
        /// The tail of a directed edge; the smaller index of a bidirected one.
        public let source: Int
        /// The head of a directed edge; the greater index of a bidirected one.
        public let target: Int

        /// An edge.
        public init(_ source: Int, _ target: Int) {
            self.source = source
            self.target = target
        }
    }

    /// The nodes, in declared order; every index of this module refers to it.
    public let nodes: [Node]
    /// The directed edges.
    public let directed: DirectedGraph
    /// The nodes that share a bidirected edge with each node, ascending.
    public let siblings: [[Int]]
    private let indexByName: [String: Int]

    /// A graph from its parts; an edge given twice counts once, and parents are kept ascending.
    ///
    /// - Throws: ``EngineError/cycle(_:at:)`` when the directed edges have a cycle, ``EngineError/duplicate(_:what:at:)`` when
    ///   two nodes have one name.
    /// - Complexity: O(*n* + *m* log *m*).
    public init(nodes: [Node], directed: [Edge], bidirected: [Edge] = []) throws(EngineError) {
        var parents = [[Int]](repeating: [], count: nodes.count)
        var siblings = parents
        for edge in directed { parents[edge.target].append(edge.source) }
        for edge in bidirected where edge.source != edge.target {
            siblings[edge.source].append(edge.target)
            siblings[edge.target].append(edge.source)
        }
        try self.init(
            nodes: nodes, directed: DirectedGraph(parents: parents.map(Self.ascending)),
            siblings: siblings.map(Self.ascending))
    }

    private init(nodes: [Node], directed: DirectedGraph, siblings: [[Int]]) throws(EngineError) {
        if let cycle = directed.findCycle() { throw .cycle(cycle.map { nodes[$0].name }, at: nil) }
        var indexByName: [String: Int] = [:]
        for (index, node) in nodes.enumerated() {
            guard indexByName.updateValue(index, forKey: node.name) == nil else {
                throw .duplicate(node.name, what: "node", at: nil)
            }
        }
        self.init(nodes: nodes, acyclic: directed, siblings: siblings, indexByName: indexByName)
    }

    private init(nodes: [Node], acyclic: DirectedGraph, siblings: [[Int]], indexByName: [String: Int]) {
        self.nodes = nodes
        directed = acyclic
        self.siblings = siblings
        self.indexByName = indexByName
    }

    /// The graph of a model; its latent variables are latent nodes.
    public init(_ scm: SCM) {
        self.init(
            nodes: scm.variables.map { Node($0.name, roles: $0.isLatent ? [.latent] : []) }, acyclic: scm.graph,
            siblings: Array(repeating: [], count: scm.variables.count),
            indexByName: Dictionary(
                zip(scm.variables.map(\.name), scm.variables.indices), uniquingKeysWith: { first, _ in first }))
    }

    /// The same nodes with other edges; a caller vouches that the directed ones have no cycle.
    func replacing(directed: DirectedGraph, siblings: [[Int]]? = nil) -> CausalGraph {
        CausalGraph(
            nodes: nodes, acyclic: directed, siblings: siblings ?? self.siblings, indexByName: indexByName)
    }

    /// The same graph with other roles.
    func settingRoles(_ roles: (Set<Role>) -> Set<Role>) -> CausalGraph {
        CausalGraph(
            nodes: nodes.map { Node($0.name, roles: roles($0.roles), position: $0.position) }, acyclic: directed,
            siblings: siblings, indexByName: indexByName)
    }

    /// The number of nodes.
    public var count: Int { nodes.count }

    /// The bidirected edges, each once, by the smaller index and then the greater.
    public var bidirectedEdges: [Edge] {
        siblings.indices.flatMap { node in siblings[node].filter { $0 > node }.map { Edge(node, $0) } }
    }

    /// The directed edges, by source and then target.
    public var directedEdges: [Edge] {
        directed.children.indices.flatMap { node in directed.children[node].map { Edge(node, $0) } }
    }

    /// The index of the named node.
    public func index(of name: String) -> Int? { indexByName[name] }

    /// The name of a node.
    public func name(of node: Int) -> String { nodes[node].name }

    /// The nodes that have a role, ascending.
    public func nodes(_ role: Role) -> [Int] { nodes.indices.filter { nodes[$0].roles.contains(role) } }

    /// The Markov blanket of a node: the smallest set of other nodes that separates it from all the rest.
    ///
    /// Without bidirected edges these are its parents, children and their other parents (Pearl 1988); with them, all that a path
    /// of colliders joins to the node, or to a child of it, and the parents of those (Richardson 2003).
    ///
    /// - Complexity: O(*n* + *m*).
    public func markovBlanket(of node: Int) -> [Int] {
        var blanket = Set(directed.parents[node])
        var joined: Set<Int> = []
        var stack = [node] + directed.children[node]
        while let next = stack.popLast() {
            guard joined.insert(next).inserted else { continue }
            blanket.insert(next)
            blanket.formUnion(directed.parents[next])
            stack += siblings[next]
        }
        blanket.remove(node)
        return blanket.sorted()
    }

    private static func ascending(_ nodes: [Int]) -> [Int] { Array(Set(nodes)).sorted() }
}
