/// Bounds where a single table bears on the target: linear in the table's couplings, so a transportation problem for each
/// pair of its rows.
///
/// With the table's two copies made independent, the twin network says how much each pair of rows and states contributes to
/// the target; a coupling puts its own weight in place of the product of the two probabilities. Pairs of rows that form a
/// forest have couplings that can be chosen one by one, for then some joint distribution of all rows has them all.
struct TableBounds {
    private let scm: SCM
    private let table: ProbabilityTable
    private let stateCount: Int
    private let targetCount: Int
    /// For each pair of rows (the lesser first), target state, and pair of states: the contribution.
    private var contributions: [RowPair: [[Double]]] = [:]
    private let name: String

    private struct RowPair: Hashable {
        var first: Int
        var second: Int
    }

    /// The most combinations that are gone through.
    private static let limit = 1 << 20

    init(_ counterfactual: Counterfactual, _ query: Query, target: Int, free: Int) throws(BoundsFailure) {
        scm = counterfactual.scm
        name = scm.variables[free].name
        guard case .table(let table) = scm.mechanisms[free] else { throw .obstacle(.tooMany(name)) }
        self.table = table
        stateCount = table.stateCount
        targetCount = scm.variables[target].states.count
        do throws(InferenceError) {
            let twin = try TwinNetwork(
                scm, counterfactual.interventions, holding: counterfactual.held, query,
                conventions: [.inverseCDF, .gumbelMax], uncoupled: free)
            try collect(twin, query, target: target, free: free)
        } catch {
            throw BoundsFailure(error)
        }
    }

    private mutating func collect(
        _ twin: TwinNetwork, _ query: Query, target: Int, free: Int
    ) throws(InferenceError) {
        let factual = scm.graph.parents[free]
        let counterfactual = factual.map { twin.copies[$0] }
        var scope: [Int] = []
        for node in factual + counterfactual + [free, twin.copies[free], twin.copies[target]]
        where !scope.contains(node) {
            scope.append(node)
        }
        let cardinalities = scope.map { twin.model.variables[$0].states.count }
        let entries = cardinalities.reduce(1.0) { $0 * Double($1) }
        guard entries <= Double(Self.limit) else {
            throw .tooLarge(
                InferenceSize(
                    treewidth: scope.count - 1, largestLog2: Numerics.log(entries) / Numerics.log(2), entries: entries),
                limit: Double(Self.limit))
        }
        let joint = try ExactInference(twin.model).joint(of: scope, query)
        let place = Dictionary(zip(scope, scope.indices)) { first, _ in first }
        var states = [Int](repeating: 0, count: scope.count)
        func state(_ node: Int) -> Int { place[node].map { states[$0] } ?? 0 }
        func row(_ nodes: [Int]) -> Int {
            zip(nodes, table.parentCardinalities).reduce(0) { $0 * $1.1 + state($1.0) }
        }
        for probability in joint {
            if probability > 0 {
                add(
                    probability, (row(factual), state(free)), (row(counterfactual), state(twin.copies[free])),
                    target: state(twin.copies[target]))
            }
            for position in scope.indices.reversed() {
                states[position] += 1
                if states[position] < cardinalities[position] { break }
                states[position] = 0
            }
        }
    }

    /// Adds what a pair of rows and states contributes, divided by what the independent coupling gave it.
    private mutating func add(
        _ probability: Double, _ one: (row: Int, state: Int), _ other: (row: Int, state: Int), target: Int
    ) {
        let weight =
            probability / table.probabilities[one.row * stateCount + one.state]
            / table.probabilities[other.row * stateCount + other.state]
        let (first, second) = one.row <= other.row ? (one, other) : (other, one)
        contributions[
            RowPair(first: first.row, second: second.row),
            default: Array(
                repeating: Array(repeating: 0, count: stateCount * stateCount), count: targetCount)
        ][target][first.state * stateCount + second.state] += weight
    }

    /// The range of each state of the target.
    func ranges() throws(BoundsFailure) -> [ClosedRange<Double>] {
        guard isForest else { throw .obstacle(.cycle(name)) }
        return (0..<targetCount).map { target in
            var low = 0.0
            var high = 0.0
            for pair in contributions.keys.sorted(by: { ($0.first, $0.second) < ($1.first, $1.second) }) {
                let gain = contributions[pair]?[target] ?? []
                let (first, second) = (table.row(pair.first), table.row(pair.second))
                guard pair.first != pair.second else {
                    // One row is coupled with itself: the unit keeps its state.
                    let same = first.enumerated().reduce(0) { $0 + $1.element * gain[$1.offset * (stateCount + 1)] }
                    low += same
                    high += same
                    continue
                }
                low += Transport.minimum(gain: gain, first, second)
                high += Transport.maximum(gain: gain, first, second)
            }
            return .probabilities(low, high)
        }
    }

    /// Whether the pairs of different rows have no cycle.
    private var isForest: Bool {
        var root: [Int: Int] = [:]
        func find(_ row: Int) -> Int {
            var row = row
            while let next = root[row], next != row { row = next }
            return row
        }
        for pair in contributions.keys where pair.first != pair.second {
            let (first, second) = (find(pair.first), find(pair.second))
            if first == second { return false }
            root[first] = second
        }
        return true
    }
}
