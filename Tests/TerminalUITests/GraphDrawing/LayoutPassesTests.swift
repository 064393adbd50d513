import Testing

@testable import TerminalUI

/// The passes of the layout against plain reference methods.
@Suite struct LayoutPassesTests {
    /// Small problems have few enough solutions to try them all.
    @Test func networkSimplexFindsTheOptimum() {
        for seed in 1...60 as ClosedRange<UInt64> {
            var random = TestRandom(seed: seed)
            let count = 2 + random.below(4)
            var edges: [NetworkSimplex.Edge] = []
            for head in 1..<count {
                edges.append(.init(tail: random.below(head), head: head, length: 1, weight: 1 + random.below(4)))
                if head > 1 {
                    edges.append(
                        .init(tail: random.below(head), head: head, length: random.below(3), weight: random.below(6)))
                }
            }
            var first = [Int](repeating: 0, count: count)
            for edge in edges.sorted(by: { $0.head < $1.head }) {
                first[edge.head] = max(first[edge.head], first[edge.tail] + edge.length)
            }
            var simplex = NetworkSimplex(count: count, edges: edges, feasible: first)
            simplex.solve()
            for edge in edges { #expect(simplex.position[edge.head] >= simplex.position[edge.tail] + edge.length) }
            #expect(cost(edges, simplex.position) == leastCost(edges, count))
        }
    }

    private func cost(_ edges: [NetworkSimplex.Edge], _ position: [Int]) -> Int {
        edges.reduce(0) { $0 + $1.weight * (position[$1.head] - position[$1.tail]) }
    }

    private func leastCost(_ edges: [NetworkSimplex.Edge], _ count: Int) -> Int {
        let levels = 2 * count + 1
        var best = Int.max
        var position = [Int](repeating: 0, count: count)
        func fill(_ node: Int) {
            guard node < count else {
                best = min(best, cost(edges, position))
                return
            }
            for level in 0..<levels {
                position[node] = level
                let isFeasible = edges.allSatisfy {
                    max($0.head, $0.tail) > node || position[$0.head] >= position[$0.tail] + $0.length
                }
                if isFeasible { fill(node + 1) }
            }
        }
        fill(0)
        return best
    }

    @Test func crossingsAreCountedRight() {
        for seed in 1...40 as ClosedRange<UInt64> {
            let graph = layered(seed)
            var state = OrderedLayers(graph)
            #expect(state.crossings() == naiveCrossings(graph))
            let orders = CrossingReduction.orders(of: graph, starts: 4)
            for order in orders {
                var ordered = graph
                ordered.layers = order.layers
                #expect(naiveCrossings(ordered) == order.crossings)
                for (items, given) in zip(order.layers, graph.layers) { #expect(items.sorted() == given.sorted()) }
            }
            #expect(orders[0].crossings <= naiveCrossings(graph))
        }
    }

    private func layered(_ seed: UInt64) -> LayeredGraph {
        var random = TestRandom(seed: seed)
        var parents = random.graph(nodes: 16, edgesPerNode: 1.6)
        // A node above all others keeps the graph in one piece.
        parents = [[]] + parents.map { [0] + $0.map { $0 + 1 } }
        return LayeredGraph(parents: parents, rank: Ranking(parents: parents).rank)
    }

    private func naiveCrossings(_ graph: LayeredGraph) -> Int {
        let place = graph.places()
        return graph.layers.reduce(0) { total, layer in
            let wires = layer.flatMap { upper in graph.below[upper].map { (place[upper], place[$0]) } }
            return total
                + wires.indices.reduce(0) { sum, first in
                    sum + wires.filter { wires[first].0 < $0.0 && wires[first].1 > $0.1 }.count
                }
        }
    }

    @Test func wiresLeadFromEachLayerToTheNext() {
        for seed in 1...20 as ClosedRange<UInt64> {
            let graph = layered(seed)
            for (layer, items) in graph.layers.enumerated() {
                for item in items {
                    for below in graph.below[item] { #expect(graph.layers[layer + 1].contains(below)) }
                    if graph.isDummy(item) { #expect(graph.above[item].count == 1 && !graph.below[item].isEmpty) }
                }
            }
        }
    }

    @Test func placementsKeepOrderAndPorts() {
        for seed in 1...30 as ClosedRange<UInt64> {
            var random = TestRandom(seed: seed)
            let graph = layered(seed)
            let unit = 1 + random.below(2)
            let widths = (0..<graph.nodeCount).map { node in
                max(
                    1 + random.below(9),
                    PlacementProblem.leastWidth(inDegree: graph.above[node].count, inset: 0, unit: unit))
            }
            let problem = PlacementProblem(graph: graph, width: widths, inset: 0, gap: 2, unit: unit)
            let relaxed = RelaxedPlacement.solve(problem)
            let exact = ExactPlacement.solve(problem, from: relaxed, compactness: 0)
            for placement in [relaxed, exact] {
                for layer in graph.layers {
                    for (left, right) in zip(layer, layer.dropFirst()) {
                        #expect(placement.left[right] - placement.left[left] >= problem.separation(left, right))
                    }
                }
                for item in 0..<graph.nodeCount {
                    let columns = placement.inPorts[item]
                    for (left, right) in zip(columns, columns.dropFirst()) {
                        #expect(right - left >= problem.portStep)
                    }
                    for column in columns + [placement.outPort[item]] {
                        #expect(problem.portRange[item].contains(column - placement.left[item]))
                    }
                }
            }
            #expect(detour(problem, exact) <= detour(problem, relaxed))
        }
    }

    /// What the exact method minimises, without the width.
    private func detour(_ problem: PlacementProblem, _ placement: Placement) -> Int {
        var total = 0
        for item in 0..<problem.graph.count {
            for (index, upper) in problem.incoming[item].enumerated() {
                let column = placement.inPorts[item][index]
                total += problem.weight(upper, item) * abs(column - placement.outPort[upper])
                if !problem.graph.isDummy(item) {
                    total += abs(column - placement.left[item] - problem.inPort(item, index))
                }
            }
            if !problem.graph.isDummy(item), !problem.graph.below[item].isEmpty {
                total += abs(placement.outPort[item] - placement.left[item] - problem.middle(item))
            }
        }
        return total
    }

    @Test func aSwapOfTwoWiresTakesADogleg() {
        let nets = [
            ChannelRouting.Net(source: 0, top: 0, bottoms: [6]), ChannelRouting.Net(source: 1, top: 6, bottoms: [0]),
        ]
        let routing = ChannelRouting(nets, rules: .init())
        #expect(routing.pieces.count == 3 && routing.rows == 3)
        let crossing = ChannelRouting(
            [.init(source: 0, top: 0, bottoms: [7]), .init(source: 1, top: 6, bottoms: [1])], rules: .init())
        #expect(crossing.pieces.count == 2 && crossing.rows == 2)
    }

    @Test func wiresThatDoNotMeetShareATrack() {
        let nets = (0..<5).map { ChannelRouting.Net(source: $0, top: 10 * $0, bottoms: [10 * $0 + 4]) }
        #expect(ChannelRouting(nets, rules: .init()).rows == 1)
        let straight = (0..<5).map { ChannelRouting.Net(source: $0, top: $0, bottoms: [$0]) }
        #expect(ChannelRouting(straight, rules: .init()).rows == 0)
    }

    @Test func parallelWiresAreStackedSoThatTheyDoNotCross() {
        let nets = (0..<4).map { ChannelRouting.Net(source: $0, top: 2 * $0, bottoms: [2 * $0 + 9]) }
        let routing = ChannelRouting(nets, rules: .init())
        let rows = routing.pieces.sorted { $0.source < $1.source }.map(\.row)
        #expect(rows == [3, 2, 1, 0])
    }
}
