/// The paths between two sets of nodes, as reasons for why they are separated or not.
public struct PathList: Sendable, Hashable {
    /// The paths found: open ones first, then by length.
    public let paths: [CausalPath]
    /// Whether there are no others.
    public let isComplete: Bool
    /// Whether no path is open.
    public let isSeparated: Bool
}

extension CausalGraph {
    /// The paths between `x` and `y`, judged by what is given; each begins in `x`, ends in `y` and meets neither in between.
    ///
    /// The shortest are found first (iterative deepening, Korf 1985). When not separated, an open path is in the list, however
    /// many others there are.
    ///
    /// - Parameters:
    ///   - limit: the most paths to list.
    ///   - effort: the most edges to try.
    /// - Complexity: O(*n* + *m* + `effort`).
    public func paths(
        from x: [Int], to y: [Int], given z: [Int] = [], limit: Int, effort: Int = 4_000_000
    ) -> PathList {
        var search = PathSearch(self, from: x, to: y, given: z, limit: limit, effort: effort)
        return search.run()
    }
}

/// Enumerates paths in order of length.
private struct PathSearch {
    private typealias Neighbour = (node: Int, step: CausalPath.Step)

    private let starts: [Int]
    private let isStart: [Bool]
    private let isEnd: [Bool]
    private let given: [Bool]
    private let opened: [Bool]
    private let neighbours: [[Neighbour]]
    /// The number of edges from each node to the nearest end; `nil` where none can be reached.
    private let distances: [Int?]
    private let limit: Int
    private var effort: Int
    private var paths: [CausalPath] = []
    private var isOnPath: [Bool]
    /// The shortest length that was beyond reach in a round.
    private var nextLength: Int?
    private var wasCut = false

    init(_ graph: CausalGraph, from x: [Int], to y: [Int], given z: [Int], limit: Int, effort: Int) {
        let isEnd = [Bool](y, count: graph.count)
        starts = x
        isStart = [Bool](x, count: graph.count)
        self.isEnd = isEnd
        given = [Bool](z, count: graph.count)
        opened = graph.directed.ancestralClosure(of: z)
        let neighbours: [[Neighbour]] = (0..<graph.count).map { node in
            graph.directed.children[node].map { ($0, .forward) } + graph.directed.parents[node].map { ($0, .backward) }
                + graph.siblings[node].map { ($0, .bidirected) }
        }
        self.neighbours = neighbours
        distances = Self.distances(to: y, neighbours)
        self.limit = limit
        self.effort = effort
        isOnPath = Array(repeating: false, count: graph.count)
    }

    mutating func run() -> PathList {
        var length = starts.compactMap { distances[$0] }.min()
        while let current = length, !wasCut {
            nextLength = nil
            for start in starts where !wasCut { list(from: start, length: current) }
            length = nextLength
        }
        let open = paths.contains(where: \.isOpen) ? nil : openPath()
        let isSeparated = open == nil && !paths.contains(where: \.isOpen)
        if let open {
            if paths.count >= limit, !paths.isEmpty { paths.removeLast() }
            paths.append(open)
        }
        let sorted = paths.filter(\.isOpen) + paths.filter { !$0.isOpen }
        return PathList(paths: sorted, isComplete: !wasCut, isSeparated: isSeparated)
    }

    private static func distances(to ends: [Int], _ neighbours: [[Neighbour]]) -> [Int?] {
        var distances = [Int?](repeating: nil, count: neighbours.count)
        for end in ends { distances[end] = 0 }
        var queue = ends
        var position = 0
        while position < queue.count {
            let node = queue[position]
            position += 1
            for (next, _) in neighbours[node] where distances[next] == nil {
                distances[next] = (distances[node] ?? 0) + 1
                queue.append(next)
            }
        }
        return distances
    }

    /// Lists the paths of exactly that length from a start; the stack is kept by hand, since paths may be long.
    private mutating func list(from start: Int, length: Int) {
        var nodes = [start]
        var steps: [CausalPath.Step] = []
        var positions = [0]
        isOnPath[start] = true
        defer { for node in nodes { isOnPath[node] = false } }
        while let node = nodes.last, let position = positions.last {
            guard position < neighbours[node].count else {
                isOnPath[node] = false
                nodes.removeLast()
                positions.removeLast()
                if !steps.isEmpty { steps.removeLast() }
                continue
            }
            positions[positions.count - 1] += 1
            effort -= 1
            guard effort > 0 else {
                wasCut = true
                return
            }
            let (next, step) = neighbours[node][position]
            guard !isOnPath[next], !isStart[next], let rest = distances[next] else { continue }
            let least = nodes.count + rest
            guard least <= length else {
                nextLength = min(nextLength ?? least, least)
                continue
            }
            if isEnd[next] {
                guard nodes.count == length else { continue }
                guard paths.count < limit else {
                    wasCut = true
                    return
                }
                paths.append(
                    CausalPath(nodes: nodes + [next], steps: steps + [step], given: given, opened: opened))
            } else {
                nodes.append(next)
                steps.append(step)
                positions.append(0)
                isOnPath[next] = true
            }
        }
    }

    // MARK: An open path

    private struct State: Hashable {
        var node: Int
        var isHead: Bool
    }

    /// A path that is open, by way of a shortest open walk; `nil` when all are blocked.
    private func openPath() -> CausalPath? {
        var origins: [State: (from: State, step: CausalPath.Step)] = [:]
        var queue = starts.map { State(node: $0, isHead: false) }
        var seen = Set(queue)
        var position = 0
        while position < queue.count {
            let state = queue[position]
            position += 1
            if isEnd[state.node] { return path(to: state, origins) }
            let isStartOfWalk = origins[state] == nil
            for (next, step) in neighbours[state.node] where !isStart[next] {
                let isCollider = state.isHead && step.hasHeadBehind
                guard isStartOfWalk || (isCollider ? opened[state.node] : !given[state.node]) else { continue }
                let arrival = State(node: next, isHead: step.hasHeadAhead)
                guard seen.insert(arrival).inserted else { continue }
                origins[arrival] = (state, step)
                queue.append(arrival)
            }
        }
        return nil
    }

    /// The walk to a state without its loops.
    ///
    /// What is left when a loop is cut out is still open: were the node at the cut now a closed collider, the walk would have
    /// left it by an arrow, and the first collider further on would be opened by a descendant of the node's own.
    private func path(to end: State, _ origins: [State: (from: State, step: CausalPath.Step)]) -> CausalPath {
        var nodes = [end.node]
        var steps: [CausalPath.Step] = []
        var state = end
        while let origin = origins[state] {
            nodes.append(origin.from.node)
            steps.append(origin.step)
            state = origin.from
        }
        nodes.reverse()
        steps.reverse()
        var position = 0
        while position < nodes.count {
            if let last = nodes.lastIndex(of: nodes[position]), last > position {
                nodes.removeSubrange(position..<last)
                steps.removeSubrange(position..<last)
            }
            position += 1
        }
        return CausalPath(nodes: nodes, steps: steps, given: given, opened: opened)
    }
}
