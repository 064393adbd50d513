import Dispatch
import Synchronization

/// Draws rows from a structural causal model: ancestral sampling with noise that is a function of seed, row and variable.
///
/// A row hangs on the model, the seed and its number alone: not on the chunk, thread or range it is drawn in. So ranges
/// concatenate, any row can be had again, and the same row of an intervened model is its counterfactual twin:
///
/// ```swift
/// let twin = Sampler(scm.intervene([smoke: .value(.state(1))]), seed: 7)
/// ```
public struct Sampler: Sendable {
    /// The seed of the stream.
    public let seed: UInt64
    /// The variables of the model.
    public let variables: [Variable]
    private let steps: [SamplingStep]
    private let stateCounts: [Int]

    /// The number of rows that are drawn together; it does not show in what is drawn.
    static let chunkLength = 4096

    /// A sampler of a model.
    ///
    /// - Complexity: O(size of the model).
    public init(_ scm: SCM, seed: UInt64) {
        self.seed = seed
        variables = scm.variables
        steps = scm.topologicalOrder.map { SamplingStep(scm, variable: $0, seed: seed) }
        stateCounts = scm.variables.map(\.states.count)
    }

    /// Draws a range of rows.
    ///
    /// - Parameters:
    ///   - rows: the rows of the stream.
    ///   - withNoise: whether the table holds the noise too.
    ///   - threads: the number of threads to draw with; the table is the same for any.
    /// - Throws: ``EngineError/evaluation(variable:problem:row:at:)`` for the first row in which an equation has no value.
    /// - Complexity: O(rows · (variables + edges)), times the size of equations.
    public func sample(
        rows: Range<UInt64>, withNoise: Bool = false, threads: Int = 1
    ) throws(EngineError) -> SampleTable {
        let count = rows.count
        let chunkCount = (count + Self.chunkLength - 1) / Self.chunkLength
        let table = Mutex(PartialTable(stateCounts: stateCounts, rows: count, withNoise: withNoise))
        let failure = Mutex<(error: EngineError, chunk: Int)?>(nil)
        let next = Atomic(0)
        // Chunks are handed out in ascending order, so every chunk before a failed one is drawn: the first error in order
        // of rows is found whatever the threads do.
        @Sendable func work(_: Int) {
            let handle = ChunkHandle(
                stateCounts: stateCounts, capacity: min(count, Self.chunkLength), withNoise: withNoise)
            while true {
                let chunk = next.add(1, ordering: .relaxed).oldValue
                guard chunk < chunkCount else { return }
                let offset = chunk * Self.chunkLength
                let length = min(Self.chunkLength, count - offset)
                do throws(EngineError) {
                    try draw(from: rows.lowerBound + UInt64(offset), count: length, into: handle)
                    table.withLock { handle.copy(count: length, to: &$0, at: offset) }
                } catch {
                    next.store(chunkCount, ordering: .relaxed)
                    failure.withLock { first in
                        if chunk < first?.chunk ?? Int.max { first = (error, chunk) }
                    }
                }
            }
        }
        let workers = max(1, min(threads, chunkCount))
        if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
        if let error = failure.withLock({ $0?.error }) { throw error }
        let (columns, noise) = table.withLock { ($0.columns, $0.noise) }
        return SampleTable(rows: rows, seed: seed, columns: columns, noise: noise, stateCounts: stateCounts)
    }

    /// Draws one unit with its noise.
    ///
    /// - Throws: ``EngineError/evaluation(variable:problem:row:at:)`` when an equation has no value.
    /// - Complexity: O(variables + edges), times the size of equations.
    public func skeleton(row: UInt64) throws(EngineError) -> Skeleton {
        let chunk = ChunkHandle(stateCounts: stateCounts, capacity: 1, withNoise: true)
        try draw(from: row, count: 1, into: chunk)
        return Skeleton(
            row: row, seed: seed, values: stateCounts.indices.map { chunk.value(of: $0, row: 0) },
            noise: stateCounts.indices.map { chunk.noise(of: $0, row: 0) })
    }
}

// MARK: Drawing a chunk

extension Sampler {
    /// Fills a chunk, variable after variable.
    ///
    /// - Throws: the error of the first row that has one, and in it of the first variable in topological order.
    private func draw(from row: UInt64, count: Int, into chunk: ChunkHandle) throws(EngineError) {
        for step in steps {
            do throws(EngineError) {
                try draw(step, from: row, count: count, into: chunk)
            } catch {
                // A variable further on may fail in an earlier row.
                if case .evaluation(_, _, let failed, _) = error, failed > row {
                    try draw(from: row, count: Int(failed - row), into: chunk)
                }
                throw error
            }
        }
    }

    private func draw(
        _ step: SamplingStep, from row: UInt64, count: Int, into chunk: ChunkHandle
    ) throws(EngineError) {
        switch step.rule {
        case .table(let table):
            chunk.draw(table, for: step, from: row, count: count)
        case .response(let table, let values):
            chunk.draw(table, responding: values, for: step, from: row, count: count)
        case .constant(let value):
            chunk.write(value, to: step.variable, count: count)
            chunk.writeNoise(0, of: step.variable, count: count)
        case .equation(let equation, let program):
            if let failed = chunk.draw(program, law: equation.noise, for: step, from: row, count: count) {
                throw .evaluation(
                    variable: step.name, problem: step.stateCount == 0 ? "no finite number" : "none of its states",
                    row: row + UInt64(failed), at: equation.location)
            }
        case .impossible(let error):
            throw error
        }
    }
}
