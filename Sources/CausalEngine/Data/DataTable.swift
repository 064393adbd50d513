import Foundation

/// A table of data: a column is a variable, a row a unit, a cell a state's name or a number.
public struct DataTable: Sendable {
    /// The columns, in the order of the header.
    public let columns: [DataColumn]
    /// The number of rows.
    public let rowCount: Int

    init(columns: [DataColumn], rowCount: Int) {
        self.columns = columns
        self.rowCount = rowCount
    }

    /// The index of the named column.
    ///
    /// - Throws: ``EngineError/unknownVariable(_:near:at:)`` with near misses.
    public func index(of name: String, at place: Location? = nil) throws(EngineError) -> Int {
        guard let index = columns.firstIndex(where: { $0.name == name }) else {
            throw .unknownVariable(name, near: NearMiss.candidates(for: name, among: columns.map(\.name)), at: place)
        }
        return index
    }

    /// The indices of columns that were named one by one.
    ///
    /// - Throws: ``EngineError`` for an unknown column, or several in one text.
    public func indices(of names: [String]) throws(EngineError) -> [Int] {
        var indices: [Int] = []
        for name in names {
            let isKnown = { (name: String) in columns.contains { $0.name == name } }
            if !isKnown(name), let error = Assignments.strungNames(name, isKnown: isKnown) { throw error }
            indices.append(try index(of: name))
        }
        return indices
    }

    /// How the text of a table may be written.
    public enum Format: String, Sendable, CaseIterable {
        /// Comma-separated values (RFC 4180) with a header.
        case csv
        /// One JSON object a line, all with the same keys.
        case jsonl

        /// The format of a file by its name: JSON lines for `.jsonl` and `.ndjson`, else CSV.
        public init(fileName: String) {
            let name = fileName.lowercased()
            self = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") ? .jsonl : .csv
        }
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - bytes: the whole text in UTF-8; a byte order mark at its head is passed over.
    ///   - name: the name of the file, for errors.
    /// - Throws: ``EngineError`` with file and line: for a row of another length than the header, an open quote, a column
    ///   named twice, a line that is no JSON object or lacks a key.
    /// - Complexity: O(bytes).
    public init(parsing bytes: [UInt8], format: Format, name: String) throws(EngineError) {
        switch format {
        case .csv:
            var reader = CSVTableReader(bytes, file: name)
            self = try reader.table()
        case .jsonl: self = try JSONLTableReader(bytes, file: name).table()
        }
    }

    /// Reads a table from a file.
    ///
    /// - Throws: ``EngineError`` as ``init(parsing:format:name:)``, and where the file cannot be read.
    public static func load(_ path: String, format: Format? = nil) throws(EngineError) -> DataTable {
        let data = try FileBytes.read(path)
        if data.starts(with: [0x1f, 0x8b]) {
            throw .invalid(
                found: "a file compressed with gzip", expected: "a table in plain text",
                mend: "unpack it first, for example with gunzip", at: Location(file: path, line: 1))
        }
        return try DataTable(parsing: Array(data), format: format ?? Format(fileName: path), name: path)
    }

    /// The table of rows drawn from a model.
    ///
    /// - Parameters:
    ///   - sample: the rows.
    ///   - variables: the variables of the model.
    /// - Complexity: O(rows · variables).
    public init(_ sample: SampleTable, variables: [Variable]) {
        rowCount = sample.rowCount
        columns = zip(variables, sample.columns).enumerated().map { index, pair in
            let (variable, column) = pair
            let seen = sample.frequencies(of: index).count { $0 > 0 }
            return switch column {
            case .states(let codes):
                DataColumn(
                    name: variable.name, states: variable.states, codes: .narrow(codes), numbers: nil, seenCount: seen)
            case .wideStates(let codes):
                DataColumn(
                    name: variable.name, states: variable.states, codes: .wide(codes), numbers: nil, seenCount: seen)
            case .numbers(let numbers):
                DataColumn(name: variable.name, states: [], codes: nil, numbers: numbers, seenCount: 0)
            }
        }
    }
}
