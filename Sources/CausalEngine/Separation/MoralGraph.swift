extension CausalGraph {
    /// The augmented (moral) graph of some nodes: an undirected graph in which two nodes are neighbours when a path of
    /// colliders, or an edge, joins them (Lauritzen et al. 1990; Richardson 2003).
    ///
    /// In the graph of the ancestors of three sets, paths in it avoid the third just when the sets are not separated by it.
    ///
    /// - Parameter within: the nodes that count; they hold the ancestors of each of them.
    /// - Returns: the neighbours of each node, none for nodes that do not count.
    /// - Complexity: O(sum of squared sizes of districts with their parents).
    func moralNeighbours(within: [Bool]) -> BitMatrix {
        var neighbours = BitMatrix(rows: count, columns: count)
        var isDone = [Bool](repeating: false, count: count)
        for node in 0..<count where within[node] && !isDone[node] {
            // A district and the parents of its nodes are joined by paths of colliders, each with each.
            var district = [node]
            var position = 0
            isDone[node] = true
            while position < district.count {
                for sibling in siblings[district[position]] where within[sibling] && !isDone[sibling] {
                    isDone[sibling] = true
                    district.append(sibling)
                }
                position += 1
            }
            let joined = Array(Set(district + district.flatMap { directed.parents[$0] }))
            for (position, first) in joined.enumerated() {
                for second in joined[(position + 1)...] {
                    neighbours.insert(second, into: first)
                    neighbours.insert(first, into: second)
                }
            }
        }
        return neighbours
    }
}
