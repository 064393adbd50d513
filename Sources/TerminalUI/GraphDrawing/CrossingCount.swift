extension LayeredGraph {
    /// The number of pairs of wires that cross between neighbouring layers.
    ///
    /// - Complexity: O(*m* log *m*), with the accumulator tree of Barth, Mutzel and Jünger (2004, "Simple and efficient bilayer
    ///   cross counting").
    func crossings(place: [Int]) -> Int {
        layers.indices.dropLast().reduce(0) { $0 + crossings(below: $1, place: place) }
    }

    /// The number of pairs of wires that cross between a layer and the next.
    func crossings(below layer: Int, place: [Int]) -> Int {
        let size = layers[layer + 1].count
        var leaves = 1
        while leaves < size { leaves *= 2 }
        var tree = [Int](repeating: 0, count: 2 * leaves)
        var total = 0
        for item in layers[layer] {
            // In the order of their ends, so that wires from one item are not counted against each other.
            for end in below[item].map({ place[$0] }).sorted() {
                var index = end + leaves
                tree[index] += 1
                while index > 1 {
                    if index % 2 == 0 { total += tree[index + 1] }
                    index /= 2
                    tree[index] += 1
                }
            }
        }
        return total
    }
}
