/// The noise with which an equation leads to a state: intervals of quantiles of its law, row by row.
///
/// A state of an equation with continuous noise, such as `u < 0.2 ? yes : no`, stands for a set of noises. Where the noise enters
/// by comparisons of what is affine in it, the ends of the set follow from those. Elsewhere the set is found on a grid of
/// quantiles, and each of its ends by bisection to the last bits; a part of it that is narrower than the grid can be missed.
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
    /// - Complexity: three evaluations a row for each comparison that reads the noise, and one more; about a hundred for another
    ///   form of equation.
    func intervals(leadingTo states: [Double], parents: [[Double]]) -> [[Interval]] {
        if case .bernoulli = law { return searched(states, parents) }
        guard let jumps = equation.program.jumps else { return searched(states, parents) }
        return stepped(jumps.map { quantiles(ofZerosOf: $0, parents, count: states.count) }, states, parents)
    }

    private func searched(_ states: [Double], _ parents: [[Double]]) -> [[Interval]] {
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

    // MARK: Equations that go in steps

    /// The quantile at which a function that is affine in the noise is 0, row by row; 1 where it is nowhere 0 or not finite.
    private func quantiles(ofZerosOf function: Program, _ parents: [[Double]], count: Int) -> [Double] {
        // Two noises of the law's own size, so that little of the slope is lost to rounding.
        let (one, other) = (law.quantile(0.25), law.quantile(0.75))
        let atOne = function.evaluate(count: count, parents: parents, noise: Array(repeating: one, count: count))
        let atOther = function.evaluate(count: count, parents: parents, noise: Array(repeating: other, count: count))
        return zip(atOne, atOther).map { first, second in
            let zero = one + (other - one) * (first / (first - second))
            return zero.isFinite ? law.cumulative(zero) : 1
        }
    }

    /// The intervals of an equation that is level between some quantiles, of which there is one in each list for each row.
    private func stepped(_ jumps: [[Double]], _ states: [Double], _ parents: [[Double]]) -> [[Interval]] {
        let ends = states.indices.map { row in [0] + jumps.map { $0[row] }.sorted() + [1] }
        var intervals = [[Interval]](repeating: [], count: states.count)
        for cell in 0...jumps.count {
            let middle = ends.map { min(max(($0[cell] + $0[cell + 1]) / 2, 0x1p-53), 1 - 0x1p-53) }
            for (row, isInside) in leads(middle, states, parents).enumerated() where isInside {
                let (low, high) = (ends[row][cell], ends[row][cell + 1])
                guard low < high else { continue }
                if let last = intervals[row].last, last.high == low {
                    intervals[row][intervals[row].count - 1].high = high
                } else {
                    intervals[row].append((low, high))
                }
            }
        }
        return intervals
    }

    // MARK: States

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
