@testable import TerminalUI

/// Reads a drawing as a person does: from the characters on the screen and the places of the boxes alone.
///
/// Wires are followed from each box's lower side. Across a piece that runs down a horizontal wire goes on behind it; everywhere
/// else a wire only goes where the characters join.
struct WireTracer {
    /// The edges found.
    private(set) var edges: Set<GraphEdge> = []
    /// What no reader could make sense of.
    private(set) var faults: [String] = []

    private let cells: [[Character]]
    private let boxes: [Rect]
    private let isASCII: Bool
    /// The net that runs through a cell, by row, column and direction.
    private var owner: [Place: Int] = [:]

    private struct Place: Hashable {
        var x: Int
        var y: Int
        var isVertical: Bool
    }

    private enum Side: CaseIterable {
        case up, down, left, right

        var isVertical: Bool { self == .up || self == .down }
        var opposite: Side {
            switch self {
            case .up: .down
            case .down: .up
            case .left: .right
            case .right: .left
            }
        }
        var step: (x: Int, y: Int) {
            switch self {
            case .up: (0, -1)
            case .down: (0, 1)
            case .left: (-1, 0)
            case .right: (1, 0)
            }
        }
    }

    init(text: String, boxes: [Rect], isASCII: Bool) {
        cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        self.boxes = boxes
        self.isASCII = isASCII
        for node in boxes.indices { follow(node) }
        findStrays()
    }

    private func character(_ x: Int, _ y: Int) -> Character {
        guard y >= 0, y < cells.count, x >= 0, x < cells[y].count, box(x, y) == nil else { return " " }
        return cells[y][x]
    }

    private func box(_ x: Int, _ y: Int) -> Int? { boxes.firstIndex { $0.contains(Point(x: x, y: y)) } }

    private func isArrowhead(_ character: Character) -> Bool { character == (isASCII ? "v" : "▾") }

    /// The sides on which the character in a cell goes on.
    private func sides(_ x: Int, _ y: Int) -> Set<Side> {
        let character = character(x, y)
        guard isASCII else { return Self.unicode[character] ?? [] }
        switch character {
        case "|": return [.up, .down]
        case "-": return [.left, .right]
        case "+":
            return Set(
                Side.allCases.filter { side in
                    let next = self.character(x + side.step.x, y + side.step.y)
                    switch side {
                    case .left, .right: return next == "-" || next == "+"
                    case .up: return next == "|" || next == "+" || box(x, y - 1) != nil
                    case .down: return next == "|" || next == "+" || next == "v"
                    }
                })
        default: return []
        }
    }

    private static let unicode: [Character: Set<Side>] = [
        "│": [.up, .down], "─": [.left, .right], "╭": [.down, .right], "╮": [.down, .left], "╰": [.up, .right],
        "╯": [.up, .left], "├": [.up, .down, .right], "┤": [.up, .down, .left], "┬": [.down, .left, .right],
        "┴": [.up, .left, .right], "┼": [.up, .down, .left, .right],
    ]

    // MARK: Walking

    private mutating func follow(_ node: Int) {
        let box = boxes[node]
        var seen: Set<Place> = []
        for x in box.x..<box.maxX {
            if isArrowhead(character(x, box.maxY)) {
                arrive(node, x, box.maxY)
            } else if sides(x, box.maxY).contains(.up) {
                walk(node, x, box.maxY, from: .up, &seen)
            }
        }
    }

    private mutating func walk(_ net: Int, _ x: Int, _ y: Int, from entry: Side, _ seen: inout Set<Place>) {
        var open: [(x: Int, y: Int, entry: Side)] = [(x, y, entry)]
        while let (x, y, entry) = open.popLast() {
            guard seen.insert(Place(x: x, y: y, isVertical: entry.isVertical)).inserted else { continue }
            let here = sides(x, y)
            if entry.isVertical, isArrowhead(character(x, y)) {
                arrive(net, x, y)
                continue
            }
            var exits: [Side]
            if here == [.up, .down], !entry.isVertical {
                exits = [entry.opposite]
                claim(net, x, y, isVertical: false)
            } else if here.contains(entry) {
                exits = here.filter { $0 != entry }
                for side in here { claim(net, x, y, isVertical: side.isVertical) }
            } else {
                faults.append("the wire of \(net) breaks off at \(x), \(y)")
                continue
            }
            for side in exits {
                let (nextX, nextY) = (x + side.step.x, y + side.step.y)
                // Back in the box it comes from.
                if side == .up, box(nextX, nextY) == net { continue }
                open.append((nextX, nextY, side.opposite))
            }
        }
    }

    private mutating func claim(_ net: Int, _ x: Int, _ y: Int, isVertical: Bool) {
        let place = Place(x: x, y: y, isVertical: isVertical)
        if let other = owner[place], other != net {
            faults.append("the wires of \(other) and \(net) share \(x), \(y)")
        }
        owner[place] = net
    }

    private mutating func arrive(_ net: Int, _ x: Int, _ y: Int) {
        claim(net, x, y, isVertical: true)
        guard let target = box(x, y + 1) else {
            faults.append("no box below the arrowhead at \(x), \(y)")
            return
        }
        let edge = GraphEdge(source: net, target: target)
        if !edges.insert(edge).inserted { faults.append("\(edge) is drawn twice") }
    }

    /// Characters of wires that belong to no wire.
    private mutating func findStrays() {
        for y in cells.indices {
            for x in cells[y].indices where character(x, y) != " " {
                let isReached =
                    owner[Place(x: x, y: y, isVertical: true)] != nil
                    || owner[Place(x: x, y: y, isVertical: false)] != nil
                if !isReached { faults.append("no wire leads to \(character(x, y)) at \(x), \(y)") }
            }
        }
    }
}
