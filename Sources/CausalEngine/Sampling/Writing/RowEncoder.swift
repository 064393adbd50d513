/// Turns tables into lines of text.
///
/// Every possible cell of a categorical variable, with what stands before it in its line, is encoded once; writing a row is
/// then a copy for each cell.
struct RowEncoder: Sendable {
    /// A column of the text: a variable's values or its noise.
    private struct Column: Sendable {
        var variable: Int
        var isNoise: Bool
        /// The cell of the first state; for numbers what stands before the number.
        var firstCell: UInt32
    }

    private let format: TableFormat
    private let names: [String]
    private let columns: [Column]
    private let cells: CellTexts
    private let closing: UInt32
    private let greatestLength: Int

    /// The rows whose cells are looked up column by column before they are written row by row.
    private static let blockLength = 256
    /// No shortest decimal of a double is longer: sign, 17 digits, point, `e-308`.
    private static let greatestNumberLength = 24

    init(_ variables: [Variable], format: TableFormat, includesNoise: Bool, isExcelSafe: Bool) {
        let names = variables.map(\.name) + (includesNoise ? variables.map { "u:" + $0.name } : [])
        var cells = CellTexts()
        var columns: [Column] = []
        var greatestLength = 0
        for (place, name) in names.enumerated() {
            let variable = place % variables.count
            let isNoise = place >= variables.count
            let lead = (place == 0 ? format.opening : format.separator) + format.label(name)
            let isNumber = isNoise || variables[variable].isContinuous
            let texts =
                isNumber
                ? [lead] : variables[variable].states.map { lead + format.cell($0, isExcelSafe: isExcelSafe) }
            columns.append(Column(variable: variable, isNoise: isNoise, firstCell: UInt32(cells.count)))
            for text in texts { cells.append(text) }
            greatestLength += texts.map(\.utf8.count).max() ?? 0
            if isNumber { greatestLength += Self.greatestNumberLength }
        }
        closing = UInt32(cells.count)
        let ending = (names.isEmpty ? format.opening : "") + format.closing
        cells.append(ending)
        self.greatestLength = greatestLength + ending.utf8.count
        self.format = format
        self.names = names.map { format.cell($0, isExcelSafe: isExcelSafe) }
        self.columns = columns
        self.cells = cells
    }

    /// The line of column names; empty for JSON lines, which carry them.
    var header: [UInt8] {
        format == .csv ? Array((names.joined(separator: format.separator) + format.closing).utf8) : []
    }

    /// The lines of all rows of a table.
    ///
    /// - Complexity: O(length of the text).
    func lines(of table: SampleTable) -> [UInt8] {
        let width = columns.count + 1
        var block = [UInt32](repeating: closing, count: Self.blockLength * width)
        let numbers = columns.indices.compactMap { place in
            self.numbers(of: columns[place], in: table).map { CellTexts.Numbers(place: place, values: $0) }
        }
        return cells.text(capacity: table.rowCount * greatestLength) { text in
            for start in stride(from: 0, to: table.rowCount, by: Self.blockLength) {
                let rows = start..<min(start + Self.blockLength, table.rowCount)
                for place in columns.indices { look(up: place, of: table, rows: rows, width: width, into: &block) }
                text.append(block, width: width, rows: rows, numbers: numbers)
            }
        }
    }

    private func numbers(of column: Column, in table: SampleTable) -> [Double]? {
        if column.isNoise { return table.noise[column.variable] }
        if case .numbers(let numbers) = table.columns[column.variable] { return numbers }
        return nil
    }

    /// Writes the cell of each row of one column into the block, which is in order of rows.
    private func look(up place: Int, of table: SampleTable, rows: Range<Int>, width: Int, into block: inout [UInt32]) {
        let first = columns[place].firstCell
        func fill(_ state: (Int) -> UInt32) {
            var target = place
            for row in rows {
                block[target] = first &+ state(row)
                target += width
            }
        }
        switch table.columns[columns[place].variable] {
        case .states(let states) where !columns[place].isNoise: fill { UInt32(states[$0]) }
        case .wideStates(let states) where !columns[place].isNoise: fill { states[$0] }
        default: fill { _ in 0 }
        }
    }
}
