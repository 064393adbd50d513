/// The noise with which an equation leads to a state: intervals of quantiles of its law, row by row.
///
/// A state of an equation with continuous noise, such as `u < 0.2 ? yes : no`, stands for a set of noises. The set is found on a
/// grid of quantiles, and each of its ends by bisection to the last bits; a part of it that is narrower than the grid can be
/// missed.
struct NoiseCells {
    /// A stretch of quantiles.
    typealias Interval = (low: Double, high: Double)

    let equation: Equation
    let law: NoiseLaw

    /// The number of cells of the grid.
    private static let gridSize = 64

    /// An end that is looked for: in a row, between two quantiles of which one leads to the state.
    private struct End {
        var row: Int
        var low: Double
        var high: Double
        var beginsInside: Bool
    }

    /// For each row the quantiles that lead to its state, ascending.
    ///
    /// - Parameters:
    ///   - states: the state of each row, as its index.
    ///   - parents: for each parent its column.
    /// - Complexity: about a hundred evaluations a row.
    func intervals(leadingTo states: [Double], parents: [[Double]]) -> [[Interval]] {
        let count = states.count
        let quantiles = (0...Self.gridSize).map { point -> Double in
            min(max(Double(point) / Double(Self.gridSize), 0x1p-53), 1 - 0x1p-53)
        }
        var intervals = [[Interval]](repeating: [], count: count)
        var begins = [Double?](repeating: nil, count: count)
        var before: [Bool] = []
        var ends: [End] = []
        for (point, quantile) in quantiles.enumerated() {
            let inside = leads(Array(repeating: quantile, count: count), states, parents)
            if point > 0 {
                for row in 0..<count where inside[row] != before[row] {
                    ends.append(
                        End(row: row, low: quantiles[point - 1], high: quantile, beginsInside: before[row]))
                }
            } else {
                for row in 0..<count where inside[row] { begins[row] = 0 }
            }
            before = inside
        }
        bisect(&ends, states, parents)
        for end in ends {
            if end.beginsInside {
                intervals[end.row].append((begins[end.row] ?? 0, end.high))
                begins[end.row] = nil
            } else {
                begins[end.row] = end.high
            }
        }
        for row in 0..<count {
            if let begin = begins[row] { intervals[row].append((begin, 1)) }
        }
        return intervals
    }

    private func bisect(_ ends: inout [End], _ states: [Double], _ parents: [[Double]]) {
        guard !ends.isEmpty else { return }
        let own = ends.map { states[$0.row] }
        let columns = parents.map { column in ends.map { column[$0.row] } }
        for _ in 0..<48 {
            let middle = ends.map { ($0.low + $0.high) / 2 }
            let inside = leads(middle, own, columns)
            for index in ends.indices {
                if inside[index] == ends[index].beginsInside {
                    ends[index].low = middle[index]
                } else {
                    ends[index].high = middle[index]
                }
            }
        }
    }

    private func leads(_ quantiles: [Double], _ states: [Double], _ parents: [[Double]]) -> [Bool] {
        let values = equation.program.evaluate(
            count: states.count, parents: parents, noise: quantiles.map { law.quantile($0) })
        return zip(values, states).map { $0.rounded(.down) == $1 }
    }

    /// The length of intervals together.
    static func length(_ intervals: [Interval]) -> Double { intervals.reduce(0) { $0 + $1.high - $1.low } }

    /// The length of what two lists of intervals have in common.
    static func overlap(_ some: [Interval], _ others: [Interval]) -> Double {
        some.reduce(0) { sum, one in
            others.reduce(sum) { $0 + max(0, min(one.high, $1.high) - max(one.low, $1.low)) }
        }
    }

    /// The quantile at a share of the intervals' length.
    static func quantile(at share: Double, of intervals: [Interval]) -> Double? {
        var rest = share * length(intervals)
        for interval in intervals {
            let own = interval.high - interval.low
            if rest < own { return min(max(interval.low + rest, 0x1p-53), 1 - 0x1p-53) }
            rest -= own
        }
        return intervals.last.map { min($0.high, 1 - 0x1p-53) }
    }
}
