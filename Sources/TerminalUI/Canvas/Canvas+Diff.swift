/// Neighbouring cells of one row that changed.
public struct Run: Sendable, Hashable {
    /// The first cell's column.
    public let x: Int
    /// The row.
    public let y: Int
    /// The new cells; wide characters are whole.
    public let cells: [Cell]
}

extension Canvas {
    /// Gaps of fewer equal cells than this are sent along, since moving the cursor costs more.
    private static let joinedGap = 4

    /// What has to be drawn where `old` is on the screen; all rows if the size differs.
    ///
    /// A run that begins or ends within a wide character of the new canvas or the old one is widened to hold all of it.
    ///
    /// - Complexity: O(width · height).
    public func diff(from old: Canvas) -> [Run] {
        var runs: [Run] = []
        for y in 0..<size.height {
            guard old.size == size else {
                runs.append(run(y: y, 0..<size.width))
                continue
            }
            for range in changedRanges(y: y, old: old) { runs.append(run(y: y, range)) }
        }
        return runs.filter { !$0.cells.isEmpty }
    }

    /// Puts runs of a diff onto the canvas that it was taken from.
    public mutating func apply(_ runs: [Run]) {
        for run in runs { replace(run.cells[...], x: run.x, y: run.y) }
    }

    private func run(y: Int, _ range: Range<Int>) -> Run {
        let start = y * size.width
        return Run(x: range.lowerBound, y: y, cells: Array(cells[start + range.lowerBound..<start + range.upperBound]))
    }

    private func changedRanges(y: Int, old: Canvas) -> [Range<Int>] {
        let start = y * size.width
        var ranges: [Range<Int>] = []
        var x = 0
        while x < size.width {
            guard cells[start + x] != old.cells[start + x] else {
                x += 1
                continue
            }
            var end = x + 1
            while end < size.width, cells[start + end] != old.cells[start + end] { end += 1 }
            let range = widened(x..<end, y: y, old: old)
            if let last = ranges.last, range.lowerBound - last.upperBound < Self.joinedGap {
                ranges[ranges.count - 1] =
                    min(last.lowerBound, range.lowerBound)..<max(range.upperBound, last.upperBound)
            } else {
                ranges.append(range)
            }
            x = max(end, range.upperBound)
        }
        return ranges
    }

    private func widened(_ range: Range<Int>, y: Int, old: Canvas) -> Range<Int> {
        let start = y * size.width
        func isHalf(_ x: Int) -> Bool { cells[start + x].width == 0 || old.cells[start + x].width == 0 }
        var low = range.lowerBound
        var high = range.upperBound
        while low > 0, isHalf(low) { low -= 1 }
        while high < size.width, isHalf(high) { high += 1 }
        return low..<high
    }
}
