/// Columns by relaxation: sweeps move each layer as near as its order and separations allow to the middle of its neighbours.
///
/// For one layer this is isotonic regression after the separations are taken off, solved exactly by pooling adjacent violators
/// (Ayer et al. 1955). Fast for large graphs, and a good beginning for `ExactPlacement`.
enum RelaxedPlacement {
    /// - Complexity: O(*n* + *m*) for each sweep, but for sorting.
    static func solve(_ problem: PlacementProblem, sweeps: Int = 12) -> Placement {
        let graph = problem.graph
        var left = [Int](repeating: 0, count: graph.count)
        for layer in graph.layers {
            for (before, item) in zip(layer, layer.dropFirst()) {
                left[item] = left[before] + problem.separation(before, item)
            }
        }
        for sweep in 0..<sweeps {
            let isDown = sweep % 2 == 0
            let useBoth = sweep >= sweeps - 4
            let order = isDown ? Array(graph.layers.indices) : graph.layers.indices.reversed()
            for layer in order where !graph.layers[layer].isEmpty {
                place(graph.layers[layer], problem, &left, above: isDown || useBoth, below: !isDown || useBoth)
            }
        }
        let first = left.min() ?? 0
        return Placement(left: left.map { $0 - first }, problem)
    }

    private static func place(
        _ layer: [Int], _ problem: PlacementProblem, _ left: inout [Int], above: Bool, below: Bool
    ) {
        var blocks: [(sum: Double, weight: Double, count: Int)] = []
        var offset = 0
        var offsets: [Int] = []
        for (index, item) in layer.enumerated() {
            if index > 0 { offset += problem.separation(layer[index - 1], item) }
            offsets.append(offset)
            let (wish, weight) = wish(of: item, problem, left, above: above, below: below)
            blocks.append(((wish - Double(offset)) * weight, weight, 1))
            while blocks.count > 1 {
                let last = blocks[blocks.count - 1]
                let previous = blocks[blocks.count - 2]
                guard previous.sum * last.weight >= last.sum * previous.weight else { break }
                blocks.removeLast()
                blocks[blocks.count - 1] = (
                    previous.sum + last.sum, previous.weight + last.weight, previous.count + last.count
                )
            }
        }
        var index = 0
        for block in blocks {
            // Rounding keeps the order of the blocks, so that the separations still hold.
            let base = Int((block.sum / block.weight).rounded())
            for _ in 0..<block.count {
                left[layer[index]] = base + offsets[index]
                index += 1
            }
        }
    }

    /// Where an item's left edge would lie best, and how strongly.
    private static func wish(
        of item: Int, _ problem: PlacementProblem, _ left: [Int], above: Bool, below: Bool
    ) -> (position: Double, weight: Double) {
        let graph = problem.graph
        var pulls: [(position: Int, weight: Int)] = []
        if above {
            for (index, upper) in problem.incoming[item].enumerated() {
                let column = left[upper] + problem.middle(upper)
                pulls.append((column - problem.inPort(item, index), problem.weight(upper, item)))
            }
        }
        if below {
            for lower in graph.below[item] {
                guard let index = problem.incoming[lower].firstIndex(of: item) else { continue }
                let column = left[lower] + problem.inPort(lower, index)
                pulls.append((column - problem.middle(item), problem.weight(item, lower)))
            }
        }
        guard !pulls.isEmpty else { return (Double(left[item]), 0.01) }
        return (weightedMedian(&pulls), Double(pulls.reduce(0) { $0 + $1.weight }))
    }

    private static func weightedMedian(_ pulls: inout [(position: Int, weight: Int)]) -> Double {
        pulls.sort { ($0.position, $0.weight) < ($1.position, $1.weight) }
        let total = pulls.reduce(0) { $0 + $1.weight }
        var sum = 0
        for (index, pull) in pulls.enumerated() {
            sum += pull.weight
            if 2 * sum == total, index + 1 < pulls.count {
                return Double(pull.position + pulls[index + 1].position) / 2
            }
            if 2 * sum > total { return Double(pull.position) }
        }
        return 0
    }
}
