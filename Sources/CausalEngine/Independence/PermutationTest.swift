/// G² against its distribution when one column is shuffled within the strata of the others.
///
/// The shuffles keep all that the columns have to do with what is conditioned on, so the law under independence is exact,
/// however few rows a stratum has. The p-value is the mid-p-value (Lancaster 1961) of the observed table among itself and the
/// shuffled ones: those with a greater statistic, and half of those with an equal one.
struct PermutationTest {
    private let xCount: Int
    private let yCount: Int
    /// The rows in the order of strata, those without anything to shuffle left out.
    private var x: [UInt32] = []
    private var y: [UInt32] = []
    private var starts: [Int] = [0]
    private var counts: [Int]
    private var rowTotals: [Int]
    private var columnTotals: [Int]
    private let stream: NoiseStream
    private var counter: UInt64 = 0

    init(_ data: CodedColumns, _ query: IndependenceQuery, stream: NoiseStream) {
        self.stream = stream
        let (strata, rows) = data.rowsByStratum(query.given)
        var xStates = StateNumbers()
        var yStates = StateNumbers()
        if let xCodes = data.codes[query.x], let yCodes = data.codes[query.y] {
            for stratum in 0..<strata.count - 1 {
                let part = rows[strata[stratum]..<strata[stratum + 1]]
                guard Set(part.map { xCodes[$0] }).count > 1, Set(part.map { yCodes[$0] }).count > 1 else { continue }
                for row in part {
                    x.append(xStates.number(of: xCodes[row]))
                    y.append(yStates.number(of: yCodes[row]))
                }
                starts.append(x.count)
            }
        }
        xCount = xStates.count
        yCount = yStates.count
        counts = Array(repeating: 0, count: xCount * yCount)
        rowTotals = Array(repeating: 0, count: xCount)
        columnTotals = Array(repeating: 0, count: yCount)
    }

    /// The statistic of the data and its mid-p-value; undecidable where every stratum has only one state of x or of y.
    ///
    /// - Complexity: O(samples · (rows + strata · states of x · states of y)).
    mutating func result(samples: Int) -> IndependenceResult {
        let observed = statistic()
        guard starts.count > 1 else { return IndependenceResult(statistic: observed) }
        // Sums in another order differ in their last digits; tables of equal statistic must count as such.
        let tolerance = 1e-9 * max(1, observed)
        var greater = 0
        var equal = 1
        for _ in 0..<samples {
            shuffle()
            let shuffled = statistic()
            if shuffled > observed + tolerance { greater += 1 } else if shuffled >= observed - tolerance { equal += 1 }
        }
        return IndependenceResult(
            statistic: observed, p: (Double(greater) + 0.5 * Double(equal)) / Double(samples + 1))
    }

    /// A shuffle of y in every stratum (Fisher & Yates 1938).
    private mutating func shuffle() {
        for stratum in 0..<starts.count - 1 {
            let start = starts[stratum]
            var last = starts[stratum + 1] - 1
            while last > start {
                let bound = UInt64(last - start + 1)
                let offset = stream.bits(at: counter).multipliedFullWidth(by: bound).high
                counter &+= 1
                y.swapAt(last, start + Int(offset))
                last -= 1
            }
        }
    }

    private mutating func statistic() -> Double {
        var sum = 0.0
        for stratum in 0..<starts.count - 1 {
            for index in counts.indices { counts[index] = 0 }
            for index in rowTotals.indices { rowTotals[index] = 0 }
            for index in columnTotals.indices { columnTotals[index] = 0 }
            for row in starts[stratum]..<starts[stratum + 1] {
                counts[Int(x[row]) * yCount + Int(y[row])] += 1
                rowTotals[Int(x[row])] += 1
                columnTotals[Int(y[row])] += 1
            }
            sum += part(total: starts[stratum + 1] - starts[stratum])
        }
        return sum
    }

    private func part(total: Int) -> Double {
        var part = 0.0
        for (row, rowTotal) in rowTotals.enumerated() where rowTotal > 0 {
            for (column, columnTotal) in columnTotals.enumerated() where columnTotal > 0 {
                let count = counts[row * yCount + column]
                part +=
                    count == 0
                    ? StratifiedStatistic.emptyPart(.likelihoodRatio, row: rowTotal, column: columnTotal, total: total)
                    : StratifiedStatistic.part(
                        .likelihoodRatio, observed: count, row: rowTotal, column: columnTotal, total: total)
            }
        }
        return part
    }
}

/// Numbers for states in the order in which they come.
private struct StateNumbers {
    private var numbers: [Int: UInt32] = [:]

    var count: Int { numbers.count }

    mutating func number(of code: Int) -> UInt32 {
        if let number = numbers[code] { return number }
        numbers[code] = UInt32(numbers.count)
        return UInt32(numbers.count - 1)
    }
}
