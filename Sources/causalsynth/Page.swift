/// Text for a person: control characters made visible, and lines that are too long for where they are shown folded.
///
/// Reports write each paragraph as one line. A line that goes on begins below its text: behind the label that the line begins
/// with, or the columns before its last one. Where that leaves no room, in the rows of wide tables, lines stay as they are.
enum Page {
    /// The columns of a line where nothing tells how many there are.
    static let usualWidth = 80
    /// Longer lines are hard to read however wide the terminal is.
    private static let greatestWidth = 100
    private static let leastWidth = 40

    /// The columns of a line on standard output: those of a terminal within bounds, else the usual ones.
    static var width: Int {
        guard StandardOutput.isTerminal, let size = FrameSize.ofOutput else { return usualWidth }
        return min(max(size.width, leastWidth), greatestWidth)
    }

    /// What is there to be copied, and so stays in one line.
    private static let verbatim = ["LaTeX: ", "made again by: "]

    /// The text, folded.
    static func text(_ text: String, width: Int = Page.width) -> String {
        Printable.text(text).split(separator: "\n", omittingEmptySubsequences: false)
            .map { folded($0, width) }.joined(separator: "\n")
    }

    private static func folded(_ line: Substring, _ width: Int) -> String {
        guard line.count > width, !verbatim.contains(where: line.hasPrefix) else { return String(line) }
        let (head, indent) = hang(of: line)
        guard indent * 5 <= width * 3 else { return String(line) }
        var lines: [String] = []
        var last = String(line.prefix(head))
        var isEmpty = true
        for word in line.dropFirst(head).split(separator: " ") {
            if !isEmpty, last.count + 1 + word.count > width {
                lines.append(last)
                last = String(repeating: " ", count: indent) + word
            } else {
                last += (isEmpty ? "" : " ") + word
            }
            isEmpty = false
        }
        return (lines + [last]).joined(separator: "\n")
    }

    /// How many characters stand before the text of a line, and how far what goes on is moved in: to that text behind a label,
    /// a little further than a line that is only moved in.
    private static func hang(of line: Substring) -> (head: Int, indent: Int) {
        let characters = Array(line)
        let start = characters.firstIndex { $0 != " " } ?? 0
        for place in stride(from: characters.count - 1, to: start + 1, by: -1)
        where characters[place] != " " && characters[place - 1] == " " && characters[place - 2] == " " {
            return (place, place)
        }
        if start == 0, let blank = line.firstIndex(of: " "), line[..<blank].last == ":" {
            let label = line.distance(from: line.startIndex, to: blank) + 1
            return (label, label)
        }
        return (start, start == 0 ? 0 : start + 2)
    }
}
