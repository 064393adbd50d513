import Foundation
import TerminalUI
import Testing

/// Screens compared with stored ones: text, and where wanted a layer with a letter for the role of each cell.
///
/// `WORKBENCH_SNAPSHOTS=update swift test` writes them anew. A missing file fails otherwise.
enum Snapshot {
    static func expect(
        _ canvas: Canvas, _ name: String, styles: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text = canvas.plainText() + "\n" + (styles ? styleLayer(canvas) : "")
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "WorkbenchSnapshots")
        let file = folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["WORKBENCH_SNAPSHOTS"] == "update" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        guard let stored = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record(
                "there is no snapshot \(name); write it with WORKBENCH_SNAPSHOTS=update", sourceLocation: sourceLocation
            )
            return
        }
        guard stored != text else { return }
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let old = stored.split(separator: "\n", omittingEmptySubsequences: false)
        let line: (offset: Int, element: (Substring, Substring))? = zip(old, new).enumerated().first {
            $0.element.0 != $0.element.1
        }
        let difference = line.map { "line \($0.offset + 1)\n- \($0.element.0)\n+ \($0.element.1)" } ?? "another length"
        Issue.record("the screen differs from \(name), \(difference)", sourceLocation: sourceLocation)
    }

    /// A letter a cell in the order in which roles first occur, a dot for plain text, capitals for reversed or bold cells.
    private static func styleLayer(_ canvas: Canvas) -> String {
        var letters: [Role: Character] = [.text: "."]
        var legend: [String] = []
        var lines: [String] = []
        for y in 0..<canvas.size.height {
            var line = ""
            for x in 0..<canvas.size.width {
                let style = canvas[x, y].style
                let role = style.surface == .selection ? .selection : style.role
                if letters[role] == nil {
                    let letter = Character(UnicodeScalar(UInt8(97 + letters.count % 26 - 1)))
                    letters[role] = letter
                    legend.append("\(letter) \(role.rawValue)")
                }
                let letter = letters[role] ?? "?"
                line.append(contentsOf: style.attributes.contains(.bold) ? letter.uppercased() : String(letter))
            }
            while line.last == "." { line.removeLast() }
            lines.append(line)
        }
        return "-- styles: \(legend.joined(separator: ", "))\n" + lines.joined(separator: "\n") + "\n"
    }
}
