import Testing

@testable import CausalEngine

@Suite("Bounds over noise conventions")
struct BoundsTests {
    @Test("both conventions lie within the bounds, wherever there are any")
    func within() throws {
        var proper = 0
        var none = 0
        for seed in 700..<1100 as Range<UInt64> {
            let example = try CounterfactualCase(seed: seed)
            let counterfactual = Counterfactual(example.scm, example.interventions)
            guard let answer = try? counterfactual.answer(example.query) else { continue }
            let bounds = try counterfactual.bounds(example.query)
            let other = try Counterfactual(example.scm.assuming(.gumbelMax), example.interventions)
                .answer(example.query, approach: .twinNetwork)
            for variable in example.scm.variables.indices {
                guard let ranges = bounds.ranges[variable] else {
                    none += 1
                    #expect(bounds.obstacles[variable] != nil)
                    continue
                }
                for (state, range) in ranges.enumerated() {
                    for probability in [answer.law(variable)[state], other.law(variable)[state]] {
                        #expect(probability >= range.lowerBound - 1e-9, "seed \(seed)")
                        #expect(probability <= range.upperBound + 1e-9, "seed \(seed)")
                    }
                    if range.upperBound - range.lowerBound > 0.01 { proper += 1 }
                }
            }
        }
        #expect(proper > 40)
        #expect(none > 0)
    }

    /// One table, one pair of rows: P(y* | y) is at most min(1, q(y*)/p(y)) and at least (p(y) + q(y*) − 1)/p(y) (Fréchet).
    @Test("a whole unit of two variables: the bounds of Fréchet")
    func frechet() throws {
        for seed in 0..<60 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let count = 2 + Int(seed % 4)
            let p = RandomModels.row(count, zeros: 0.1, using: &generator)
            let q = RandomModels.row(count, zeros: 0.1, using: &generator)
            let scm = try SCM(
                variables: [RandomModels.variable(0, stateCount: 2), RandomModels.variable(1, stateCount: count)],
                graph: DirectedGraph(parents: [[], [0]]),
                mechanisms: [
                    .distribution([0.5, 0.5]),
                    .table(
                        ProbabilityTable(
                            parentCardinalities: [2], stateCount: count, probabilities: p + q, convention: .inverseCDF)),
                ])
            for state in 0..<count where p[state] > 0.01 {
                let bounds = try Counterfactual(scm, [0: .value(.state(1))])
                    .bounds(Query(evidence: [0: 0, 1: state], targets: [1]))
                for (other, range) in try #require(bounds.ranges[1]).enumerated() {
                    #expect(abs(range.upperBound - min(1, q[other] / p[state])) < 1e-9)
                    #expect(abs(range.lowerBound - max(0, (p[state] + q[other] - 1) / p[state])) < 1e-9)
                }
            }
        }
    }

    /// Whole units of chains and diamonds: every way in which tables can be corners of what they may be, gone through one by
    /// one.
    @Test("whole units: the bounds are those of going through all corners")
    func corners() throws {
        var compared = 0
        for seed in 0..<120 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let scm = try RandomModels.discrete(
                4, states: 2...2, maxParents: 2, zeros: 0, using: &generator
            ).assuming(.inverseCDF)
            let unit = try Sampler(scm, seed: seed).skeleton(row: 0)
            let first = scm.topologicalOrder[0]
            let own = try #require(unit.values[first].stateIndex)
            let counterfactual = Counterfactual(scm, [first: .value(.state(1 - own))])
            let evidence = Dictionary(
                uniqueKeysWithValues: unit.values.enumerated().map { ($0, $1.stateIndex ?? 0) })
            let bounds = try counterfactual.bounds(Query(evidence: evidence))
            let brute = try CornerEnumeration(counterfactual, evidence)
            for variable in scm.variables.indices where counterfactual.isChanged[variable] {
                guard let range = bounds.ranges[variable]?[0], let exact = brute.ranges[variable] else { continue }
                #expect(abs(range.lowerBound - exact.lowerBound) < 1e-9, "seed \(seed)")
                #expect(abs(range.upperBound - exact.upperBound) < 1e-9, "seed \(seed)")
                compared += 1
            }
        }
        #expect(compared > 150)
    }

    @Test("transport earns what the best of random couplings cannot exceed, and keeps its margins")
    func transport() {
        for seed in 0..<80 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let count = 2 + Int(seed % 4)
            let p = RandomModels.row(count, zeros: 0.2, using: &generator)
            let q = RandomModels.row(count, zeros: 0.2, using: &generator)
            let gain = (0..<count * count).map { _ in Double.random(in: -1..<1, using: &generator) }
            let best = Transport.maximum(gain: gain, p[...], q[...])
            let least = Transport.minimum(gain: gain, p[...], q[...])
            // Corners of the transport polytope: north-west corners of all orders of rows and columns.
            var greatest = -Double.infinity
            var smallest = Double.infinity
            for rows in Self.orders(Array(0..<count)) {
                for columns in Self.orders(Array(0..<count)) {
                    let value = Self.northWest(gain, p, q, rows, columns)
                    greatest = max(greatest, value)
                    smallest = min(smallest, value)
                }
                if count > 4 { break }
            }
            #expect(best >= greatest - 1e-9 && least <= smallest + 1e-9, "seed \(seed)")
            // Up to three states every corner is a north-west corner of some order.
            if count <= 3 { #expect(abs(best - greatest) < 1e-9 && abs(least - smallest) < 1e-9, "seed \(seed)") }
        }
    }

    private static func orders(_ items: [Int]) -> [[Int]] {
        items.count <= 1
            ? [items] : items.flatMap { first in orders(items.filter { $0 != first }).map { [first] + $0 } }
    }

    private static func northWest(
        _ gain: [Double], _ p: [Double], _ q: [Double], _ rows: [Int], _ columns: [Int]
    ) -> Double {
        var (left, wanted, value) = (p, q, 0.0)
        for row in rows {
            for column in columns {
                let amount = min(left[row], wanted[column])
                value += amount * gain[row * p.count + column]
                left[row] -= amount
                wanted[column] -= amount
            }
        }
        return value
    }
}

/// The range of P(state 0) of every variable of a binary model in the other world, over all corners of what tables may do for
/// one unit.
private struct CornerEnumeration {
    var ranges: [Int: ClosedRange<Double>] = [:]

    init(_ counterfactual: Counterfactual, _ evidence: [Int: Int]) throws {
        let scm = counterfactual.scm
        let changed = scm.topologicalOrder.filter {
            counterfactual.isChanged[$0] && counterfactual.interventions[$0] == nil
        }
        // For each changed variable and row of its mechanism the probabilities of state 0 that are corners.
        var slots: [(variable: Int, row: Int, corners: [Double])] = []
        for variable in changed {
            let parents = scm.graph.parents[variable]
            let own = evidence[variable] ?? 0
            let before = parents.reduce(0) { $0 * 2 + (evidence[$1] ?? 0) }
            for row in 0..<(1 << parents.count) {
                var corners = [own == 0 ? 1.0 : 0]
                if row != before, case .table(let table) = scm.mechanisms[variable] {
                    let p = table.probabilities[before * 2 + own]
                    let q = table.probabilities[row * 2]
                    corners = Array(Set([min(1, q / p), max(0, 1 - (1 - q) / p)]))
                } else if row != before, case .response = scm.mechanisms[variable] {
                    let law = scm.mechanisms[variable].counterfactual(of: own, stateCount: 2, before, row)
                    corners = [try #require(law)[0]]
                }
                slots.append((variable, row, corners))
            }
        }
        guard slots.reduce(1, { $0 * $1.corners.count }) <= 1 << 14 else { return }
        var choice = [Int](repeating: 0, count: slots.count)
        while true {
            let laws = Self.laws(counterfactual, evidence, changed, slots, choice)
            for variable in changed {
                let old = ranges[variable] ?? laws[variable]...laws[variable]
                ranges[variable] = min(old.lowerBound, laws[variable])...max(old.upperBound, laws[variable])
            }
            guard let next = choice.indices.last(where: { choice[$0] + 1 < slots[$0].corners.count }) else { return }
            choice[next] += 1
            for later in (next + 1)..<max(next + 1, choice.count) { choice[later] = 0 }
        }
    }

    /// P(state 0) of each variable, adding up all assignments.
    private static func laws(
        _ counterfactual: Counterfactual, _ evidence: [Int: Int], _ changed: [Int],
        _ slots: [(variable: Int, row: Int, corners: [Double])], _ choice: [Int]
    ) -> [Double] {
        let scm = counterfactual.scm
        var laws = [Double](repeating: 0, count: scm.variables.count)
        for code in 0..<(1 << changed.count) {
            var states = scm.variables.indices.map { evidence[$0] ?? 0 }
            for (variable, intervention) in counterfactual.interventions {
                if case .value(let value) = intervention { states[variable] = value.stateIndex ?? 0 }
            }
            for (bit, variable) in changed.enumerated() { states[variable] = code >> bit & 1 }
            var probability = 1.0
            for variable in changed {
                let row = scm.graph.parents[variable].reduce(0) { $0 * 2 + states[$1] }
                let slot = slots.firstIndex { $0.variable == variable && $0.row == row } ?? 0
                let zero = slots[slot].corners[choice[slot]]
                probability *= states[variable] == 0 ? zero : 1 - zero
            }
            for variable in changed where states[variable] == 0 { laws[variable] += probability }
        }
        return laws
    }
}
