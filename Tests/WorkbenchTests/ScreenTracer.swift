import TerminalUI

@testable import Workbench

/// Follows the wires of a drawn screen as a reader does, by the shapes of the characters alone, and tells which edges it finds.
///
/// A straight piece that is met from the side is passed under: crossing is not joining.
struct ScreenTracer {
    private let canvas: Canvas
    private let boxes: [Rect]
    private let isBoxed: Bool

    /// - Parameter boxes: the places of the nodes on the screen.
    init(_ canvas: Canvas, boxes: [Rect], isBoxed: Bool) {
        self.canvas = canvas
        self.boxes = boxes
        self.isBoxed = isBoxed
    }

    /// Every edge that can be followed from a node down to an arrowhead.
    func edges() -> Set<GraphEdge> {
        var found: Set<GraphEdge> = []
        for (source, box) in boxes.enumerated() {
            for x in box.x..<box.maxX {
                let start = isBoxed ? Point(x: x, y: box.maxY - 1) : Point(x: x, y: box.maxY)
                let arms = arms(at: start)
                guard isBoxed ? arms.contains(.down) : arms.contains(.up) || isArrow(start) else { continue }
                let first = isBoxed ? Point(x: x, y: box.maxY) : start
                for target in targets(from: first) { found.insert(GraphEdge(source: source, target: target)) }
            }
        }
        return found
    }

    private func targets(from start: Point) -> Set<Int> {
        var found: Set<Int> = []
        var stack: [(place: Point, from: WireArms)] = [(start, .up)]
        var seen: Set<String> = []
        while let (place, from) = stack.popLast() {
            guard seen.insert("\(place.x) \(place.y) \(from.rawValue)").inserted else { continue }
            if from == .up, isArrow(place) {
                if let target = node(under: place) { found.insert(target) }
                continue
            }
            let arms = arms(at: place)
            let isPassedUnder = !arms.contains(from) && arms == .vertical && (from == .left || from == .right)
            let ways: [WireArms] =
                isPassedUnder
                ? [from == .left ? .right : .left]
                : [.up, .down, .left, .right].filter { arms.contains($0) && $0 != from }
            guard isPassedUnder || arms.contains(from) else { continue }
            for way in ways { stack.append(step(place, way)) }
        }
        return found
    }

    private func step(_ place: Point, _ way: WireArms) -> (Point, WireArms) {
        switch way {
        case .up: (Point(x: place.x, y: place.y - 1), .down)
        case .down: (Point(x: place.x, y: place.y + 1), .up)
        case .left: (Point(x: place.x - 1, y: place.y), .right)
        default: (Point(x: place.x + 1, y: place.y), .left)
        }
    }

    private func isArrow(_ place: Point) -> Bool { ["▾", "✂"].contains(canvas[place.x, place.y].text) }

    private func node(under place: Point) -> Int? {
        let target = isBoxed ? place : Point(x: place.x, y: place.y + 1)
        return boxes.firstIndex { $0.contains(target) }
    }

    /// The arms of a box-drawing character, from its name in Unicode.
    private func arms(at place: Point) -> WireArms {
        guard let scalar = canvas[place.x, place.y].text.unicodeScalars.first, (0x2500...0x257F).contains(scalar.value),
            let name = scalar.properties.name
        else { return [] }
        let words = Set(name.split(separator: " "))
        var arms: WireArms = []
        if words.contains("UP") || words.contains("VERTICAL") { arms.insert(.up) }
        if words.contains("DOWN") || words.contains("VERTICAL") { arms.insert(.down) }
        if words.contains("LEFT") || words.contains("HORIZONTAL") { arms.insert(.left) }
        if words.contains("RIGHT") || words.contains("HORIZONTAL") { arms.insert(.right) }
        return arms
    }
}
