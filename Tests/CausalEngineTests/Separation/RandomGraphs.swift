@testable import CausalEngine

/// Small graphs made from seeded random numbers.
enum RandomGraphs {
    /// A graph whose declared order is not the topological one.
    static func mixed(
        _ count: Int, density: Double, bidirected: Double = 0, latent: Double = 0,
        using generator: inout SeededGenerator
    ) throws -> CausalGraph {
        let order = (0..<count).shuffled(using: &generator)
        var edges: [CausalGraph.Edge] = []
        var siblings: [CausalGraph.Edge] = []
        for i in 0..<count {
            for j in (i + 1)..<max(count, i + 1) {
                if Double.random(in: 0..<1, using: &generator) < density { edges.append(.init(order[i], order[j])) }
                if Double.random(in: 0..<1, using: &generator) < bidirected {
                    siblings.append(.init(min(order[i], order[j]), max(order[i], order[j])))
                }
            }
        }
        let nodes = (0..<count).map { index in
            CausalGraph.Node(
                "V\(index)", roles: Double.random(in: 0..<1, using: &generator) < latent ? [.latent] : [])
        }
        return try CausalGraph(nodes: nodes, directed: edges, bidirected: siblings)
    }

    /// Three disjoint sets, the first two not empty.
    static func disjointSets(_ count: Int, using generator: inout SeededGenerator) -> (x: [Int], y: [Int], z: [Int]) {
        let order = (0..<count).shuffled(using: &generator)
        let a = Int.random(in: 1...max(1, count / 3), using: &generator)
        let b = Int.random(in: 1...max(1, (count - a) / 2), using: &generator)
        let c = Int.random(in: 0...(count - a - b), using: &generator)
        return (Array(order[..<a]), Array(order[a..<(a + b)]), Array(order[(a + b)..<(a + b + c)]))
    }

    /// All subsets of a list.
    static func subsets(of items: [Int]) -> [[Int]] {
        (0..<(1 << items.count)).map { bits in items.indices.filter { bits >> $0 & 1 == 1 }.map { items[$0] } }
    }
}

/// Separation as it is defined, by every path: slow, and written apart from the program's own.
struct PathDefinition {
    let graph: CausalGraph

    /// All paths from `x` to `y` that meet neither in between, as texts, and whether each is open.
    func paths(_ x: [Int], _ y: [Int], given z: [Int]) -> [String: Bool] {
        var found: [String: Bool] = [:]
        let opened = Set(z).union(z.flatMap { graph.directed.ancestors(of: $0) })
        for start in x { extend([start], "", true, Set(x), Set(y), Set(z), opened, &found) }
        return found
    }

    func separated(_ x: [Int], _ y: [Int], given z: [Int]) -> Bool {
        !paths(x, y, given: z).values.contains(true)
    }

    private func extend(
        _ nodes: [Int], _ arrows: String, _ isOpen: Bool, _ x: Set<Int>, _ y: Set<Int>, _ z: Set<Int>,
        _ opened: Set<Int>, _ found: inout [String: Bool]
    ) {
        let node = nodes[nodes.count - 1]
        if y.contains(node) {
            found["\(nodes)\(arrows)"] = isOpen
            return
        }
        var moves: [(Int, Character)] = []
        for other in 0..<graph.count where !nodes.contains(other) && !x.contains(other) {
            if graph.directed.parents[other].contains(node) { moves.append((other, ">")) }
            if graph.directed.parents[node].contains(other) { moves.append((other, "<")) }
            if graph.siblings[node].contains(other) { moves.append((other, "~")) }
        }
        for (next, arrow) in moves {
            var passes = true
            if let last = arrows.last {
                let isCollider = last != "<" && arrow != ">"
                passes = isCollider ? opened.contains(node) : !z.contains(node)
            }
            extend(nodes + [next], arrows + String(arrow), isOpen && passes, x, y, z, opened, &found)
        }
    }
}

extension CausalPath {
    /// The path as ``PathDefinition`` writes it.
    var definitionText: String {
        let arrows = steps.map { step in
            switch step {
            case .forward: ">"
            case .backward: "<"
            case .bidirected: "~"
            }
        }
        return "\(nodes)\(arrows.joined())"
    }
}
