/// The wires in the gap between two layers: each net comes down in one column at the top, runs along a track, and leaves in one
/// or several columns at the bottom.
///
/// Tracks are packed by the left-edge method with vertical constraints (Hashimoto and Stevens 1971; Deutsch 1976): in a column
/// where one net comes in and another leaves, the track of the net that comes in lies above. A cycle of such constraints is
/// broken by a dogleg: one net changes its track in a free column.
struct ChannelRouting {
    /// The wire of a source as it enters a gap at the top and leaves it at the bottom.
    struct Net: Hashable {
        var source: Int
        var top: Int
        /// Ascending.
        var bottoms: [Int]

        var isStraight: Bool { bottoms == [top] }
    }

    /// A net, or a part of one that was split by a dogleg, on its track.
    struct Piece: Hashable {
        var source: Int
        var top: Int
        var bottoms: [Int]
        /// The piece above from which this one comes down; `nil` if it comes from the top of the gap.
        var upper: Int?
        var row = 0

        var left: Int { min(top, bottoms.first ?? top) }
        var right: Int { max(top, bottoms.last ?? top) }

        func passesUnder(_ column: Int) -> Bool { left < column && column < right }
    }

    /// What the routing has to keep to.
    struct Rules: Hashable {
        /// The columns of a unit: wires run down only in columns that are multiples of it.
        var unit = 1
        /// The least distance of two tracks that meet the same column, one from above and one from below.
        var rowStep = 1
        /// What a row costs, in crossings.
        var rowCost = 2.0
        /// Whether no corner may lie in the first row below a box, but for the box's own wire.
        var keepsRoofClear = false
    }

    private(set) var pieces: [Piece]
    /// The number of tracks.
    private(set) var rows = 0
    private let rules: Rules
    private let roof: [(columns: Range<Int>, source: Int)]
    /// The columns in which some net comes in or leaves.
    private var used: Set<Int>

    /// - Parameters:
    ///   - nets: with distinct columns at the top, and at the bottom.
    ///   - roof: the boxes that end right above the gap, from the left to the right.
    init(_ nets: [Net], rules: Rules, roof: [(columns: Range<Int>, source: Int)] = []) {
        self.rules = rules
        self.roof = rules.keepsRoofClear ? roof : []
        used = Set(nets.flatMap { [$0.top] + $0.bottoms })
        pieces = nets.filter { !$0.isStraight }.map { Piece(source: $0.source, top: $0.top, bottoms: $0.bottoms) }
        guard !pieces.isEmpty else { return }
        breakCycles()
        assignRows()
    }

    // MARK: Doglegs

    private mutating func breakCycles() {
        while true {
            let graph = verticalConstraints()
            guard let cycle = Self.cycle(in: graph) else { return }
            let chosen = cycle.min {
                let (first, second) = (pieces[$0], pieces[$1])
                return (first.bottoms.count, first.right - first.left, $0)
                    < (second.bottoms.count, second.right - second.left, $1)
            }
            guard let chosen else { return }
            split(chosen)
        }
    }

    /// For each piece the pieces that must lie below.
    private func verticalConstraints() -> [[Int]] {
        var entering: [Int: Int] = [:]
        for (index, piece) in pieces.enumerated() where piece.upper == nil { entering[piece.top] = index }
        var below = [[Int]](repeating: [], count: pieces.count)
        for (index, piece) in pieces.enumerated() {
            for column in piece.bottoms {
                if let other = entering[column], other != index { below[other].append(index) }
            }
            if let upper = piece.upper { below[upper].append(index) }
        }
        return below
    }

    private static func cycle(in below: [[Int]]) -> [Int]? {
        var state = [UInt8](repeating: 0, count: below.count)
        var next = [Int](repeating: 0, count: below.count)
        for root in below.indices where state[root] == 0 {
            var path = [root]
            state[root] = 1
            while let node = path.last {
                guard next[node] < below[node].count else {
                    state[node] = 2
                    path.removeLast()
                    continue
                }
                let child = below[node][next[node]]
                next[node] += 1
                if state[child] == 1, let first = path.firstIndex(of: child) { return Array(path[first...]) }
                if state[child] == 0 {
                    state[child] = 1
                    path.append(child)
                }
            }
        }
        return nil
    }

    /// Lets a piece change its track in a free column: one part from its top there, another from there to its bottoms.
    private mutating func split(_ index: Int) {
        let piece = pieces[index]
        let target = piece.bottoms.min { abs($0 - piece.top) < abs($1 - piece.top) } ?? piece.top
        let middle = (piece.top + target) / 2 / rules.unit * rules.unit
        var column = middle
        var step = 0
        while used.contains(column) {
            step += 1
            column = middle + (step % 2 == 0 ? -1 : 1) * ((step + 1) / 2) * rules.unit
        }
        used.insert(column)
        pieces[index].bottoms = [column]
        pieces.append(Piece(source: piece.source, top: column, bottoms: piece.bottoms, upper: index))
    }

    // MARK: Tracks

    private mutating func assignRows() {
        let hard = verticalConstraints()
        let wishes = orderWishes()
        var best: (cost: Double, rows: [Int])?
        for threshold in [1, 2, Int.max] where threshold == 1 || pieces.count > 1 {
            var order = TrackOrder(count: pieces.count)
            for (upper, lowers) in hard.enumerated() {
                for lower in lowers {
                    let isSameNet = pieces[lower].upper == upper
                    order.add(upper, lower, distance: isSameNet ? 1 : rules.rowStep)
                }
            }
            for wish in wishes where wish.gain >= threshold { order.addIfFree(wish.upper, wish.lower) }
            let assigned = assign(order)
            let height = (assigned.max() ?? -1) + 1
            let cost = Double(crossings(assigned)) + rules.rowCost * Double(height)
            if best.map({ cost < $0.cost }) ?? true { best = (cost, assigned) }
        }
        guard let best else { return }
        for index in pieces.indices { pieces[index].row = best.rows[index] }
        rows = (best.rows.max() ?? -1) + 1
    }

    /// Which of two pieces whose tracks overlap is better above, and how many crossings this saves; the largest gain first.
    private func orderWishes() -> [(upper: Int, lower: Int, gain: Int)] {
        guard pieces.count <= 256 else { return [] }
        var wishes: [(upper: Int, lower: Int, gain: Int)] = []
        for first in pieces.indices {
            for second in (first + 1)..<max(first + 1, pieces.count) where overlap(first, second) {
                let gain = crossings(second, above: first) - crossings(first, above: second)
                if gain > 0 { wishes.append((first, second, gain)) }
                if gain < 0 { wishes.append((second, first, -gain)) }
            }
        }
        return wishes.enumerated().sorted { (-$0.element.gain, $0.offset) < (-$1.element.gain, $1.offset) }
            .map(\.element)
    }

    /// Whether two pieces need different tracks: one blank cell is to stay between two nets in a row.
    private func overlap(_ first: Int, _ second: Int) -> Bool {
        pieces[first].left <= pieces[second].right + 1 && pieces[second].left <= pieces[first].right + 1
    }

    /// The crossings of two pieces if the first lies above the second.
    private func crossings(_ upper: Int, above lower: Int) -> Int {
        var total = 0
        if pieces[lower].upper != upper, pieces[upper].passesUnder(pieces[lower].top) { total += 1 }
        for column in pieces[upper].bottoms where pieces[lower].passesUnder(column) { total += 1 }
        return total
    }

    private func crossings(_ rows: [Int]) -> Int {
        var total = 0
        for first in pieces.indices {
            for second in pieces.indices where rows[first] < rows[second] { total += crossings(first, above: second) }
        }
        return total
    }

    /// Gives each piece the first row that its constraints and the pieces there leave, pieces with long chains below first.
    private func assign(_ order: TrackOrder) -> [Int] {
        let depth = order.depths()
        var missing = order.incoming
        var least = pieces.indices.map { firstRow(of: $0) }
        var rows = [Int](repeating: 0, count: pieces.count)
        var occupied: [[Int]] = []
        var ready = pieces.indices.filter { missing[$0] == 0 }
        while !ready.isEmpty {
            let choice = ready.indices.min {
                (-depth[ready[$0]], pieces[ready[$0]].left, ready[$0]) < (
                    -depth[ready[$1]], pieces[ready[$1]].left, ready[$1]
                )
            }
            guard let choice else { break }
            let index = ready.remove(at: choice)
            var row = least[index]
            while row < occupied.count, occupied[row].contains(where: { overlap($0, index) }) { row += 1 }
            while occupied.count <= row { occupied.append([]) }
            occupied[row].append(index)
            rows[index] = row
            for (lower, distance) in order.below[index] {
                least[lower] = max(least[lower], row + distance)
                missing[lower] -= 1
                if missing[lower] == 0 { ready.append(lower) }
            }
        }
        return rows
    }

    /// Where only `+` is there for corners, one right below a box would look like its out-port.
    private func firstRow(of index: Int) -> Int {
        let piece = pieces[index]
        let touches = roof.contains { box in
            box.source != piece.source && piece.bottoms.contains { box.columns.contains($0) }
        }
        return touches ? 1 : 0
    }
}

/// A partial order of tracks from the top to the bottom that grows without cycles.
private struct TrackOrder {
    private(set) var below: [[(lower: Int, distance: Int)]]
    private(set) var incoming: [Int]
    /// Row i holds a bit for each piece that must lie below i.
    private var reach: [[UInt64]]

    init(count: Int) {
        below = [[(lower: Int, distance: Int)]](repeating: [], count: count)
        incoming = [Int](repeating: 0, count: count)
        reach = [[UInt64]](repeating: [UInt64](repeating: 0, count: (count + 63) / 64), count: count)
    }

    private func reaches(_ upper: Int, _ lower: Int) -> Bool { reach[upper][lower / 64] >> UInt64(lower % 64) & 1 == 1 }

    mutating func add(_ upper: Int, _ lower: Int, distance: Int) {
        below[upper].append((lower, distance))
        incoming[lower] += 1
        guard !reaches(upper, lower) else { return }
        var gained = reach[lower]
        gained[lower / 64] |= 1 << UInt64(lower % 64)
        for index in reach.indices where index == upper || reaches(index, upper) {
            for word in gained.indices { reach[index][word] |= gained[word] }
        }
    }

    mutating func addIfFree(_ upper: Int, _ lower: Int) {
        guard !reaches(lower, upper), !reaches(upper, lower) else { return }
        add(upper, lower, distance: 1)
    }

    /// The length of the longest chain below each piece.
    func depths() -> [Int] {
        var depth = [Int](repeating: 0, count: below.count)
        // A piece that reaches more pieces lies above: this order is topological.
        let order = below.indices.sorted { (size($0), $0) < (size($1), $1) }
        for index in order {
            for (lower, distance) in below[index] { depth[index] = max(depth[index], depth[lower] + distance) }
        }
        return depth
    }

    private func size(_ index: Int) -> Int { reach[index].reduce(0) { $0 + $1.nonzeroBitCount } }
}
