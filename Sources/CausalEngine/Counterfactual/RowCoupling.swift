/// How the state under one row of a table and the state under another go together when the same noise drives both.
///
/// A coupling is the joint distribution of the two states, the second fastest. Its margins are the rows.
enum RowCoupling {
    /// The ends of each state's interval of [0, 1) under `inverse-cdf`, as the sampler has them: what rounding leaves over
    /// belongs to the last state that can occur.
    static func intervals(of row: ArraySlice<Double>) -> [(low: Double, high: Double)] {
        let lastPossible = row.lastIndex { $0 > 0 } ?? row.endIndex - 1
        var low = 0.0
        var cumulative = 0.0
        return row.indices.map { index in
            cumulative += row[index]
            let high = index >= lastPossible ? 1 : min(cumulative, 1)
            defer { low = high }
            return (low, high)
        }
    }

    /// The state that a uniform gives under `inverse-cdf`: the first whose cumulative probability exceeds it.
    static func state(at uniform: Double, in row: ArraySlice<Double>) -> Int {
        let lastPossible = row.lastIndex { $0 > 0 } ?? row.endIndex - 1
        var cumulative = 0.0
        for index in row.startIndex..<lastPossible {
            cumulative += row[index]
            if uniform < cumulative { return index - row.startIndex }
        }
        return lastPossible - row.startIndex
    }

    /// The coupling of two rows under a convention.
    ///
    /// - Complexity: O(states²) under `inverse-cdf`, O(states³ log states) under `gumbel-max`.
    static func joint(
        _ first: ArraySlice<Double>, _ second: ArraySlice<Double>, _ convention: ProbabilityTable.NoiseConvention
    ) -> [Double] {
        switch convention {
        case .inverseCDF: inverseCDF(first, second)
        case .gumbelMax: gumbelMax(Array(first), Array(second))
        }
    }

    /// One uniform against both rows: the lengths of the overlaps of their intervals.
    private static func inverseCDF(_ first: ArraySlice<Double>, _ second: ArraySlice<Double>) -> [Double] {
        let others = intervals(of: second)
        return intervals(of: first).flatMap { own in
            others.map { max(0, min(own.high, $0.high) - max(own.low, $0.low)) }
        }
    }

    /// The argmax of log-probability plus the same Gumbels for both rows, in closed form.
    ///
    /// With eᵢ = exp(−Gᵢ), independent exponentials, the states are the argmins of eᵢ/pᵢ and eᵢ/qᵢ: two races with shared
    /// clocks. State a wins both with probability 1 / Σᵢ max(pᵢ/pₐ, qᵢ/qₐ). That a wins the first and b the second means
    /// that t = e_b/eₐ lies between p_b/pₐ and q_b/qₐ and all others come later; what is left is the integral of
    /// 1 / (1 + t + Σᵢ max(pᵢ/pₐ, t qᵢ/q_b))², whose denominator is linear in t between a few bends (the weights of
    /// consistent sampling, Moulton & Jiang 2018).
    private static func gumbelMax(_ p: [Double], _ q: [Double]) -> [Double] {
        let count = p.count
        var joint = [Double](repeating: 0, count: count * count)
        for a in 0..<count where p[a] > 0 {
            for b in 0..<count where q[b] > 0 {
                joint[a * count + b] = a == b ? winsBoth(a, p, q) : wins(a, then: b, p, q)
            }
        }
        return joint
    }

    private static func winsBoth(_ a: Int, _ p: [Double], _ q: [Double]) -> Double {
        1 / p.indices.reduce(0) { $0 + max(p[$1] / p[a], q[$1] / q[a]) }
    }

    private static func wins(_ a: Int, then b: Int, _ p: [Double], _ q: [Double]) -> Double {
        let low = p[b] / p[a]
        let high = q[a] > 0 ? q[b] / q[a] : .infinity
        guard low < high else { return 0 }
        let others = p.indices.filter { $0 != a && $0 != b && (p[$0] > 0 || q[$0] > 0) }
        // Where qᵢt/q_b overtakes pᵢ/pₐ.
        let bends = others.map { q[$0] > 0 ? p[$0] / p[a] * q[b] / q[$0] : .infinity }
        let ends = ([low] + bends.filter { $0 > low && $0 < high }.sorted() + [high])
        var sum = 0.0
        for (from, to) in zip(ends, ends.dropFirst()) where from < to {
            var constant = 1.0
            var slope = 1.0
            for (other, bend) in zip(others, bends) {
                if bend <= from { slope += q[other] / q[b] } else { constant += p[other] / p[a] }
            }
            let first = constant + slope * from
            sum += to.isFinite ? (to - from) / (first * (constant + slope * to)) : 1 / (slope * first)
        }
        return sum
    }

    /// Finite noise against two configurations of a response.
    static func joint(_ response: FiniteResponse, stateCount: Int, _ first: Int, _ second: Int) -> [Double] {
        let count = response.noise.count
        var joint = [Double](repeating: 0, count: stateCount * stateCount)
        for (noise, probability) in response.noise.enumerated() {
            let state = response.values[first * count + noise]
            joint[state * stateCount + response.values[second * count + noise]] += probability
        }
        return joint
    }
}

extension Mechanism {
    /// The joint distribution of the states under two parent configurations, the second state fastest; `nil` for what has no
    /// rows.
    func coupling(stateCount: Int, _ first: Int, _ second: Int) -> [Double]? {
        switch self {
        case .table(let table):
            RowCoupling.joint(table.row(first), table.row(second), table.effectiveConvention)
        case .response(let response):
            RowCoupling.joint(response, stateCount: stateCount, first, second)
        case .equation, .constant, .distribution: nil
        }
    }

    /// The distribution of the state under a second parent configuration once the state under the first is known; `nil` when
    /// that state cannot be, or for what has no rows.
    func counterfactual(of state: Int, stateCount: Int, _ first: Int, _ second: Int) -> [Double]? {
        guard let joint = coupling(stateCount: stateCount, first, second) else { return nil }
        let own = joint[state * stateCount..<(state + 1) * stateCount]
        let sum = own.reduce(0, +)
        return sum > 0 ? own.map { $0 / sum } : nil
    }
}
