/// The minimal sets of nodes that separate two sets, among sets that hold some nodes and lack others.
public struct SeparatorList: Sendable, Hashable {
    /// The sets found, each ascending; the smallest first.
    public let sets: [[Int]]
    /// Whether there are no others.
    public let isComplete: Bool
}

extension CausalGraph {
    /// Lists the sets Z that separate `x` from `y` with `forced` ⊆ Z and Z free of `forbidden`, of which no proper subset that
    /// still holds `forced` separates them.
    ///
    /// Such sets lie within the ancestors of `x`, `y` and `forced`, and are the minimal vertex separators of the moral graph of
    /// those (van der Zander, Liśkiewicz & Textor 2014). They are listed one by one with polynomial delay (Takata 2010).
    ///
    /// - Parameters:
    ///   - forced: nodes that are conditioned on in any case; they are in the sets listed.
    ///   - forbidden: which nodes may not be in a set. One that is also forced is conditioned on.
    ///   - limit: the most sets to list.
    /// - Returns: no set when none separates them, one empty set when nothing need be conditioned on.
    /// - Complexity: O(*n*³ / 64) to begin with, O(*n* *m*) for each set.
    public func minimalSeparators(
        _ x: [Int], _ y: [Int], forced: [Int] = [], forbidden: [Bool], limit: Int
    ) -> SeparatorList {
        let within = directed.ancestralClosure(of: x + y + forced)
        var search = SeparatorSearch(
            moralNeighbours(within: within), within: within, from: x, to: y, forced: forced, forbidden: forbidden,
            limit: limit)
        search.run()
        let sets = search.found.map { ($0 + forced).sorted() }
        return SeparatorList(
            sets: sets.sorted { $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1) },
            isComplete: search.isComplete)
    }

    /// The minimal separator nearest to `y`, which leaves as much as can be on the side of `x`; `nil` when there is none.
    func nearestSeparator(_ x: [Int], to y: [Int], forced: [Int] = [], forbidden: [Bool]) -> [Int]? {
        let within = directed.ancestralClosure(of: x + y + forced)
        let search = SeparatorSearch(
            moralNeighbours(within: within), within: within, from: y, to: x, forced: forced, forbidden: forbidden,
            limit: 1)
        return search.nearest()?.sorted()
    }
}

/// Lists minimal vertex separators of an undirected graph (Takata 2010).
///
/// The two sides are single nodes here: what may not be in a separator is always passable, so its neighbours are made
/// neighbours of each other and it is taken out; each side is melted into one node.
private struct SeparatorSearch {
    private var neighbours: BitMatrix
    private let source: Int
    private let target: Int
    /// The nodes of the reduced graph: both sides and the nodes that may be in a separator.
    private let active: [Int]
    private let limit: Int
    private(set) var found: [[Int]] = []
    private(set) var isComplete = true

    init(
        _ moral: BitMatrix, within: [Bool], from x: [Int], to y: [Int], forced: [Int], forbidden: [Bool], limit: Int
    ) {
        let count = within.count
        // Two more nodes stand for the sides.
        source = count
        target = count + 1
        self.limit = limit
        var role = [Role](repeating: .absent, count: count)
        for node in 0..<count where within[node] { role[node] = forbidden[node] ? .passable : .free }
        for node in forced { role[node] = .absent }
        for node in x { role[node] = .source }
        for node in y { role[node] = .target }
        neighbours = BitMatrix(rows: count + 2, columns: count + 2)
        active = [count, count + 1] + (0..<count).filter { role[$0] == .free }
        for component in Self.components(of: moral, role) { connect(component) }
    }

    private enum Role {
        case absent
        case free
        case passable
        case source
        case target
    }

    /// Sets of nodes each of which is joined with each: neighbours, and what lies around nodes that are always passable.
    private static func components(of moral: BitMatrix, _ role: [Role]) -> [[Int]] {
        let count = role.count
        func standIn(_ node: Int) -> Int {
            switch role[node] {
            case .source: count
            case .target: count + 1
            default: node
            }
        }
        var cliques: [[Int]] = []
        var isDone = [Bool](repeating: false, count: count)
        for node in 0..<count where role[node] != .absent && !isDone[node] {
            guard role[node] == .passable else {
                moral.forEach(in: node) { other in
                    guard role[other] != .absent, role[other] != .passable else { return }
                    let pair = [standIn(node), standIn(other)]
                    if pair[0] != pair[1] { cliques.append(pair) }
                }
                continue
            }
            var around: Set<Int> = []
            var stack = [node]
            isDone[node] = true
            while let next = stack.popLast() {
                moral.forEach(in: next) { other in
                    switch role[other] {
                    case .absent: break
                    case .passable:
                        guard !isDone[other] else { return }
                        isDone[other] = true
                        stack.append(other)
                    default: around.insert(standIn(other))
                    }
                }
            }
            cliques.append(Array(around))
        }
        return cliques
    }

    private mutating func connect(_ clique: [Int]) {
        for (position, first) in clique.enumerated() {
            for second in clique[(position + 1)...] {
                neighbours.insert(second, into: first)
                neighbours.insert(first, into: second)
            }
        }
    }

    // MARK: Listing

    /// A side that grows: the component of the source, and the nodes that it must not come to hold.
    private struct Branch {
        var side: [Bool]
        var kept: [Bool]
    }

    mutating func run() {
        let none = [Bool](repeating: false, count: target + 1)
        guard !neighbours.contains(target, in: source) else { return }
        var start = none
        start[source] = true
        var stack = [Branch(side: start, kept: none)]
        while let branch = stack.popLast() {
            guard let (side, separator) = closest(to: branch.side),
                !side.indices.contains(where: { side[$0] && branch.kept[$0] })
            else { continue }
            guard
                let next = separator.first(where: { !branch.kept[$0] && !neighbours.contains(target, in: $0) })
            else {
                guard found.count < limit else {
                    isComplete = false
                    return
                }
                found.append(separator)
                continue
            }
            var without = Branch(side: side, kept: branch.kept)
            without.kept[next] = true
            var with = Branch(side: side, kept: branch.kept)
            with.side[next] = true
            stack.append(with)
            stack.append(without)
        }
    }

    /// The minimal separator nearest to the source.
    func nearest() -> [Int]? {
        guard !neighbours.contains(target, in: source) else { return nil }
        var start = [Bool](repeating: false, count: target + 1)
        start[source] = true
        return closest(to: start)?.separator
    }

    /// The minimal separator nearest to a side, and the side as it then is; `nil` when the side touches the target.
    private func closest(to side: [Bool]) -> (side: [Bool], separator: [Int])? {
        let border = border(of: side)
        guard !border[target] else { return nil }
        let far = component(of: target, avoiding: border)
        let separator = self.border(of: far)
        return (component(of: source, avoiding: separator), separator.members)
    }

    private func border(of side: [Bool]) -> [Bool] {
        var border = [Bool](repeating: false, count: side.count)
        for node in active where side[node] {
            neighbours.forEach(in: node) { if !side[$0] { border[$0] = true } }
        }
        return border
    }

    private func component(of start: Int, avoiding wall: [Bool]) -> [Bool] {
        var component = [Bool](repeating: false, count: wall.count)
        component[start] = true
        var stack = [start]
        while let node = stack.popLast() {
            neighbours.forEach(in: node) { next in
                guard !wall[next], !component[next] else { return }
                component[next] = true
                stack.append(next)
            }
        }
        return component
    }
}
