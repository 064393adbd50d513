/// Reads comma-separated values (RFC 4180): quoted cells with commas, line ends and doubled quotes in them, lines that end in
/// LF, CRLF or CR, a byte order mark.
struct CSVTableReader {
    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private var line = 1
    /// The text of a quoted cell that holds doubled quotes.
    private var unescaped: [UInt8] = []

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func table() throws(EngineError) -> DataTable {
        let names = try header()
        var columns = names.map(ColumnEncoder.init)
        var rows = 0
        while !isAtEnd {
            try row(into: &columns)
            for index in columns.indices { columns[index].settle() }
            rows += 1
        }
        return DataTable(columns: columns.map { $0.finished() }, rowCount: rows)
    }

    /// Whether nothing but blank lines is left.
    private var isAtEnd: Bool {
        var index = position
        while index < bytes.count, Self.isLineEnd(bytes[index]) { index += 1 }
        return index == bytes.count
    }

    private mutating func header() throws(EngineError) -> [String] {
        guard !isAtEnd else {
            throw .syntax(found: "an empty file", expected: "a header of variable names", at: place(line))
        }
        var names: [String] = []
        let start = line
        var hasMore = true
        while hasMore {
            let (cell, isLast) = try cell()
            guard let name = String(validating: text(cell), as: UTF8.self) else {
                throw .syntax(found: "bytes that are not UTF-8", expected: "UTF-8 text", at: place(start))
            }
            guard !names.contains(name) else { throw .duplicate(name, what: "column", at: place(start)) }
            names.append(name)
            hasMore = !isLast
        }
        return names
    }

    private mutating func row(into columns: inout [ColumnEncoder]) throws(EngineError) {
        let start = line
        var count = 0
        var hasMore = true
        while hasMore {
            let (cell, isLast) = try cell()
            if count < columns.count {
                switch cell {
                case .plain(let range):
                    try columns[count].append(bytes.span.extracting(range), at: place(start))
                case .unescaped:
                    try columns[count].append(unescaped.span, at: place(start))
                }
            }
            count += 1
            hasMore = !isLast
        }
        guard count == columns.count else {
            throw .wrongCount(
                found: count, expected: columns.count, what: "cell\(count == 1 ? "" : "s") in the row that begins here",
                at: place(start))
        }
    }

    // MARK: Cells

    private enum Cell {
        case plain(Range<Int>)
        case unescaped
    }

    private func text(_ cell: Cell) -> ArraySlice<UInt8> {
        switch cell {
        case .plain(let range): bytes[range]
        case .unescaped: unescaped[...]
        }
    }

    /// The next cell, and whether it is the last of its row; the position moves behind what ends it.
    private mutating func cell() throws(EngineError) -> (cell: Cell, isLast: Bool) {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            let cell = try quoted()
            return (cell, try endOfCell())
        }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            // Everything that means something lies below the comma but for quotes, which lie there too.
            if byte <= UInt8(ascii: ",") {
                if byte == UInt8(ascii: ",") || Self.isLineEnd(byte) { break }
                if byte == UInt8(ascii: "\"") {
                    throw .syntax(
                        found: "a double quote inside a cell that does not begin with one",
                        expected: "the cell in double quotes, with each inner one doubled", at: place(line))
                }
            }
            position += 1
        }
        let range = start..<position
        return (.plain(range), try endOfCell())
    }

    private mutating func quoted() throws(EngineError) -> Cell {
        let opening = line
        position += 1
        let start = position
        var isPlain = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count, bytes[position + 1] == byte else { break }
                if isPlain { unescaped = Array(bytes[start..<position]) }
                isPlain = false
                position += 1
            }
            if Self.isLineEnd(byte), !(byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A) {
                line += 1
            }
            if !isPlain { unescaped.append(byte) }
            position += 1
        }
        guard position < bytes.count else {
            throw .syntax(
                found: "a quoted cell that never ends", expected: "its closing double quote", at: place(opening))
        }
        position += 1
        return isPlain ? .plain(start..<position - 1) : .unescaped
    }

    /// Moves behind a comma or line end; whether the row is over.
    private mutating func endOfCell() throws(EngineError) -> Bool {
        guard position < bytes.count else { return true }
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: ",") { return false }
        guard Self.isLineEnd(byte) else {
            throw .syntax(
                found: "text after the closing double quote of a cell", expected: "a comma or the end of the line",
                at: place(line))
        }
        if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
        return true
    }

    @inline(__always)
    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private func place(_ line: Int) -> Location { Location(file: file, line: line) }
}
