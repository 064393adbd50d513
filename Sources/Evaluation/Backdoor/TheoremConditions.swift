import CausalEngine
import Foundation

/// Whether, on one run, feedback kept the order of difficulty and helped the hard skeletons at least as much as the easy ones:
/// the two conditions under which refinement never raises selection bias.
///
/// Skeletons are gathered into groups: full assignments with at least ``minimumCount`` skeletons, or, where assignments do not
/// recur, tenths by fitted difficulty. A pair of groups speaks against the order when one is harder at the first draft and
/// easier at the end, against the gain when one is harder and gains less, φ_K/φ_1. Estimates reverse by chance, so a condition
/// counts as broken only by a pair for which both parts are significant: an intersection–union test (Berger 1982) at .05,
/// Bonferroni-corrected for the number of pairs.
public struct TheoremConditions: Sendable, Hashable {
    /// The fewest skeletons of a group.
    public static let minimumCount = 20

    /// Skeletons that are taken together.
    public struct Group: Sendable, Hashable {
        /// The values they share; `nil` for a tenth by difficulty.
        public var values: [Value]?
        /// Accepted at the first draft.
        public var first: Proportion
        /// Accepted in the end.
        public var final: Proportion

        /// φ̂_K/φ̂_1; `nil` when nothing was accepted at the first draft.
        public var gain: Double? {
            first.successes > 0 ? Double(final.successes) / Double(first.successes) : nil
        }
    }

    /// Two groups that speak against a condition.
    public struct Reversal: Sendable, Hashable {
        /// The group that is harder at the first draft, by index.
        public var harder: Int
        /// The group that is easier at the first draft, by index.
        public var easier: Int
        /// The p-value, corrected for the number of pairs.
        public var p: Double
    }

    /// What the run says of one condition.
    public struct Condition: Sendable, Hashable {
        /// Whether no reversal is significant; `nil` with fewer than two groups.
        public var held: Bool?
        /// How many pairs of groups are reversed by their estimates, chance included.
        public var reversals: Int
        /// The reversals that chance does not explain, the clearest first, at most ten.
        public var significant: [Reversal]
    }

    /// The groups, the hardest at the first draft first.
    public let groups: [Group]
    /// How the groups were made.
    public let grouping: SelectionBias.Method
    /// How many skeletons are in a group.
    public let covered: Int
    /// Whether φ_K does not fall where φ_1 rises.
    public let order: Condition
    /// Whether φ_K/φ_1 does not rise where φ_1 rises.
    public let gain: Condition

    /// The conditions on a run of refinement.
    ///
    /// - Parameters:
    ///   - values: the full assignment of each skeleton.
    ///   - features: functions of the assignment by which difficulty is fitted where assignments do not recur; `nil` for its
    ///     values.
    ///   - first: whether its first draft was accepted.
    ///   - final: whether any was.
    /// - Complexity: O(skeletons + groups²), and that of one regression where assignments do not recur.
    public init(values: [[Value]], features: [[Value]]? = nil, first: [Bool], final: [Bool]) {
        let table = AssignmentTable(values: features ?? values, accepted: first)
        grouping = SelectionBias.method(for: table)
        let groupOfCell = Self.groups(of: table, by: grouping)
        var groups: [Int: Group] = [:]
        for (row, cell) in table.cellOfRow.enumerated() {
            guard let name = groupOfCell[cell] else { continue }
            let none = Proportion(successes: 0, trials: 0)
            let shared = grouping == .cells ? values[row] : nil
            groups[name, default: Group(values: shared, first: none, final: none)].first.count(first[row])
            groups[name]?.final.count(final[row])
        }
        let sorted = groups.sorted { left, right in
            let (a, b) = (left.value.first.rate ?? 0, right.value.first.rate ?? 0)
            return a != b ? a < b : left.key < right.key
        }.map(\.value)
        self.groups = sorted
        covered = sorted.reduce(0) { $0 + $1.first.trials }
        order = Self.condition(sorted) { harder, easier in
            let (a, b) = (harder.final, easier.final)
            return (a.rate ?? 0) > (b.rate ?? 0) ? Self.tail(of: a, above: b) : nil
        }
        gain = Self.condition(sorted) { harder, easier in
            guard let low = Self.logGain(harder), let high = Self.logGain(easier), high.value > low.value else {
                return nil
            }
            let deviation = (low.variance + high.variance).squareRoot()
            return Self.normalTail((high.value - low.value) / max(deviation, .leastNormalMagnitude))
        }
    }

    /// The group of each cell; cells without one are left out.
    private static func groups(of table: AssignmentTable, by method: SelectionBias.Method) -> [Int: Int] {
        if method == .cells {
            let cells = table.cells.indices.filter { table.cells[$0].count >= minimumCount }
            return Dictionary(uniqueKeysWithValues: cells.map { ($0, $0) })
        }
        let acceptance = SelectionBias.acceptance(of: table, by: method)
        let ranked = table.cells.indices.sorted {
            acceptance[$0] != acceptance[$1] ? acceptance[$0] < acceptance[$1] : $0 < $1
        }
        let count = max(1, min(10, table.rowCount / minimumCount))
        var groups: [Int: Int] = [:]
        var before = 0
        for cell in ranked {
            groups[cell] = min(count - 1, before * count / max(1, table.rowCount))
            before += table.cells[cell].count
        }
        return groups
    }

    /// - Parameter reversal: the p-value of a reversal at the end between a harder and an easier group; `nil` without one.
    private static func condition(_ groups: [Group], _ reversal: (Group, Group) -> Double?) -> Condition {
        let pairs = groups.count * (groups.count - 1) / 2
        var count = 0
        var significant: [Reversal] = []
        for easier in groups.indices {
            for harder in groups.indices.prefix(easier) {
                let (a, b) = (groups[harder], groups[easier])
                guard (a.first.rate ?? 0) < (b.first.rate ?? 0), let end = reversal(a, b) else { continue }
                count += 1
                let p = min(1, Double(pairs) * max(end, tail(of: b.first, above: a.first)))
                if p < 0.05 { significant.append(Reversal(harder: harder, easier: easier, p: p)) }
            }
        }
        let held = groups.count < 2 ? nil : significant.isEmpty
        let clearest = significant.sorted {
            $0.p != $1.p ? $0.p < $1.p : ($0.harder, $0.easier) < ($1.harder, $1.easier)
        }
        return Condition(held: held, reversals: count, significant: Array(clearest.prefix(10)))
    }

    /// The one-sided p-value of one rate being above another, by the pooled normal approximation.
    private static func tail(of a: Proportion, above b: Proportion) -> Double {
        guard let p = a.rate, let q = b.rate else { return 1 }
        let (n, m) = (Double(a.trials), Double(b.trials))
        let pooled = Double(a.successes + b.successes) / (n + m)
        let deviation = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
        return deviation > 0 ? normalTail((p - q) / deviation) : 1
    }

    /// ln(φ̂_K/φ̂_1) with its variance by the delta method. What is accepted at the first draft is accepted in the end, so given
    /// the second count the first is binomial.
    private static func logGain(_ group: Group) -> (value: Double, variance: Double)? {
        guard group.final.successes > 0 else { return nil }
        let (first, final) = (Double(group.first.successes) + 0.5, Double(group.final.successes) + 0.5)
        return (log(final / first), 1 / first - 1 / final)
    }

    private static func normalTail(_ z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }
}
