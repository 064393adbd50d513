/// Reads a table from JSON lines: one object a row, all with the keys of the first, in any order.
struct JSONLTableReader {
    private let bytes: [UInt8]
    private let file: String

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        self.file = file
    }

    func table() throws(EngineError) -> DataTable {
        var names: [String] = []
        var positions: [String: Int] = [:]
        var columns: [ColumnEncoder] = []
        var rows = 0
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
            let place = Location(file: file, line: index + 1)
            let members = try object(Array(line), at: place)
            if columns.isEmpty {
                names = members.map(\.key)
                columns = names.map(ColumnEncoder.init)
                positions = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
            }
            try append(members, to: &columns, names, positions, at: place)
            rows += 1
        }
        guard !columns.isEmpty else {
            throw .syntax(found: "an empty file", expected: "a JSON object a line", at: Location(file: file, line: 1))
        }
        return DataTable(columns: columns.map { $0.finished() }, rowCount: rows)
    }

    private func object(
        _ line: [UInt8], at place: Location
    ) throws(EngineError) -> [(key: String, value: JSONValue)] {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: line)
        } catch {
            var place = place
            place.column = error.column
            throw .syntax(found: "a line that is not JSON", expected: error.expected, at: place)
        }
        if let members = value.members { return members }
        throw .syntax(found: "another JSON value", expected: "a JSON object", at: place)
    }

    private func append(
        _ members: [(key: String, value: JSONValue)], to columns: inout [ColumnEncoder], _ names: [String],
        _ positions: [String: Int], at place: Location
    ) throws(EngineError) {
        var isGiven = [Bool](repeating: false, count: columns.count)
        for (key, value) in members {
            guard let position = positions[key] else {
                let near = NearMiss.candidates(for: key, among: names)
                throw .unknownKey(key, in: "a table whose first row does not have it", near: near, at: place)
            }
            guard !isGiven[position] else { throw .duplicate(key, what: "key", at: place) }
            isGiven[position] = true
            let cell = Array(try text(value, of: key, at: place).utf8)
            try columns[position].append(cell.span, at: place)
        }
        if let missing = isGiven.firstIndex(of: false) {
            throw .missingKey(names[missing], in: "the row", at: place)
        }
        for index in columns.indices { columns[index].settle() }
    }

    /// A value as a cell: the text, or the number or truth value as JSON writes it; nothing for `null`.
    private func text(_ value: JSONValue, of key: String, at place: Location) throws(EngineError) -> String {
        switch value {
        case .null: return ""
        case .string(let text): return text
        case .bool, .integer, .unsigned, .number: return value.text
        case .array, .object:
            throw .invalid(
                found: "a list or object under “\(key)”", expected: "a text or number", mend: "", at: place)
        }
    }
}
