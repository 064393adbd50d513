import Dispatch
import Synchronization

/// Draws rows and writes them as text, several threads at a time, in order.
///
/// The text is the same for any number of threads, and the texts of neighbouring ranges, one after the other, are the text of
/// the whole range.
public struct SampleWriter: Sendable {
    private let sampler: Sampler
    private let encoder: RowEncoder
    private let includesNoise: Bool

    /// The chunks that are drawn for each thread before they are handed on.
    private static let chunksPerThread = 4

    /// A writer of a sampler's rows.
    ///
    /// - Parameters:
    ///   - format: CSV or JSON lines.
    ///   - includesNoise: whether a column `u:VARIABLE` for each variable follows the values.
    ///   - isExcelSafe: whether names in CSV that a spreadsheet would take for a formula, those that begin with `=`, `+`,
    ///     `-`, `@`, a tab or a carriage return, get an apostrophe before them.
    public init(
        _ sampler: Sampler, format: TableFormat = .csv, includesNoise: Bool = false, isExcelSafe: Bool = false
    ) {
        self.sampler = sampler
        self.includesNoise = includesNoise
        encoder = RowEncoder(
            sampler.variables, format: format, includesNoise: includesNoise, isExcelSafe: isExcelSafe)
    }

    /// The line of column names with which CSV begins; empty for JSON lines.
    public var header: [UInt8] { encoder.header }

    /// The lines of a table of the sampler's variables, without a header.
    ///
    /// - Complexity: O(length of the text).
    public func lines(of table: SampleTable) -> [UInt8] { encoder.lines(of: table) }

    /// Writes a range of rows; the header stands before row 0 only, so that shards concatenate.
    ///
    /// - Parameters:
    ///   - rows: the rows of the stream.
    ///   - threads: the number of threads that draw and encode.
    ///   - sink: takes the text piece by piece, on the calling thread.
    /// - Throws: ``EngineError/evaluation(variable:problem:row:at:)`` after every row before the chunk it is in is written;
    ///   what `sink` throws.
    /// - Complexity: O(length of the text); at most a few chunks a thread are held at once.
    public func write(rows: Range<UInt64>, threads: Int = 1, to sink: ([UInt8]) throws -> Void) throws {
        if rows.lowerBound == 0, !header.isEmpty { try sink(header) }
        let length = UInt64(Sampler.chunkLength)
        let batch = length * UInt64(threads > 1 ? threads * Self.chunksPerThread : 1)
        var start = rows.lowerBound
        while start < rows.upperBound {
            let end = rows.upperBound - start > batch ? start + batch : rows.upperBound
            for chunk in encoded(start..<end, threads: threads) { try sink(chunk.get()) }
            start = end
        }
    }

    /// The text of each chunk of a range, in order.
    private func encoded(_ rows: Range<UInt64>, threads: Int) -> [Result<[UInt8], EngineError>] {
        let count = (rows.count + Sampler.chunkLength - 1) / Sampler.chunkLength
        let texts = Mutex([Result<[UInt8], EngineError>](repeating: .success([]), count: count))
        let next = Atomic(0)
        @Sendable func work(_: Int) {
            while true {
                let chunk = next.add(1, ordering: .relaxed).oldValue
                guard chunk < count else { return }
                let start = rows.lowerBound + UInt64(chunk * Sampler.chunkLength)
                let end = min(rows.upperBound - start, UInt64(Sampler.chunkLength)) + start
                let text = Result { () throws(EngineError) in
                    encoder.lines(of: try sampler.sample(rows: start..<end, withNoise: includesNoise))
                }
                texts.withLock { $0[chunk] = text }
            }
        }
        let workers = max(1, min(threads, count))
        if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
        return texts.withLock { $0 }
    }
}
