import TerminalUI

/// One line of a belief: a label, a bar and a number, the picture of a spread and a number, or a text.
struct BeliefLine {
    var label = ""
    var labelWidth = 0
    var share: Double?
    var spread: SpreadPicture?
    var role = Role.text
    var text = ""
    var textStyle = Style(.muted)

    init(label: String, labelWidth: Int, share: Double, role: Role) {
        self.label = label
        self.labelWidth = labelWidth
        self.share = share
        self.role = role
    }

    /// - Parameter number: the number at the end of the line.
    init(spread: SpreadPicture, number: String, role: Role) {
        self.spread = spread
        self.role = role
        text = number
        textStyle = Style(.accent)
    }

    init(text: String, style: Style = Style(.muted)) {
        self.text = text
        textStyle = style
    }

    static func draw(_ line: BeliefLine, in rect: Rect, on canvas: inout Canvas) {
        if let spread = line.spread {
            let columns = canvas.glyphs.width(of: line.text)
            let width = max(0, rect.width - columns - 1)
            canvas.spread(spread, x: rect.x, y: rect.y, width: width, style: Style(line.role))
            canvas.put(line.text, x: rect.x + width + 1, y: rect.y, style: line.textStyle, maxWidth: columns)
            return
        }
        guard let share = line.share else {
            canvas.put(line.text, x: rect.x, y: rect.y, style: line.textStyle, maxWidth: rect.width)
            return
        }
        let number = Figures.share(share)
        let labelled = line.labelWidth > 0 ? line.labelWidth + 1 : 0
        if labelled > 0 {
            let label = canvas.glyphs.truncated(line.label, to: line.labelWidth)
            canvas.put(label, x: rect.x, y: rect.y, style: Style(.muted), maxWidth: line.labelWidth)
        }
        let width = max(0, rect.width - labelled - 5)
        canvas.bar(share, x: rect.x + labelled, y: rect.y, width: width, style: Style(line.role))
        canvas.put(number, x: rect.maxX - number.count, y: rect.y, style: Style(.accent), maxWidth: 4)
    }
}
