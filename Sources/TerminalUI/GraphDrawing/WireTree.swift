/// The wire of one source as the tree that it is: from the lower side of its box down to its arrowheads.
struct WireTree {
    /// The cells, each with the arms of this wire alone, from the box outwards.
    private(set) var cells: [WireCell] = []
    /// The place of the cell before each cell, towards the box; -1 for the first.
    private var before: [Int] = []
    /// The last cell on the way to each target; -1 where the arrowhead is right below the box.
    private var last: [(target: Int, cell: Int)] = []

    /// - Complexity: O(*w*) for the *w* wire cells of the drawing.
    init(_ layout: GraphLayout, source: Int) {
        guard layout.nodes.indices.contains(source) else { return }
        var arms: [Point: WireArms] = [:]
        for cell in layout.wires where cell.carries(source) {
            arms[Point(x: cell.x, y: cell.y)] = cell.arms(of: source)
        }
        var tips: [Point: Int] = [:]
        for tip in layout.arrows where tip.edge.source == source { tips[Point(x: tip.x, y: tip.y)] = tip.edge.target }
        let box = layout.nodes[source]
        var open: [(place: Point, before: Int)] = []
        for x in box.x..<box.maxX {
            let place = Point(x: x, y: box.maxY)
            if let target = tips[place] { last.append((target, -1)) }
            if arms[place]?.contains(.up) == true { open.append((place, -1)) }
        }
        while let (place, previous) = open.popLast() {
            guard let itsArms = arms.removeValue(forKey: place) else { continue }
            let index = cells.count
            cells.append(WireCell(x: place.x, y: place.y, arms: itsArms, net: source))
            before.append(previous)
            let next: [(WireArms, Int, Int)] = [(.down, 0, 1), (.right, 1, 0), (.left, -1, 0), (.up, 0, -1)]
            for (arm, dx, dy) in next where itsArms.contains(arm) {
                let neighbour = Point(x: place.x + dx, y: place.y + dy)
                if let target = tips[neighbour], arm == .down {
                    last.append((target, index))
                } else if arms[neighbour] != nil {
                    open.append((neighbour, index))
                }
            }
        }
    }

    /// The cells from the box to a target's arrowhead.
    func path(to target: Int) -> [WireCell] {
        guard let end = last.first(where: { $0.target == target }) else { return [] }
        var path: [WireCell] = []
        var index = end.cell
        while index >= 0 {
            path.append(cells[index])
            index = before[index]
        }
        return path.reversed()
    }

    /// The cells from which the wire leads to the given targets only.
    func cells(leadingOnlyTo targets: Set<Int>) -> [WireCell] {
        var leads = [(inside: Bool, outside: Bool)](repeating: (false, false), count: cells.count)
        for (target, cell) in last {
            var index = cell
            while index >= 0 {
                if targets.contains(target) { leads[index].inside = true } else { leads[index].outside = true }
                index = before[index]
            }
        }
        return cells.indices.filter { leads[$0].inside && !leads[$0].outside }.map { cells[$0] }
    }

    /// The targets to which the wire leads from a cell, ascending.
    func targets(from x: Int, _ y: Int) -> [Int] {
        guard let cell = cells.firstIndex(where: { $0.x == x && $0.y == y }) else { return [] }
        return last.filter { end in
            var index = end.cell
            while index >= 0, index != cell { index = before[index] }
            return index == cell
        }.map(\.target).sorted()
    }
}
