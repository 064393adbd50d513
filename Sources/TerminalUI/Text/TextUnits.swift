/// A part of a text that stands in one cell, or in two if it is wide.
struct TextUnit: Sendable, Hashable {
    let glyph: Glyph
    /// Columns: 1 or 2.
    let width: Int
    /// How many scalars of the text it stands for; 0 for the further cells of one that is written out.
    var scalars: Int
    /// Whether a user-perceived character begins here: text is cut only at such places.
    let isStart: Bool
}

/// A text as the cells that show it.
///
/// What a terminal could take for a command is made visible: control characters by their pictures (`␛`) or caret notation
/// (`^[`), and invisible or reordering format characters by their number (`\u{202e}`). Variation selectors, joiners and
/// emoji modifiers are left out, because terminals disagree on the columns of what they make.
///
/// - Complexity: O(*n*) in the scalars.
struct TextUnits: Sequence, IteratorProtocol {
    private var characters: String.Iterator
    private let isASCII: Bool
    private var pending: [TextUnit] = []
    private var next_ = 0

    init(_ text: String, glyphs: GlyphSet) {
        characters = text.makeIterator()
        isASCII = glyphs.isASCII
    }

    mutating func next() -> TextUnit? {
        while true {
            if next_ < pending.count {
                defer { next_ += 1 }
                return pending[next_]
            }
            guard let character = characters.next() else { return nil }
            if let byte = character.asciiValue, byte >= 0x20, byte < 0x7F {
                return TextUnit(glyph: Glyph(ascii: byte), width: 1, scalars: 1, isStart: true)
            }
            pending = CharacterUnits(character, isASCII: isASCII).units
            next_ = 0
        }
    }
}

/// The cells of one character that is not plain ASCII.
private struct CharacterUnits {
    private(set) var units: [TextUnit] = []
    private let isASCII: Bool
    private var base: Unicode.Scalar?
    private var marks: [Unicode.Scalar] = []
    private var count = 0

    init(_ character: Character, isASCII: Bool) {
        self.isASCII = isASCII
        for scalar in character.unicodeScalars { take(scalar) }
        finish()
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if let shown = Self.shown(scalar, isASCII: isASCII), base == nil || !Self.isJoiner(scalar) {
            finish()
            writeOut(shown)
        } else if base != nil, Self.isLeftOut(scalar) {
            count += 1
        } else if CharacterWidth.columns(of: scalar) == 0 {
            if base == nil { base = "\u{25CC}" }
            marks.append(scalar)
            count += 1
        } else {
            finish()
            base = scalar
            count = 1
        }
    }

    private mutating func finish() {
        guard let base else { return }
        let width = CharacterWidth.columns(of: base)
        if isASCII, !base.isASCII {
            writeOut(ASCIITwin.text(for: base, columns: width), scalars: count)
        } else {
            let kept = isASCII ? [] : marks
            append(TextUnit(glyph: Glyph(base, marks: kept), width: width, scalars: count, isStart: units.isEmpty))
        }
        self.base = nil
        marks.removeAll(keepingCapacity: true)
        count = 0
    }

    private mutating func writeOut(_ text: String, scalars: Int = 1) {
        for (index, scalar) in text.unicodeScalars.enumerated() {
            append(
                TextUnit(
                    glyph: Glyph(scalar), width: 1, scalars: index == 0 ? scalars : 0, isStart: units.isEmpty))
        }
    }

    private mutating func append(_ unit: TextUnit) {
        units.append(unit)
    }

    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200C || scalar.value == 0x200D
    }

    /// Joiners, variation selectors, emoji modifiers and tags after a base.
    private static func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C, 0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE01EF: true
        default: false
        }
    }

    /// The visible form of a character that must not reach a terminal as it is.
    private static func shown(_ scalar: Unicode.Scalar, isASCII: Bool) -> String? {
        let value = scalar.value
        if value < 0x20 || value == 0x7F {
            if isASCII { return value == 0x7F ? "^?" : "^" + String(UnicodeScalar(UInt8(value + 0x40))) }
            let picture = value == 0x7F ? 0x2421 : 0x2400 + value
            return Unicode.Scalar(picture).map { String(Character($0)) }
        }
        if value < 0x80 { return nil }
        if value < 0xA0 { return "\\x" + String(value, radix: 16) }
        switch scalar.properties.generalCategory {
        case .format:
            // Signs such as U+0600 show themselves; tags belong to the emoji before them.
            return scalar.properties.isDefaultIgnorableCodePoint || isBidirectional(value) ? number(value) : nil
        case .lineSeparator, .paragraphSeparator, .surrogate: return number(value)
        case .unassigned: return isASCII ? nil : "\u{FFFD}"
        default: return nil
        }
    }

    private static func isBidirectional(_ value: UInt32) -> Bool {
        (0x200E...0x200F).contains(value) || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }

    private static func number(_ value: UInt32) -> String {
        "\\u{" + String(value, radix: 16) + "}"
    }
}
