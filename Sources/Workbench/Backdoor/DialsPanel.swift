import Refinement
import TerminalUI

/// Draws the dials with the selected one marked, and what the preset or the dial is about.
struct DialsPanel {
    let model: Model
    private var race: BackdoorRace { model.backdoor }

    func draw(in rect: Rect, on painter: inout Painter) {
        let note = "\(model.key(.nextPreset)) preset · \(model.key(.resetDials)) reset"
        let inner = painter.frame(rect, title: heading, note: note).inset(right: 1)
        for (row, dial) in RaceDial.allCases.enumerated() { draw(dial, in: inner, row: row, on: &painter) }
        let row = RaceDial.allCases.count + (inner.height > 10 ? 1 : 0)
        _ = painter.paragraph(summary, in: inner, row: row, indent: 1, style: Style(.muted))
    }

    private var heading: String {
        if let preset = race.preset { return "\(preset.rawValue) · simulated" }
        return race.setup.isSimulated ? "dials · simulated" : "dials"
    }

    /// The preset's point where there is room for it, else what the selected dial does.
    private var summary: String {
        if let preset = race.preset {
            let schedule = preset.schedule
            func list(_ chances: [Double]) -> String { chances.map { Figures.decimals($0, 1) }.joined(separator: "/") }
            return "right: fresh \(list(schedule.fresh)), corrected \(list(schedule.corrected)). \(preset.summary)"
        }
        return "\(race.dial.rawValue): \(race.dial.summary)"
    }

    private func draw(_ dial: RaceDial, in rect: Rect, row: Int, on painter: inout Painter) {
        let glyphs = painter.glyphs
        let isSelected = dial == race.dial
        let value = race.setup.text(of: dial)
        let name = isSelected ? Style(.text, .bold) : Style(value == nil ? .muted : .text)
        painter.pieces(
            [
                (isSelected ? glyphs.pointer : " ", Style(.selection, .bold)),
                (glyphs.padded(dial.rawValue, to: 16), name),
                (value ?? glyphs.missing, Style(value == nil ? .muted : .accent)),
            ], in: rect, row: row)
        if isSelected { painter.canvas.setSurface(in: rect.row(row), .selection) }
        guard dial.path != nil, let number = race.setup.value(of: dial), rect.width >= 32 else { return }
        let top = dial == .prior ? 4 : dial.range.upperBound
        painter.canvas.bar(
            number / top, x: rect.x + 23, y: rect.y + row, width: rect.width - 24, style: Style(.meterLow))
    }
}
