import Dispatch
import Synchronization

/// Runs one kind of test on one table.
///
/// ```swift
/// let tester = IndependenceTester(table, test: .g2)
/// let result = try tester.result(IndependenceQuery(x: 0, y: 3, given: [1, 2]))
/// ```
public struct IndependenceTester: Sendable {
    /// The data.
    public let table: DataTable
    /// The test.
    public let test: IndependenceTest
    /// The seed of a permutation test.
    public let seed: UInt64
    /// The number of shuffles of a permutation test.
    public let samples: Int

    /// A test on a table.
    public init(_ table: DataTable, test: IndependenceTest, seed: UInt64 = 0, samples: Int = 1000) {
        self.table = table
        self.test = test
        self.seed = seed
        self.samples = samples
    }

    /// Tests one pair of columns.
    ///
    /// - Throws: ``EngineError`` for a column that is named twice, that the test is not made for, or that has empty cells.
    /// - Complexity: O(rows · columns of the question) for the discrete tests while their table has at most 65 536 cells.
    public func result(_ query: IndependenceQuery) throws(EngineError) -> IndependenceResult {
        let results = try results([query], threads: 1)
        return results[0]
    }

    /// Tests many pairs, in their order; what they share is computed once.
    ///
    /// - Parameter threads: how many threads work; the results are the same for any.
    /// - Throws: ``EngineError`` as ``result(_:)``, for the first question that has one.
    public func results(
        _ queries: [IndependenceQuery], threads: Int = 1
    ) throws(EngineError) -> [IndependenceResult] {
        for query in queries { try check(query) }
        let work: @Sendable () -> (IndependenceQuery) -> IndependenceResult
        switch test {
        case .g2, .x2, .g2Naive, .x2Naive: work = try contingency(queries)
        case .permutation: work = try permutation(queries)
        case .fisherZ: work = try fisherZ(queries)
        case .mixed: work = try mixed(queries)
        }
        return Self.spread(queries, threads: threads, work)
    }

    private func check(_ query: IndependenceQuery) throws(EngineError) {
        var seen: Set<Int> = []
        for column in [query.x, query.y] + query.given {
            guard table.columns.indices.contains(column) else {
                throw .wrongCount(found: column, expected: table.columns.count, what: "as a column's index", at: nil)
            }
            guard seen.insert(column).inserted else {
                throw .duplicate(table.columns[column].name, what: "variable of one test", at: nil)
            }
        }
    }

    /// Hands the questions out to threads, each with memory of its own.
    private static func spread(
        _ queries: [IndependenceQuery], threads: Int,
        _ makeWorker: @escaping @Sendable () -> (IndependenceQuery) -> IndependenceResult
    ) -> [IndependenceResult] {
        let workers = max(1, min(threads, queries.count))
        if workers == 1 {
            let worker = makeWorker()
            return queries.map(worker)
        }
        let results = Mutex([IndependenceResult?](repeating: nil, count: queries.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            let worker = makeWorker()
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < queries.count else { return }
                let result = worker(queries[index])
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }

    // MARK: The kinds of test

    private func contingency(
        _ queries: [IndependenceQuery]
    ) throws(EngineError) -> @Sendable () -> (IndependenceQuery) -> IndependenceResult {
        let data = try CodedColumns(table, columns: Self.columns(of: queries))
        let bitmaps = StateBitmaps(data, for: queries)
        let divergence: Divergence = test == .x2 || test == .x2Naive ? .pearson : .likelihoodRatio
        let isNaive = test == .g2Naive || test == .x2Naive
        return {
            let counting = CountingHandle(data, bitmaps)
            return { query in
                let sum = counting.statistic(divergence, x: query.x, y: query.y, given: query.given)
                let degrees = isNaive ? data.textbookDegrees(query) : sum.degreesOfFreedom
                guard degrees > 0 else { return IndependenceResult(statistic: sum.statistic, degreesOfFreedom: 0) }
                return IndependenceResult(
                    statistic: sum.statistic, degreesOfFreedom: degrees,
                    p: Numerics.chiSquareTail(sum.statistic, degrees: Double(degrees)))
            }
        }
    }

    private func permutation(
        _ queries: [IndependenceQuery]
    ) throws(EngineError) -> @Sendable () -> (IndependenceQuery) -> IndependenceResult {
        let data = try CodedColumns(table, columns: Self.columns(of: queries))
        let (table, seed, samples) = (table, seed, samples)
        return {
            { query in
                let name = ([query.x, query.y] + query.given).map { table.columns[$0].name }.joined(separator: "\u{1f}")
                let stream = NoiseStream(seed: seed, name: "permutation\u{1f}" + name)
                var test = PermutationTest(data, query, stream: stream)
                return test.result(samples: samples)
            }
        }
    }

    private func fisherZ(
        _ queries: [IndependenceQuery]
    ) throws(EngineError) -> @Sendable () -> (IndependenceQuery) -> IndependenceResult {
        let correlations = try CorrelationMatrix(table, columns: Self.columns(of: queries))
        return { { correlations.fisherZ($0) } }
    }

    private func mixed(
        _ queries: [IndependenceQuery]
    ) throws(EngineError) -> @Sendable () -> (IndependenceQuery) -> IndependenceResult {
        let data = try MixedColumns(table, columns: Self.columns(of: queries))
        return { { data.symmetricLikelihoodRatio($0) } }
    }

    /// The columns that the questions speak of, ascending.
    private static func columns(of queries: [IndependenceQuery]) -> [Int] {
        Set(queries.flatMap { [$0.x, $0.y] + $0.given }).sorted()
    }
}
