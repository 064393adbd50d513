/// Columns and ports at once by the network simplex method: the weighted sideways ways of all wires, the width of the drawing and
/// the distance of ports from the middle of their boxes are least together (Gansner et al. 1993, §4.2, with ports as unknowns).
enum ExactPlacement {
    /// - Parameters:
    ///   - start: a placement that obeys the separations.
    ///   - compactness: what a unit of the drawing's width costs; a wire between two boxes costs 4 for a unit sideways.
    static func solve(_ problem: PlacementProblem, from start: Placement, compactness: Int) -> Placement {
        var program = Program(problem, start)
        program.addLayers(compactness: compactness)
        program.addPorts()
        program.addWires()
        var simplex = NetworkSimplex(count: program.feasible.count, edges: program.edges, feasible: program.feasible)
        simplex.solve(pivots: 40 * program.feasible.count)
        return program.read(simplex.position)
    }
}

/// The unknowns and constraints of the columns as a network simplex problem.
private struct Program {
    var edges: [NetworkSimplex.Edge] = []
    var feasible: [Int]
    private let problem: PlacementProblem
    private let start: Placement
    private var outPort: [Int]
    private var inPorts: [[Int]]

    init(_ problem: PlacementProblem, _ start: Placement) {
        self.problem = problem
        self.start = start
        feasible = start.left
        outPort = Array(start.left.indices)
        inPorts = start.left.indices.map { item in problem.incoming[item].map { _ in item } }
    }

    private mutating func add(at position: Int) -> Int {
        feasible.append(position)
        return feasible.count - 1
    }

    private mutating func require(_ low: Int, _ high: Int, apart length: Int, cost weight: Int = 0) {
        edges.append(.init(tail: low, head: high, length: length, weight: weight))
    }

    /// Lets |(position of `second` − position of `first`) − `offset`| cost `weight` a unit.
    private mutating func pull(_ first: Int, _ second: Int, offset: Int, weight: Int) {
        let least = add(at: min(feasible[first] + offset, feasible[second]))
        require(least, first, apart: -offset, cost: weight)
        require(least, second, apart: 0, cost: weight)
    }

    mutating func addLayers(compactness: Int) {
        let graph = problem.graph
        let west = add(at: start.left.min() ?? 0)
        let extent = graph.layers.compactMap(\.last).map { start.left[$0] + problem.separation($0, $0) }
        let east = add(at: extent.max() ?? 0)
        require(west, east, apart: 0, cost: compactness)
        for layer in graph.layers {
            guard let first = layer.first, let last = layer.last else { continue }
            require(west, first, apart: 0)
            require(last, east, apart: problem.separation(last, last))
            for (before, item) in zip(layer, layer.dropFirst()) {
                require(before, item, apart: problem.separation(before, item))
            }
        }
    }

    mutating func addPorts() {
        for item in 0..<problem.graph.nodeCount {
            let range = problem.portRange[item]
            if !problem.graph.below[item].isEmpty, range.count > 1 {
                outPort[item] = addPort(item, range, wish: problem.middle(item))
            }
            let incoming = problem.incoming[item].count
            for index in 0..<incoming {
                // Each port leaves room for those at its sides.
                let low = range.lowerBound + index * problem.portStep
                let high = range.upperBound - (incoming - 1 - index) * problem.portStep
                let wish = problem.inPort(item, index)
                inPorts[item][index] = addPort(item, min(low, wish)...max(high, wish), wish: wish)
                if index > 0 {
                    require(inPorts[item][index - 1], inPorts[item][index], apart: problem.portStep)
                }
            }
        }
    }

    private mutating func addPort(_ item: Int, _ range: ClosedRange<Int>, wish: Int) -> Int {
        let port = add(at: feasible[item] + wish)
        require(item, port, apart: range.lowerBound)
        require(port, item, apart: -range.upperBound)
        pull(item, port, offset: wish, weight: 1)
        return port
    }

    mutating func addWires() {
        for lower in 0..<problem.graph.count {
            for (index, upper) in problem.incoming[lower].enumerated() {
                // A port without a range of its own lies at the left edge: of a dummy, or of a box of one unit.
                let offset = outPort[upper] == upper ? problem.middle(upper) : 0
                pull(
                    outPort[upper], inPorts[lower][index], offset: offset,
                    weight: problem.weight(upper, lower))
            }
        }
    }

    func read(_ position: [Int]) -> Placement {
        let least = start.left.indices.map { position[$0] }.min() ?? 0
        var placement = Placement(left: start.left.indices.map { position[$0] - least }, problem)
        for item in start.left.indices {
            if outPort[item] != item { placement.outPort[item] = position[outPort[item]] - least }
            for (index, port) in inPorts[item].enumerated() where port != item {
                placement.inPorts[item][index] = position[port] - least
            }
        }
        return placement
    }
}
