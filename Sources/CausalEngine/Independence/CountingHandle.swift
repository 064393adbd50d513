// The only file of the independence tests with unsafe pointers: loops that count cells. Codes of a column are below its number
// of states, which its reader has seen to.

/// Memory for counting the cells of contingency tables, used by one thread and for one table after the other.
///
/// A row's cell is its codes in mixed radix, the columns conditioned on first. Rows are coded in blocks that stay in the
/// nearest cache, then counted: neighbouring rows into different tables, so that an increment seldom waits for the one before
/// it. With up to 256 cells and many rows two rows are counted at once, by the pair of their cells. Tables of few cells are counted
/// by bitmaps instead, where there are some.
final class CountingHandle {
    /// The greatest number of cells of a table that is kept whole; larger ones are counted stratum by stratum.
    static let cellLimit = 1 << 16
    private static let blockLength = 4096
    private static let laneCount = 4

    private let data: CodedColumns
    private let bitmaps: StateBitmaps?
    private let byteCodes: UnsafeMutablePointer<UInt8>
    private let wordCodes: UnsafeMutablePointer<UInt16>
    /// Counts of several lanes of cells, of which the first holds the sum in the end.
    private let lanes: UnsafeMutablePointer<UInt32>
    private var pairs: UnsafeMutablePointer<UInt32>?
    private var rowTotals: [Int] = []
    private var columnTotals: [Int] = []

    init(_ data: CodedColumns, _ bitmaps: StateBitmaps? = nil) {
        self.data = data
        self.bitmaps = bitmaps
        byteCodes = .allocate(capacity: Self.blockLength)
        wordCodes = .allocate(capacity: Self.blockLength)
        lanes = .allocate(capacity: Self.laneCount * Self.cellLimit)
        byteCodes.initialize(repeating: 0, count: Self.blockLength)
        wordCodes.initialize(repeating: 0, count: Self.blockLength)
    }

    deinit {
        byteCodes.deallocate()
        wordCodes.deallocate()
        lanes.deallocate()
        pairs?.deallocate()
    }

    /// The statistic of x and y over the strata of `given`.
    func statistic(_ divergence: Divergence, x: Int, y: Int, given: [Int]) -> StratifiedStatistic {
        let columns = given + [x, y]
        var cells = 1
        for column in columns {
            cells = cells > Self.cellLimit ? cells : cells * data.stateCounts[column]
        }
        guard cells <= Self.cellLimit else { return sparse(divergence, x: x, y: y, given: given) }
        count(columns, cells: cells)
        return dense(divergence, cells: cells, rows: data.stateCounts[x], columns: data.stateCounts[y])
    }
}

// MARK: Counting

extension CountingHandle {
    private func count(_ columns: [Int], cells: Int) {
        lanes.initialize(repeating: 0, count: cells)
        if let bitmaps, bitmaps.add(columns, to: lanes) { return }
        if cells > 256 {
            lanes.initialize(repeating: 0, count: Self.laneCount * cells)
            forEachBlock { start, length in
                code(columns, from: start, count: length, into: wordCodes)
                tally(wordCodes, count: length, cells: cells)
            }
            return sumLanes(cells: cells)
        }
        // Pairs have cells² counts to be summed up in the end.
        if data.rowCount > 8 * cells * cells, data.rowCount > 16384 { return countPairs(columns, cells: cells) }
        lanes.initialize(repeating: 0, count: Self.laneCount * cells)
        forEachBlock { start, length in
            code(columns, from: start, count: length, into: byteCodes)
            tally(byteCodes, count: length, cells: cells)
        }
        sumLanes(cells: cells)
    }

    private func forEachBlock(_ body: (_ start: Int, _ length: Int) -> Void) {
        var start = 0
        while start < data.rowCount {
            let length = min(Self.blockLength, data.rowCount - start)
            body(start, length)
            start += length
        }
    }

    private func tally<Code: FixedWidthInteger>(_ codes: UnsafeMutablePointer<Code>, count: Int, cells: Int) {
        let (first, second, third, fourth) = (lanes, lanes + cells, lanes + 2 * cells, lanes + 3 * cells)
        var row = 0
        while row &+ 3 < count {
            first[Int(truncatingIfNeeded: codes[row])] &+= 1
            second[Int(truncatingIfNeeded: codes[row &+ 1])] &+= 1
            third[Int(truncatingIfNeeded: codes[row &+ 2])] &+= 1
            fourth[Int(truncatingIfNeeded: codes[row &+ 3])] &+= 1
            row &+= 4
        }
        while row < count {
            first[Int(truncatingIfNeeded: codes[row])] &+= 1
            row &+= 1
        }
    }

    private func sumLanes(cells: Int) {
        for lane in 1..<Self.laneCount {
            let other = lanes + lane * cells
            for cell in 0..<cells { lanes[cell] &+= other[cell] }
        }
    }

    /// Counts pairs of neighbouring rows, then each row of a pair.
    private func countPairs(_ columns: [Int], cells: Int) {
        let size = 256 * cells
        let pairs = pairs ?? .allocate(capacity: 2 * 256 * 256)
        self.pairs = pairs
        pairs.initialize(repeating: 0, count: 2 * size)
        lanes.initialize(repeating: 0, count: cells)
        let (even, odd) = (pairs, pairs + size)
        forEachBlock { start, length in
            code(columns, from: start, count: length, into: byteCodes)
            if length & 1 == 1 { lanes[Int(byteCodes[length - 1])] &+= 1 }
            UnsafeMutableRawPointer(byteCodes).withMemoryRebound(to: UInt16.self, capacity: length / 2) { codes in
                var pair = 0
                while pair &+ 1 < length / 2 {
                    even[Int(truncatingIfNeeded: codes[pair])] &+= 1
                    odd[Int(truncatingIfNeeded: codes[pair &+ 1])] &+= 1
                    pair &+= 2
                }
                if pair < length / 2 { even[Int(truncatingIfNeeded: codes[pair])] &+= 1 }
            }
        }
        for high in 0..<cells {
            for low in 0..<cells {
                let count = even[high << 8 | low] &+ odd[high << 8 | low]
                lanes[high] &+= count
                lanes[low] &+= count
            }
        }
    }

    // MARK: Codes

    /// Writes the cells of a block of rows.
    private func code<Code: FixedWidthInteger>(
        _ columns: [Int], from start: Int, count: Int, into codes: UnsafeMutablePointer<Code>
    ) {
        // Two columns in the first pass: a test has at least two.
        var position = 0
        if case .narrow(let first) = data.codes[columns[0]], case .narrow(let second) = data.codes[columns[1]] {
            let radix = Code(truncatingIfNeeded: data.stateCounts[columns[1]])
            first.withUnsafeBufferPointer { first in
                second.withUnsafeBufferPointer { second in
                    guard let first = first.baseAddress, let second = second.baseAddress else { return }
                    Self.combine(first + start, second + start, radix: radix, into: codes, count: count)
                }
            }
            position = 2
        } else {
            codes.update(repeating: 0, count: count)
        }
        while position < columns.count {
            let radix = Code(truncatingIfNeeded: data.stateCounts[columns[position]])
            switch data.codes[columns[position]] {
            case .narrow(let column): extend(codes, by: column, radix: radix, from: start, count: count)
            case .wide(let column): extend(codes, by: column, radix: radix, from: start, count: count)
            case nil: preconditionFailure("a column without codes")
            }
            position += 1
        }
    }

    private static func combine<Code: FixedWidthInteger>(
        _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, radix: Code,
        into codes: UnsafeMutablePointer<Code>, count: Int
    ) {
        for row in 0..<count {
            codes[row] = Code(truncatingIfNeeded: first[row]) &* radix &+ Code(truncatingIfNeeded: second[row])
        }
    }

    private func extend<Code: FixedWidthInteger, State: FixedWidthInteger>(
        _ codes: UnsafeMutablePointer<Code>, by column: [State], radix: Code, from start: Int, count: Int
    ) {
        column.withUnsafeBufferPointer { column in
            guard let column = column.baseAddress.map({ $0 + start }) else { return }
            for row in 0..<count { codes[row] = codes[row] &* radix &+ Code(truncatingIfNeeded: column[row]) }
        }
    }
}

// MARK: Statistics

extension CountingHandle {
    /// The statistic of the counts in the first lane.
    private func dense(_ divergence: Divergence, cells: Int, rows: Int, columns: Int) -> StratifiedStatistic {
        var sum = StratifiedStatistic()
        if rowTotals.count < rows { rowTotals = Array(repeating: 0, count: rows) }
        if columnTotals.count < columns { columnTotals = Array(repeating: 0, count: columns) }
        let size = rows * columns
        rowTotals.withUnsafeMutableBufferPointer { rowTotals in
            columnTotals.withUnsafeMutableBufferPointer { columnTotals in
                var counts = UnsafePointer(lanes)
                for _ in 0..<cells / size {
                    Self.add(counts, rowTotals, columnTotals, rows: rows, columns: columns, divergence, to: &sum)
                    counts += size
                }
            }
        }
        return sum
    }

    private static func add(
        _ counts: UnsafePointer<UInt32>, _ rowTotals: UnsafeMutableBufferPointer<Int>,
        _ columnTotals: UnsafeMutableBufferPointer<Int>, rows: Int, columns: Int, _ divergence: Divergence,
        to sum: inout StratifiedStatistic
    ) {
        var total = 0
        var seenRows = 0
        for column in 0..<columns { columnTotals[column] = 0 }
        for row in 0..<rows {
            var rowTotal = 0
            let cells = counts + row * columns
            for column in 0..<columns {
                let count = Int(cells[column])
                rowTotal &+= count
                columnTotals[column] &+= count
            }
            rowTotals[row] = rowTotal
            total &+= rowTotal
            seenRows += rowTotal > 0 ? 1 : 0
        }
        guard seenRows > 1 else { return }
        var seenColumns = 0
        for column in 0..<columns { seenColumns += columnTotals[column] > 0 ? 1 : 0 }
        guard seenColumns > 1 else { return }
        var part = 0.0
        for row in 0..<rows where rowTotals[row] > 0 {
            let cells = counts + row * columns
            for column in 0..<columns where columnTotals[column] > 0 {
                part +=
                    cells[column] == 0
                    ? StratifiedStatistic.emptyPart(
                        divergence, row: rowTotals[row], column: columnTotals[column], total: total)
                    : StratifiedStatistic.part(
                        divergence, observed: Int(cells[column]), row: rowTotals[row], column: columnTotals[column],
                        total: total)
            }
        }
        sum.add(part, rows: seenRows, columns: seenColumns)
    }

    /// The statistic of a table too large to be kept whole: each stratum's cells are sorted.
    private func sparse(_ divergence: Divergence, x: Int, y: Int, given: [Int]) -> StratifiedStatistic {
        var sum = StratifiedStatistic()
        guard let xCodes = data.codes[x], let yCodes = data.codes[y] else { return sum }
        let (starts, order) = data.rowsByStratum(given)
        for stratum in 0..<starts.count - 1 {
            let rows = order[starts[stratum]..<starts[stratum + 1]]
            SortedStratum(rows.map { (xCodes[$0], yCodes[$0]) }).add(divergence, to: &sum)
        }
        return sum
    }
}

/// A stratum by the cells that are not empty.
struct SortedStratum {
    private var cells: [(x: Int, y: Int, count: Int)] = []
    private var rowTotals: [Int: Int] = [:]
    private var columnTotals: [Int: Int] = [:]
    private let total: Int

    /// - Complexity: O(*n* log *n*) in the number of rows of data.
    init(_ pairs: [(x: Int, y: Int)]) {
        total = pairs.count
        for pair in pairs.sorted(by: { ($0.x, $0.y) < ($1.x, $1.y) }) {
            if let last = cells.last, last.x == pair.x, last.y == pair.y {
                cells[cells.count - 1].count += 1
            } else {
                cells.append((pair.x, pair.y, 1))
            }
            rowTotals[pair.x, default: 0] += 1
            columnTotals[pair.y, default: 0] += 1
        }
    }

    func add(_ divergence: Divergence, to sum: inout StratifiedStatistic) {
        var part = 0.0
        var expected = 0.0
        for cell in cells {
            let row = rowTotals[cell.x] ?? 0
            let column = columnTotals[cell.y] ?? 0
            part += StratifiedStatistic.part(divergence, observed: cell.count, row: row, column: column, total: total)
            expected += StratifiedStatistic.emptyPart(divergence, row: row, column: column, total: total)
        }
        // What empty cells are expected to hold is what the others are not.
        let all = divergence == .pearson ? Double(total) : 2 * Double(total)
        sum.add(part + max(0, all - expected), rows: rowTotals.count, columns: columnTotals.count)
    }
}
