/// One line of comma-separated values (RFC 4180, with line feeds).
struct CSVLine {
    private var text = ""
    private var isFirst = true
    private let isExcelSafe: Bool

    /// - Parameter isExcelSafe: whether a text that a spreadsheet would take for a formula gets an apostrophe before it.
    init(isExcelSafe: Bool) {
        self.isExcelSafe = isExcelSafe
    }

    /// Adds a text; control characters in it are made visible. An empty text is quoted, which tells it from no value.
    mutating func add(text: String?) {
        guard let text else { return add(raw: "") }
        let visible = VisibleText.make(text)
        // Spreadsheets skip a leading tab before they look for a formula.
        let isFormula = visible.unicodeScalars.first.map { "=+-@\t␍".unicodeScalars.contains($0) } ?? false
        let shown = isExcelSafe && isFormula ? "'" + visible : visible
        guard shown.isEmpty || shown.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" }) else {
            return add(raw: shown)
        }
        let doubled = shown.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        add(raw: "\"\(doubled)\"")
    }

    /// Adds something that needs no quotes: a number, a truth value, or nothing.
    mutating func add(raw cell: String) {
        if !isFirst { text += "," }
        isFirst = false
        text += cell
    }

    /// The line with its line feed.
    var bytes: [UInt8] { Array((text + "\n").utf8) }
}
