/// How a table of rows is written as text.
public enum TableFormat: String, Sendable, CaseIterable {
    /// Comma-separated values (RFC 4180, with line feeds), after a header of variable names.
    case csv
    /// One JSON object a line, its keys in the order of the variables.
    case jsonl
}

extension TableFormat {
    /// What stands in a row before, between and after its cells.
    var opening: String { self == .csv ? "" : "{" }
    var separator: String { "," }
    var closing: String { self == .csv ? "\n" : "}\n" }

    /// What stands before a cell of the named column.
    func label(_ name: String) -> String {
        self == .csv ? "" : JSONValue.string(name).text + ":"
    }

    /// A text as it stands in a cell.
    ///
    /// - Parameter isExcelSafe: whether a CSV cell that a spreadsheet would take for a formula gets an apostrophe before it.
    func cell(_ text: String, isExcelSafe: Bool) -> String {
        switch self {
        case .csv: Self.csvCell(text, isExcelSafe: isExcelSafe)
        case .jsonl: JSONValue.string(text).text
        }
    }

    private static func csvCell(_ text: String, isExcelSafe: Bool) -> String {
        // Spreadsheets skip a leading tab or carriage return before they look for a formula.
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let shown = isExcelSafe && isFormula ? "'" + text : text
        // An empty cell is quoted so that a row of one column is not an empty line.
        guard shown.isEmpty || shown.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return shown
        }
        return "\"" + shown.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
