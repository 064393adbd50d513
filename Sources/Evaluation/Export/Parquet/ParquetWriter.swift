/// Writes a flat table as a Parquet file: optional columns, plain encoding, no compression, one page for each column of a row
/// group.
///
/// What this writes is the smallest part of Apache Parquet (format version 1) that every reader understands. The same rows are
/// always the same bytes; a row group is held in memory at a time.
struct ParquetWriter {
    private let columns: [FlatColumn]
    private let metadata: [(key: String, value: String)]
    private let sink: ([UInt8]) throws -> Void
    private var offset = 0
    private var groups: [Group] = []
    private var rows = 0
    private var pending: [ParquetColumn]

    private struct Chunk {
        var offset: Int
        var size: Int
    }

    private struct Group {
        var chunks: [Chunk]
        var rows: Int
    }

    /// How many rows a group holds.
    static let groupLength = 10_000
    private static let mark = Array("PAR1".utf8)

    /// - Parameters:
    ///   - columns: the columns.
    ///   - metadata: what is kept beside the table.
    ///   - sink: takes the bytes in order.
    init(
        _ columns: [FlatColumn], metadata: [(key: String, value: String)], to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        self.columns = columns
        self.metadata = metadata
        self.sink = sink
        pending = columns.map { ParquetColumn($0.kind) }
        try write(Self.mark)
    }

    /// Adds a row with a cell for each column.
    mutating func add(_ cells: [FlatCell]) throws {
        for (index, cell) in cells.enumerated() { pending[index].add(cell) }
        rows += 1
        if pending.first?.count == Self.groupLength { try flush() }
    }

    /// Writes what is left and the footer.
    mutating func finish() throws {
        try flush()
        let footer = footer()
        var tail = footer
        tail.append(littleEndian: UInt64(footer.count), bytes: 4)
        try write(tail + Self.mark)
    }

    private mutating func write(_ bytes: [UInt8]) throws {
        try sink(bytes)
        offset += bytes.count
    }

    private mutating func flush() throws {
        let count = pending.first?.count ?? 0
        guard count > 0 else { return }
        var chunks: [Chunk] = []
        for column in pending {
            let page = column.page
            chunks.append(Chunk(offset: offset, size: page.count))
            try write(page)
        }
        groups.append(Group(chunks: chunks, rows: count))
        pending = columns.map { ParquetColumn($0.kind) }
    }

    // Field numbers below are those of parquet.thrift.

    private func footer() -> [UInt8] {
        var thrift = ThriftWriter()
        let schema: [FlatColumn?] = [nil] + columns
        thrift.element { file in
            file.i32(1, 1)
            file.list(2, of: schema) { element, column in
                guard let column else {
                    element.string(4, "schema")
                    element.i32(5, columns.count)
                    return
                }
                element.i32(1, column.kind.physicalType)
                element.i32(3, 1)
                element.string(4, column.name)
                if let converted = column.kind.convertedType { element.i32(6, converted) }
            }
            file.i64(3, rows)
            file.list(4, of: groups) { element, group in
                element.list(1, of: Array(zip(columns, group.chunks))) { chunk, pair in
                    chunk.i64(2, pair.1.offset)
                    chunk.structure(3) { Self.describe(pair.0, pair.1, rows: group.rows, in: &$0) }
                }
                element.i64(2, group.chunks.reduce(0) { $0 + $1.size })
                element.i64(3, group.rows)
            }
            file.list(5, of: metadata) { element, pair in
                element.string(1, pair.key)
                element.string(2, pair.value)
            }
            file.string(6, "causalsynth")
        }
        return thrift.bytes
    }

    private static func describe(_ column: FlatColumn, _ chunk: Chunk, rows: Int, in thrift: inout ThriftWriter) {
        thrift.i32(1, column.kind.physicalType)
        thrift.list(2, ofIntegers: [0, 3])
        thrift.list(3, ofStrings: [column.name])
        thrift.i32(4, 0)
        thrift.i64(5, rows)
        thrift.i64(6, chunk.size)
        thrift.i64(7, chunk.size)
        thrift.i64(9, chunk.offset)
    }
}

extension FlatColumn.Kind {
    /// The number of the physical type in parquet.thrift.
    fileprivate var physicalType: Int {
        switch self {
        case .truth: 0
        case .integer, .unsigned: 2
        case .number: 5
        case .text: 6
        }
    }

    /// The number of the converted type in parquet.thrift: UTF8, or a whole number without a sign.
    fileprivate var convertedType: Int? {
        switch self {
        case .text: 0
        case .unsigned: 14
        case .truth, .integer, .number: nil
        }
    }
}

/// The cells of one column in one row group.
struct ParquetColumn {
    private let kind: FlatColumn.Kind
    private(set) var count = 0
    /// Runs of cells that are there or not.
    private var runs: [(isThere: Bool, length: Int)] = []
    private var values: [UInt8] = []
    private var truths = 0

    init(_ kind: FlatColumn.Kind) { self.kind = kind }

    mutating func add(_ cell: FlatCell) {
        count += 1
        let isThere = append(cell)
        if let last = runs.indices.last, runs[last].isThere == isThere {
            runs[last].length += 1
        } else {
            runs.append((isThere, 1))
        }
    }

    /// Appends a value that fits the column; returns whether there was one.
    private mutating func append(_ cell: FlatCell) -> Bool {
        switch (kind, cell) {
        case (.text, .text(let text)):
            values.append(littleEndian: UInt64(text.utf8.count), bytes: 4)
            values += text.utf8
        case (.number, .number(let number)): values.append(littleEndian: number.bitPattern, bytes: 8)
        case (.integer, .integer(let number)):
            values.append(littleEndian: UInt64(bitPattern: Int64(number)), bytes: 8)
        case (.unsigned, .unsigned(let number)): values.append(littleEndian: number, bytes: 8)
        case (.truth, .truth(let isTrue)):
            if truths % 8 == 0 { values.append(0) }
            if isTrue { values[values.count - 1] |= 1 << UInt8(truths % 8) }
            truths += 1
        default: return false
        }
        return true
    }

    /// The page with its header: which cells are there, in runs, then the values of those.
    var page: [UInt8] {
        var levels: [UInt8] = []
        for run in runs {
            levels.append(varint: UInt64(run.length) << 1)
            levels.append(run.isThere ? 1 : 0)
        }
        var body: [UInt8] = []
        body.append(littleEndian: UInt64(levels.count), bytes: 4)
        body += levels
        body += values
        var thrift = ThriftWriter()
        thrift.element { header in
            header.i32(1, 0)
            header.i32(2, body.count)
            header.i32(3, body.count)
            header.structure(5) { page in
                page.i32(1, count)
                page.i32(2, 0)
                page.i32(3, 3)
                page.i32(4, 3)
            }
        }
        return thrift.bytes + body
    }
}
