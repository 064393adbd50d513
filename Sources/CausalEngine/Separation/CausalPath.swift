/// A path between two nodes, and whether it is open.
public struct CausalPath: Sendable, Hashable {
    /// An edge as it is met along a path.
    public enum Step: Sendable, Hashable {
        /// From a cause to its effect.
        case forward
        /// From an effect to its cause.
        case backward
        /// Along an unobserved common cause.
        case bidirected

        var hasHeadAhead: Bool { self != .backward }
        var hasHeadBehind: Bool { self != .forward }
    }

    /// A node that blocks a path, and why.
    public struct Blocker: Sendable, Hashable {
        /// The node.
        public let node: Int
        /// Whether the node is a collider that neither is given nor has a descendant that is; else it is given and no collider.
        public let isClosedCollider: Bool
    }

    /// The nodes along the path, each once.
    public let nodes: [Int]
    /// The edges between them.
    public let steps: [Step]
    /// The nodes that block the path, in its order; none when it is open.
    public let blockers: [Blocker]
    /// The colliders of the path that are open because they or descendants of them are given.
    public let openColliders: [Int]

    /// Whether nothing blocks the path.
    public var isOpen: Bool { blockers.isEmpty }

    /// A path judged by what is given.
    ///
    /// - Parameters:
    ///   - given: which nodes are given.
    ///   - opened: which nodes are given or have a descendant that is.
    init(nodes: [Int], steps: [Step], given: [Bool], opened: [Bool]) {
        self.nodes = nodes
        self.steps = steps
        var blockers: [Blocker] = []
        var openColliders: [Int] = []
        for position in nodes.indices.dropFirst().dropLast() {
            let node = nodes[position]
            if steps[position - 1].hasHeadAhead && steps[position].hasHeadBehind {
                if opened[node] {
                    openColliders.append(node)
                } else {
                    blockers.append(Blocker(node: node, isClosedCollider: true))
                }
            } else if given[node] {
                blockers.append(Blocker(node: node, isClosedCollider: false))
            }
        }
        self.blockers = blockers
        self.openColliders = openColliders
    }
}
