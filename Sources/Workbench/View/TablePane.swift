import CausalEngine
import TerminalUI

/// Draws the table of skeletons: a row each, a column for each variable, and how far its text has come.
struct TablePane {
    let model: Model

    /// The rows that fit into the panel.
    static func rowCount(in rect: Rect) -> Int { max(0, rect.height - 3) }

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let table = model.document.table
        let shown = Self.rowCount(in: rect)
        let first = model.scroll.table
        let last = min(first + shown, table?.count ?? 0)
        let span = last > first ? "\(first + 1)–\(last) of \(Figures.count(table?.count ?? 0))" : "none yet"
        let stale = model.document.isTableCurrent ? "" : " · drawing \(painter.glyphs.ellipsis)"
        let inner = painter.panel(
            rect, isFramed: isFramed, title: model.titled(.focus(.table), "skeletons · \(span)\(stale)\(law)"),
            note: note,
            isFocused: model.focus == .table)
        guard let table, inner.height > 0 else { return }
        let columns = TableColumns(model, width: inner.width)
        drawHeader(columns, in: inner, on: &painter)
        for offset in 0..<max(0, min(inner.height - 1, table.count - first)) {
            drawRow(first + offset, columns, table, in: inner, at: offset + 1, on: &painter)
        }
    }

    /// What the skeletons are drawn given, and whether exactly; that they are not given what was seen since.
    private var law: String {
        let given = model.document.given
        guard given.isEmpty else {
            return
                " · \(model.document.table?.pool == nil ? "exactly" : "nearly") given \(given.text(in: model.subject))"
        }
        return model.document.evidence.isEmpty ? "" : " · given nothing"
    }

    private var note: String {
        if model.document.given != model.document.evidence { return "\(model.key(.sampleAgain)) samples \(newLaw)" }
        if let pool = model.document.table?.pool { return "drawn by weight from \(Figures.count(pool)) rows" }
        let hasMarks = model.subject.nodes.contains { $0.affirmative != nil }
        return (hasMarks ? "● yes · no  " : "") + "! do"
    }

    private var newLaw: String {
        let seen = model.document.evidence.text(in: model.subject)
        return seen.isEmpty ? "given nothing" : "given \(seen)"
    }

    private func drawHeader(_ columns: TableColumns, in rect: Rect, on painter: inout Painter) {
        let separator = painter.glyphs.separator
        let area = rect.row(0)
        painter.line(
            painter.glyphs.padded("#", to: columns.numberWidth, .right), in: rect, indent: 1, style: Style(.heading))
        painter.line(separator, in: rect, indent: columns.firstX - 2, style: Style(.border))
        for column in columns.shown {
            let isSelected = column.variable == model.document.variable
            let isSet = model.document.world.interventions[column.variable] != nil
            let style = Style(isSet ? .intervened : .heading, isSelected ? [.bold, .reverse] : [])
            painter.line(column.header, in: rect, indent: column.x, style: style)
            painter.hit(
                Rect(x: area.x + column.x, y: area.y, width: column.width, height: 1), .focus(.table),
                .select(variable: model.subject.nodes[column.variable].name))
        }
        painter.line(separator, in: rect, indent: columns.summaryX, style: Style(.border))
        painter.line(
            columns.isWide ? "it  verdicts" : "it", in: rect, indent: columns.summaryX + 2, style: Style(.heading))
        if columns.hiddenBefore > 0 {
            painter.line(painter.glyphs.arrowLeft, in: rect, indent: columns.firstX - 1, style: Style(.muted))
        }
        if columns.hiddenAfter > 0 {
            painter.line(painter.glyphs.arrowRight, in: rect, indent: columns.summaryX - 1, style: Style(.muted))
        }
    }

    private func drawRow(
        _ row: Int, _ columns: TableColumns, _ table: SampledTable, in rect: Rect, at offset: Int,
        on painter: inout Painter
    ) {
        let isSelected = row == model.document.row
        let pointer = isSelected ? painter.glyphs.pointer : " "
        let number = pointer + painter.glyphs.padded(String(row), to: columns.numberWidth, .right)
        painter.line(
            number, in: rect, row: offset, style: Style(isSelected ? .selection : .muted, isSelected ? .bold : []))
        painter.line(painter.glyphs.separator, in: rect, row: offset, indent: columns.firstX - 2, style: Style(.border))
        for column in columns.shown {
            guard let value = table.value(row: row, variable: column.variable) else { continue }
            let (text, style) = cell(value, of: column, glyphs: painter.glyphs)
            // A single ASCII letter is one column wide; everything else needs measuring.
            let width = text.utf8.count == 1 ? 1 : min(column.width, painter.glyphs.width(of: text))
            let indent = column.x + column.alignment.blanks(before: width, in: column.width)
            painter.line(text, in: rect, row: offset, indent: indent, style: style)
            let place = Rect(x: rect.x + column.x, y: rect.y + offset, width: column.width, height: 1)
            painter.hit(
                place, .focus(.table), .row(row), .select(variable: model.subject.nodes[column.variable].name))
        }
        painter.line(painter.glyphs.separator, in: rect, row: offset, indent: columns.summaryX, style: Style(.border))
        painter.pieces(
            summary(of: row, isWide: columns.isWide, painter.glyphs), in: rect, row: offset,
            indent: columns.summaryX + 2)
        if isSelected { painter.canvas.setSurface(in: rect.row(offset), .selection) }
        let rest = Rect(x: rect.x, y: rect.y + offset, width: columns.firstX - 1, height: 1)
        painter.hit(rest, .focus(.table), .row(row))
    }

    private func cell(_ value: Value, of column: TableColumns.Column, glyphs: GlyphSet) -> (String, Style) {
        let node = model.subject.nodes[column.variable]
        let isSet = model.document.world.interventions[column.variable] != nil
        switch value {
        case .state(let state):
            if let affirmative = node.affirmative {
                let isYes = state == affirmative
                let mark = isYes ? glyphs.dot : glyphs.empty
                return (isSet ? glyphs.intervened + mark : mark, Style(isSet ? .intervened : isYes ? .accent : .muted))
            }
            let text = column.states.indices.contains(state) ? column.states[state] : "?"
            return (isSet ? glyphs.intervened + text : text, Style(isSet ? .intervened : .state(state)))
        case .number(let number):
            let text = node.variable.wordedText(of: value)
            let short = text.count <= column.width ? text : Figures.number(number, width: column.width)
            return (short, Style(isSet ? .intervened : .text))
        }
    }

    /// How many corrections were made, and how many facts the latest text states as they are.
    private func summary(of row: Int, isWide: Bool, _ glyphs: GlyphSet) -> [(text: String, style: Style)] {
        let record = model.document.records[row]
        let corrections = record.map { $0.drafts.isEmpty ? "" : String($0.drafts.count - 1) } ?? ""
        var pieces: [(text: String, style: Style)] = [(glyphs.padded(corrections, to: 2, .right), Style(.text))]
        guard isWide else {
            pieces.append((mark(of: record, row: row, glyphs), markStyle(of: record, row: row)))
            return pieces
        }
        pieces.append(("  \(mark(of: record, row: row, glyphs)) ", markStyle(of: record, row: row)))
        if let check = record?.drafts.last?.attempt.check {
            let all = check.verdicts.all.count
            pieces.append(("\(all - check.verdicts.violations.count)/\(all)", Style(.text)))
        }
        return pieces
    }

    private func mark(of record: Record?, row: Int, _ glyphs: GlyphSet) -> String {
        if model.writer(of: row) != nil { return glyphs.caret }
        guard let record, !record.drafts.isEmpty else { return glyphs.missing }
        if record.isRealized { return glyphs.check }
        return record.isFinished ? glyphs.cross : glyphs.ellipsis
    }

    private func markStyle(of record: Record?, row: Int) -> Style {
        if model.writer(of: row) != nil { return Style(.info, .bold) }
        guard let record, !record.drafts.isEmpty else { return Style(.muted) }
        return Style(record.isRealized ? .accepted : record.isFinished ? .contradicted : .uncertain, .bold)
    }
}

extension Alignment {
    /// The blank columns before a text.
    fileprivate func blanks(before width: Int, in room: Int) -> Int {
        switch self {
        case .left: 0
        case .right: max(0, room - width)
        case .center: max(0, room - width) / 2
        }
    }
}
