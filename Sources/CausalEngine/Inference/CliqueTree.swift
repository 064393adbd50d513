/// The cliques that an order of elimination makes, joined to trees with the running-intersection property (Lauritzen &
/// Spiegelhalter 1988).
///
/// Nodes are named by their position in the order. The clique in which a node is eliminated is the one nearest the root that
/// holds it; the separator of a clique is what it shares with its parent.
struct CliqueTree: Sendable {
    /// The members of each clique, ascending.
    private(set) var members: [[Int]] = []
    /// The members that a clique shares with its parent, ascending; empty at a root.
    private(set) var separators: [[Int]] = []
    /// The parent of each clique; `nil` at a root.
    private(set) var parents: [Int?] = []
    /// The clique in which each node is eliminated.
    private(set) var cliqueOfNode: [Int]
    /// The number of values of each node.
    let cardinalities: [Int]

    /// The number of cliques.
    var count: Int { members.count }

    /// How cliques are put together.
    enum Merging {
        /// One clique for each node, also where it is part of another.
        case none
        /// No clique is part of another, and neighbours that are hardly larger together than apart are one.
        case maximal
    }

    /// The tree of an order.
    ///
    /// - Parameters:
    ///   - graph: which nodes meet in a table.
    ///   - order: all nodes of the graph.
    /// - Complexity: O(n · n/64 + total size of the cliques).
    init(_ graph: InteractionGraph, order: [Int], merging: Merging) {
        let count = order.count
        cardinalities = order.map { graph.cardinalities[$0] }
        cliqueOfNode = Array(repeating: 0, count: count)
        var position = [Int](repeating: 0, count: count)
        for (index, node) in order.enumerated() { position[node] = index }
        var later = BitMatrix(rows: count, columns: count)
        for (index, node) in order.enumerated() {
            graph.neighbours.forEach(in: node) { if position[$0] > index { later.insert(position[$0], into: index) } }
        }
        // For each node the clique with the largest separator that begins with it: the one it may join.
        var waiting = [Int?](repeating: nil, count: count)
        // The clique of a node passes what is left of it on to the next of its members to go.
        for index in 0..<count {
            let separator = later.elements(of: index)
            let clique = place(index, separator: separator, joining: merging == .maximal ? waiting[index] : nil)
            guard let next = separator.first else { continue }
            later.formUnion(of: next, with: index)
            later.remove(next, from: next)
            let rival = waiting[next].map { separators[$0].count } ?? 0
            if separator.count > rival { waiting[next] = clique }
        }
        link()
        if merging == .maximal { mergeSmall() }
    }

    /// Puts a node into a clique of its own, or into the one that holds just this node and what comes after it.
    private mutating func place(_ node: Int, separator: [Int], joining candidate: Int?) -> Int {
        if let candidate, separators[candidate].count == separator.count + 1 {
            separators[candidate] = separator
            cliqueOfNode[node] = candidate
            return candidate
        }
        members.append([node] + separator)
        separators.append(separator)
        cliqueOfNode[node] = members.count - 1
        return members.count - 1
    }

    /// Orders the cliques so that each comes before its parent, and finds the parents.
    private mutating func link() {
        var last = [Int](repeating: 0, count: members.count)
        for (node, clique) in cliqueOfNode.enumerated() { last[clique] = node }
        let order = members.indices.sorted { last[$0] < last[$1] }
        var place = [Int](repeating: 0, count: members.count)
        for (index, clique) in order.enumerated() { place[clique] = index }
        members = order.map { members[$0] }
        separators = order.map { separators[$0] }
        cliqueOfNode = cliqueOfNode.map { place[$0] }
        parents = separators.map { separator in separator.first.map { cliqueOfNode[$0] } }
    }

    /// Tables smaller than this are not worth the steps between them.
    private static let mergeSlack = 48.0

    /// Puts a clique into its parent where one table is hardly larger than the two.
    private mutating func mergeSmall() {
        var entries = members.map { $0.reduce(1.0) { $0 * Double(cardinalities[$1]) } }
        var into = Array(members.indices)
        // A clique comes before its parent, so that whatever was merged into it has been.
        for clique in members.indices {
            guard let parent = parents[clique] else { continue }
            let shared = separators[clique].reduce(1.0) { $0 * Double(cardinalities[$1]) }
            let together = entries[clique] / shared * entries[parent]
            guard together <= entries[clique] + entries[parent] + Self.mergeSlack else { continue }
            members[parent] = Self.union(members[parent], members[clique])
            entries[parent] = together
            into[clique] = parent
        }
        // What was merged into a clique that was merged itself ends where that one did.
        for clique in into.indices.reversed() where into[clique] != clique { into[clique] = into[into[clique]] }
        let kept = members.indices.filter { into[$0] == $0 }
        var place = [Int](repeating: 0, count: members.count)
        for (index, clique) in kept.enumerated() { place[clique] = index }
        for clique in members.indices { place[clique] = place[into[clique]] }
        parents = kept.map { parents[$0].map { place[$0] } }
        separators = kept.map { separators[$0] }
        members = kept.map { members[$0] }
        cliqueOfNode = cliqueOfNode.map { place[$0] }
    }

    private static func union(_ a: [Int], _ b: [Int]) -> [Int] {
        var union: [Int] = []
        union.reserveCapacity(a.count + b.count)
        var i = 0
        var j = 0
        while i < a.count || j < b.count {
            if j == b.count || (i < a.count && a[i] < b[j]) {
                union.append(a[i])
                i += 1
            } else {
                if i < a.count, a[i] == b[j] { i += 1 }
                union.append(b[j])
                j += 1
            }
        }
        return union
    }

    /// The number of entries of a clique's table.
    func entries(of clique: Int) -> Double { Self.entries(members[clique], cardinalities) }

    /// The number of entries of a table over nodes.
    static func entries(_ nodes: [Int], _ cardinalities: [Int]) -> Double {
        nodes.reduce(1.0) { $0 * Double(cardinalities[$1]) }
    }

    /// How large the tree is.
    var size: InferenceSize {
        let sizes = members.indices.map { entries(of: $0) }
        let largest = sizes.max() ?? 1
        return InferenceSize(
            treewidth: max(0, (members.map(\.count).max() ?? 1) - 1),
            largestLog2: Numerics.log(largest) / Numerics.log(2),
            entries: sizes.reduce(0, +))
    }
}
