/// A graph in layers, in which each wire leads from one layer to the next: where the wire of a source passes a layer on its way
/// to children further down, the layer holds a dummy item. All children of a source share its dummies.
struct LayeredGraph {
    /// Items below this are the nodes themselves, the others are dummies.
    let nodeCount: Int
    /// The node whose wire leaves or passes at each item.
    private(set) var source: [Int]
    /// The items of each layer, from the left to the right.
    var layers: [[Int]]
    /// The items in the layer above from which wires come in, and those below to which they go.
    private(set) var above: [[Int]]
    private(set) var below: [[Int]]

    /// - Complexity: O(*n* + *m* + *d*) for *d* dummies.
    init(parents: [[Int]], rank: [Int]) {
        nodeCount = parents.count
        source = Array(0..<parents.count)
        layers = [[Int]](repeating: [], count: (rank.max() ?? -1) + 1)
        above = [[Int]](repeating: [], count: parents.count)
        below = above
        for node in 0..<parents.count { layers[rank[node]].append(node) }
        var children = below
        for (child, itsParents) in parents.enumerated() {
            for parent in itsParents { children[parent].append(child) }
        }
        for node in 0..<parents.count {
            guard let last = children[node].map({ rank[$0] }).max() else { continue }
            var trunk = [node]
            for layer in (rank[node] + 1)..<max(last, rank[node] + 1) {
                let dummy = source.count
                source.append(node)
                above.append([])
                below.append([])
                layers[layer].append(dummy)
                connect(trunk[trunk.count - 1], dummy)
                trunk.append(dummy)
            }
            for child in children[node] { connect(trunk[rank[child] - rank[node] - 1], child) }
        }
    }

    private mutating func connect(_ upper: Int, _ lower: Int) {
        below[upper].append(lower)
        above[lower].append(upper)
    }

    /// Whether an item stands for a wire that passes.
    func isDummy(_ item: Int) -> Bool { item >= nodeCount }

    /// The number of items, with dummies.
    var count: Int { source.count }

    /// The place of each item within its layer.
    func places() -> [Int] {
        var place = [Int](repeating: 0, count: count)
        for layer in layers {
            for (index, item) in layer.enumerated() { place[item] = index }
        }
        return place
    }
}
