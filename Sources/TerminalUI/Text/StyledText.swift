/// A piece of text in one style.
public struct Span: Sendable, Hashable {
    /// What it says; may hold line feeds.
    public var text: String
    /// How it looks.
    public var style: Style

    /// A piece of text.
    public init(_ text: String, _ style: Style = .text) {
        self.text = text
        self.style = style
    }
}

/// Text with styles, as pieces one after another.
public struct StyledText: Sendable, Hashable {
    /// The pieces.
    public var spans: [Span]

    /// Text from pieces.
    public init(_ spans: [Span] = []) {
        self.spans = spans
    }

    /// Text in one style.
    public init(_ text: String, _ style: Style = .text) {
        spans = [Span(text, style)]
    }

    /// A text of which some ranges have styles of their own.
    ///
    /// - Parameter ranges: Offsets in Unicode scalars, in any order; where two overlap the later one in the list wins, and
    ///   what lies outside of the text is ignored.
    /// - Complexity: O(*n* + *r* log *r*) for *n* scalars and *r* ranges, plus the scalars they cover.
    public init(_ text: String, _ style: Style = .text, ranges: [(range: Range<Int>, style: Style)]) {
        let scalars = text.unicodeScalars
        var owner = [Int32](repeating: -1, count: scalars.count)
        for (index, entry) in ranges.enumerated() {
            let range = entry.range.clamped(to: 0..<owner.count)
            for offset in range { owner[offset] = Int32(index) }
        }
        spans = []
        var piece = String.UnicodeScalarView()
        var current: Int32 = -1
        func close() -> Span { Span(String(piece), current < 0 ? style : ranges[Int(current)].style) }
        for (scalar, index) in zip(scalars, owner) {
            if index != current, !piece.isEmpty {
                spans.append(close())
                piece = String.UnicodeScalarView()
            }
            current = index
            piece.append(scalar)
        }
        if !piece.isEmpty { spans.append(close()) }
    }

    /// The words without styles.
    public var string: String { spans.map(\.text).joined() }

    /// Adds a piece.
    public mutating func append(_ text: String, _ style: Style = .text) {
        spans.append(Span(text, style))
    }

    /// Two texts one after the other.
    public static func + (a: StyledText, b: StyledText) -> StyledText {
        StyledText(a.spans + b.spans)
    }
}

/// One line of laid out text.
public struct TextLine: Sendable, Hashable {
    /// The pieces from left to right; no line feeds.
    public var spans: [Span]
    /// The columns that they take.
    public var width: Int
    /// The part of the text that the line shows, as offsets in Unicode scalars; blanks at which it was broken are left out.
    public var scalars: Range<Int>

    /// The words without styles.
    public var string: String { spans.map(\.text).joined() }
}
