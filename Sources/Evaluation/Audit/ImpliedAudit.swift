import CausalEngine

/// Whether the independencies that the graph implies hold in a run's tables: skeletons (S), accepted skeletons (A), and what
/// accepted texts say to a second reader (E).
///
/// Each is tested by G² at .05, so that one in twenty breaks in any table by chance alone; what breaks in A or E and holds in S is
/// what acceptance or the texts may have done.
public struct ImpliedAudit: Sendable, Hashable {
    /// One implied independence, and what the tests found.
    public struct Statement: Sendable, Hashable {
        /// What is asked: x and y are independent given some others.
        public var query: IndependenceQuery
        /// The p-value in each table, as they are named; `nil` where the table cannot decide.
        public var p: [Double?]
    }

    /// The names of the tables that have rows, among S, A and E.
    public let tables: [String]
    /// The statements, in the order of the graph's.
    public let statements: [Statement]
    /// Whether these are all that the graph implies of the variables that are tested.
    public let isComplete: Bool

    /// The level of the tests.
    public static let alpha = CalibrationAudit.alpha
    /// The most statements that are tested.
    public static let limit = 200

    /// Tests what the graph implies of its discrete variables; what is set by do() does not vary and takes no part.
    ///
    /// - Parameter progress: told on the way how much is done, from 0 to 1; what it throws ends the audit.
    /// - Throws: what `progress` throws.
    /// - Complexity: O(statements · rows).
    public init(_ data: EvaluatedRun, progress: (Double) throws -> Void = { _ in }) throws {
        let fixed = data.scm.interventions.filter { if case .value = $0.value { true } else { false } }
        func isTested(_ variable: Int) -> Bool {
            fixed[variable] == nil && !data.scm.variables[variable].isContinuous
        }
        let implied = CausalGraph(data.scm).impliedIndependencies(limit: Self.limit)
        let queries = implied.statements.map { IndependenceQuery(x: $0.x, y: $0.y, given: $0.given) }
            .filter { ([$0.x, $0.y] + $0.given).allSatisfy(isTested) }
        let named = [("S", data.skeletons), ("A", data.accepted), ("E", data.readAgain)].filter { !$0.1.isEmpty }
        var found = queries.map { Statement(query: $0, p: []) }
        for (place, (_, values)) in named.enumerated() {
            try progress(Double(place) / Double(named.count))
            let results = try CalibrationAudit.results(queries, of: values, data.scm, .g2)
            for (index, result) in results.enumerated() { found[index].p.append(result.p) }
        }
        tables = named.map(\.0)
        statements = found
        isComplete = implied.isComplete
    }
}
