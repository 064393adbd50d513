extension GraphLayout {
    /// The drawing as plain text: each label centred in its box, trailing blanks cut off, lines joined by newlines.
    ///
    /// - Parameters:
    ///   - labels: a line of text for each node; cut to the width of its box.
    public func plainText(labels: [String]) -> String {
        var canvas = Canvas(size: size, glyphs: isASCII ? .ascii : .unicode)
        for cell in wires { canvas.put(canvas.glyphs.line(cell.arms), x: cell.x, y: cell.y) }
        for (node, rect) in nodes.enumerated() where node < labels.count {
            let text = canvas.glyphs.truncated(labels[node], to: rect.width)
            let left = (rect.width - canvas.glyphs.width(of: text)) / 2
            canvas.put(text, x: rect.x + left, y: rect.y + (rect.height - 1) / 2)
        }
        for tip in arrows { canvas.put(canvas.glyphs.arrowDown, x: tip.x, y: tip.y) }
        return canvas.plainText()
    }
}
