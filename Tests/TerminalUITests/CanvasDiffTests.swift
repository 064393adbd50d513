import Testing

@testable import TerminalUI

@Suite("Differences between canvases")
struct CanvasDiffTests {
    private static func scribble(_ drawing: inout Canvas, _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let text = awkwardText(&generator, pieces: 4)
            let x = Int.random(in: -3..<24, using: &generator)
            let y = Int.random(in: -1..<6, using: &generator)
            let role = Role.allCases.randomElement(using: &generator) ?? .text
            drawing.put(text, x: x, y: y, style: Style(role))
            if Bool.random(using: &generator) { drawing.setSurface(in: Rect(x: y, y: y, width: 3, height: 1), .popup) }
        }
    }

    @Test("the runs put onto the old canvas give the new one, and never cut a wide character", arguments: 0..<200)
    func roundTrip(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var old = canvas(23, 5)
        Self.scribble(&old, &generator)
        var new = Bool.random(using: &generator) ? old : canvas(23, 5)
        Self.scribble(&new, &generator)
        let runs = new.diff(from: old)
        var patched = old
        patched.apply(runs)
        #expect(patched == new)
        for run in runs {
            #expect(run.cells.first?.width != 0 && run.cells.last?.width != 2)
            // What is on the screen is not cut either.
            #expect(old[run.x, run.y].width != 0)
            #expect(old[run.x + run.cells.count - 1, run.y].width != 2)
        }
    }

    @Test("wide characters are always whole", arguments: 0..<100)
    func invariants(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var drawing = canvas(17, 4)
        Self.scribble(&drawing, &generator)
        for y in 0..<4 {
            for x in 0..<17 {
                let cell = drawing[x, y]
                if cell.width == 2 { #expect(x + 1 < 17 && drawing[x + 1, y].width == 0) }
                if cell.width == 0 { #expect(x > 0 && drawing[x - 1, y].width == 2) }
                if cell.width != 0 { #expect(!cell.text.isEmpty) }
            }
        }
    }

    @Test("nothing changed, nothing drawn; a new size draws everything")
    func economy() {
        let old = canvas(30, 3) { $0.put("same", x: 0, y: 0) }
        #expect(old.diff(from: old).isEmpty)
        var new = old
        new.put("S", x: 0, y: 0)
        new.put("E", x: 3, y: 0)
        new.put("far", x: 20, y: 0)
        #expect(new.diff(from: old).map(\.cells.count) == [4, 3])
        #expect(new.diff(from: canvas(29, 3)).map(\.cells.count) == [30, 30, 30])
        #expect(canvas(0, 0).diff(from: old).isEmpty)
    }
}
