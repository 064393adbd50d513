import TerminalUI

/// Draws what lies over the panes.
struct OverlayView {
    let model: Model
    let arrangement: Arrangement

    func draw(_ overlay: Overlay, on painter: inout Painter) {
        switch overlay {
        case .menu(let menu): draw(menu, on: &painter)
        case .prompt(let prompt): draw(prompt, on: &painter)
        case .palette(let palette): draw(palette, on: &painter)
        case .help(let scroll): HelpView.draw(model, scroll: scroll, on: &painter)
        }
    }

    private func draw(_ menu: Menu, on painter: inout Painter) {
        painter.dropHits()
        let widest = menu.items.map { painter.glyphs.width(of: $0.title + $0.note) + 6 }.max() ?? 0
        let width = max(widest + 4, painter.glyphs.width(of: menu.title) + 8, 24)
        let area = Painter.popupGround(model.size).centered(width: width, height: menu.items.count + 2)
        let inner = painter.popup(area, title: menu.title)
        let first = max(0, menu.selected - inner.height + 1)
        for (row, item) in menu.items.dropFirst(first).prefix(inner.height).enumerated() {
            let place = first + row
            let isSelected = place == menu.selected
            let style = Style(isSelected ? .selection : .popup, isSelected ? .bold : [])
            let number = place < 9 ? "\(place + 1)" : " "
            painter.canvas.fill(inner.row(row), style: style)
            painter.line(
                "\(isSelected ? painter.glyphs.pointer : " ")\(number) \(item.title)", in: inner, row: row, style: style
            )
            let note = painter.glyphs.truncated(item.note, to: 12)
            painter.line(
                note, in: inner, row: row, indent: inner.width - painter.glyphs.width(of: note) - 1, style: style)
            painter.hit(inner.row(row), .choose(place))
        }
    }

    /// A line of input takes the place of the notice.
    private func draw(_ prompt: Prompt, on painter: inout Painter) {
        let area = arrangement.kind == .sideBySide ? arrangement.status : arrangement.footer
        painter.canvas.fill(area, style: Style(.popup))
        let remark: String
        switch prompt.purpose {
        case .find: remark = model.search.map { hits($0) } ?? ""
        default: remark = prompt.complaint ?? ""
        }
        // Where it is typed has to stay in sight.
        let glyphs = painter.glyphs
        let room = max(0, area.width - 3 - glyphs.width(of: glyphs.caret))
        let least = min(room / 2, glyphs.width(of: prompt.text))
        let title = glyphs.truncated(prompt.title, to: room - least)
        let text = glyphs.ending(prompt.text, to: room - glyphs.width(of: title))
        painter.pieces(
            [
                (" \(title): ", Style(.popup, .bold)), (text, Style(.popup)),
                (painter.glyphs.caret, Style(.cursor)),
                ("  \(remark)", Style(prompt.complaint == nil ? .muted : .error, on: .popup)),
                ("  \(model.key(.submit)) accepts, \(model.key(.cancel)) closes", Style(.muted, on: .popup)),
            ], in: area)
    }

    private func hits(_ search: Search) -> String {
        switch search.hits.count {
        case 0: "nothing"
        case 1: "1 hit"
        default: "\(search.index + 1) of \(search.hits.count) hits"
        }
    }

    private func draw(_ palette: PaletteState, on painter: inout Painter) {
        painter.dropHits()
        let entries = CommandPalette.entries(for: palette.text, in: model)
        let area = Painter.popupGround(model.size).centered(width: 76, height: min(22, max(6, entries.count + 4)))
        let inner = painter.popup(area, title: "commands")
        painter.pieces(
            [
                (" : ", Style(.key, .bold, on: .popup)), (palette.text, Style(.popup)),
                (painter.glyphs.caret, Style(.cursor)),
            ], in: inner)
        guard inner.height > 2 else { return }
        let list = inner.inset(top: 2)
        painter.canvas.horizontalLine(
            x: inner.x, y: inner.y + 1, length: inner.width, painter.glyphs.isASCII ? "-" : "─",
            style: Style(.border, on: .popup))
        if entries.isEmpty {
            painter.line(
                " nothing; try: do VARIABLE=STATE, see VARIABLE=STATE, sample ROWS SEED", in: list,
                style: Style(.muted, on: .popup))
        }
        let first = max(0, palette.selected - list.height + 1)
        for (row, entry) in entries.dropFirst(first).prefix(list.height).enumerated() {
            draw(entry, isSelected: first + row == palette.selected, in: list.row(row), on: &painter)
            painter.hit(list.row(row), .choose(first + row))
        }
    }

    private func draw(_ entry: CommandPalette.Entry, isSelected: Bool, in rect: Rect, on painter: inout Painter) {
        let surface: Role = isSelected ? .selection : .popup
        let style = Style(entry.refusal == nil ? surface : .muted, isSelected ? .bold : [], on: surface)
        painter.canvas.fill(rect, style: Style(surface))
        painter.line(isSelected ? painter.glyphs.pointer : " ", in: rect, style: Style(surface, .bold))
        let key = painter.glyphs.padded(entry.key, to: 9)
        painter.line(key, in: rect, indent: 2, style: Style(.key, .bold, on: surface))
        let used = painter.line(entry.title, in: rect, indent: 12, style: style)
        for place in entry.matched where place < used {
            painter.canvas.addAttributes(in: Rect(x: rect.x + 12 + place, y: rect.y, width: 1, height: 1), .underline)
        }
        if let refusal = entry.refusal {
            painter.line("  (\(refusal))", in: rect, indent: 12 + used, style: Style(.muted, .italic, on: surface))
        } else if 12 + used + 2 + entry.name.count < rect.width, !entry.key.isEmpty {
            let indent = rect.width - entry.name.count - 1
            painter.line(entry.name, in: rect, indent: indent, style: Style(.muted, on: surface))
        }
    }
}

extension Painter {
    /// Where popups lie: over the panes, never over the lines that are on every screen.
    static func popupGround(_ size: Size) -> Rect { Rect(size).inset(top: 1, bottom: 2) }

    /// A popup's frame and ground; returns what lies inside.
    mutating func popup(_ rect: Rect, title: String) -> Rect {
        canvas.fill(rect, style: Style(.popup))
        canvas.box(
            rect, title: title, style: Style(.focus, on: .popup), border: .square,
            titleStyle: Style(.title, .bold, on: .popup))
        return rect.inset(by: 1)
    }
}

/// Draws all keys, in one column or two.
enum HelpView {
    /// The columns that the keys of a line take.
    private static let keyWidth = 17

    /// As wide as its lines need, where there is room for them.
    private static func area(for lines: [KeyReference.Line], in size: Size) -> Rect {
        let widths = lines.map { line -> Int in
            if case .entry(_, let title, _) = line { return title.count }
            return 0
        }
        let count = columnCount(in: size)
        let wanted = count * (keyWidth + (widths.max() ?? 0)) + 2 * (count - 1) + 4
        return Painter.popupGround(size).centered(width: min(wanted, size.width - 4), height: size.height)
    }

    private static func columnCount(in size: Size) -> Int { size.width >= 124 ? 2 : 1 }

    /// The lines that lie outside of the window.
    static func hiddenLines(of keymap: Keymap, in size: Size) -> Int {
        let lines = KeyReference.lines(of: keymap)
        let shown = max(1, area(for: lines, in: size).height - 2)
        let perColumn = (lines.count + columnCount(in: size) - 1) / columnCount(in: size)
        return max(0, perColumn - shown)
    }

    static func draw(_ model: Model, scroll: Int, on painter: inout Painter) {
        let size = model.size
        painter.dropHits()
        let lines = KeyReference.lines(of: model.settings.keymap)
        let inner = painter.popup(area(for: lines, in: size), title: "keys · \(model.key(.cancel)) closes")
            .inset(left: 1, right: 1)
        let count = columnCount(in: size)
        let length = (lines.count + count - 1) / count
        let columns = inner.columns(Array(repeating: .flexible(), count: count), gap: 2)
        for (place, column) in columns.enumerated() {
            let part = lines.dropFirst(place * length).prefix(length).dropFirst(scroll).prefix(inner.height)
            for (row, line) in part.enumerated() { draw(line, in: column, row: row, on: &painter) }
        }
    }

    private static func draw(_ line: KeyReference.Line, in rect: Rect, row: Int, on painter: inout Painter) {
        switch line {
        case .heading(let title): painter.line(title, in: rect, row: row, style: Style(.heading, .bold, on: .popup))
        case .entry(let keys, let title, _):
            painter.line(
                painter.glyphs.padded(keys, to: 15), in: rect, row: row, indent: 1,
                style: Style(.key, .bold, on: .popup))
            painter.line(title, in: rect, row: row, indent: keyWidth, style: Style(.popup))
        case .blank: break
        }
    }
}
