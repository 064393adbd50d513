extension Canvas {
    /// Writes pieces of text in one line.
    ///
    /// - Returns: The columns used.
    @discardableResult
    public mutating func put(_ spans: [Span], x: Int, y: Int, maxWidth: Int? = nil, on surface: Role? = nil) -> Int {
        var used = 0
        for span in spans {
            if let maxWidth, used >= maxWidth { break }
            let style = span.style.surface == nil ? span.style.on(surface) : span.style
            used += put(span.text, x: x + used, y: y, style: style, maxWidth: maxWidth.map { $0 - used })
        }
        return used
    }

    /// Writes a text truncated or filled to exactly `width` columns.
    public mutating func putField(
        _ text: String, x: Int, y: Int, width: Int, style: Style = .text, alignment: Alignment = .left
    ) {
        put(glyphs.padded(text, to: width, alignment), x: x, y: y, style: style, maxWidth: width)
    }

    /// Writes pieces of text truncated with an ellipsis to at most `width` columns.
    ///
    /// - Returns: The columns used.
    @discardableResult
    public mutating func putTruncated(
        _ spans: [Span], x: Int, y: Int, width: Int, on surface: Role? = nil
    ) -> Int {
        put(glyphs.truncated(spans, to: width), x: x, y: y, maxWidth: width, on: surface)
    }
}

extension GlyphSet {
    /// The pieces if they fit into `width` columns, else their beginning and an ellipsis in the style of what it cuts.
    public func truncated(_ spans: [Span], to width: Int) -> [Span] {
        let total = spans.reduce(0) { $0 + self.width(of: $1.text) }
        guard total > width else { return spans }
        let mark = self.width(of: ellipsis)
        guard width >= mark else { return [] }
        var left = width - mark
        var kept: [Span] = []
        for span in spans {
            let columns = self.width(of: span.text)
            if columns > left {
                // One column too many makes `truncated` cut and place the mark itself.
                kept.append(Span(truncated(span.text + " ", to: left + mark), span.style))
                return kept
            }
            left -= columns
            kept.append(span)
        }
        return kept
    }
}
