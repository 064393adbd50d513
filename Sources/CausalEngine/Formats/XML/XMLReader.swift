/// Reads the elements, attributes and texts of an XML file.
///
/// Nothing is ever loaded from elsewhere: a document type is passed over, and an entity that a file declares for itself is
/// refused, since it could name other files or grow without bound. (The system's parser gives places only roughly, leaves such
/// entities out in silence, and reads memory that is not its own when a document type is damaged.)
struct XMLReader {
    private let source: SourceText
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var comments = 0
    private var open: [XMLTag] = []
    private var root: XMLTag?

    /// The deepest nesting of elements.
    private static let deepestNesting = 256

    private init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes
    }

    /// The root element of a file and the number of its comments.
    ///
    /// - Throws: ``EngineError/syntax(found:expected:at:)`` for what is not well-formed.
    /// - Complexity: linear in the file.
    static func read(_ source: SourceText) throws(EngineError) -> (root: XMLTag, comments: Int) {
        var reader = XMLReader(source)
        while reader.position < reader.bytes.count { try reader.readPiece() }
        if let tag = reader.open.last {
            throw .syntax(
                found: "the end of the file",
                expected: "“</\(tag.name)>”, which closes line \(source.location(of: tag.place).line)",
                at: source.location(of: reader.bytes.count))
        }
        guard let root = reader.root else {
            throw .syntax(found: "no XML element", expected: "an XML file", at: source.location(of: 0))
        }
        return (root, reader.comments)
    }

    // MARK: Pieces

    private mutating func readPiece() throws(EngineError) {
        guard bytes[position] == UInt8(ascii: "<") else { return try readText() }
        if starts(with: "<!--") {
            comments += 1
            try skip(past: "-->", "the end of the comment")
        } else if starts(with: "<?") {
            try skip(past: "?>", "“?>”")
        } else if starts(with: "<![CDATA[") {
            try readSection()
        } else if starts(with: "<!DOCTYPE"), root == nil, open.isEmpty {
            try skipDocumentType()
        } else if starts(with: "</") {
            try readEndTag()
        } else {
            try readStartTag()
        }
    }

    private func unexpected(_ found: String, _ expected: String, at place: Int? = nil) -> EngineError {
        .syntax(found: found, expected: expected, at: source.location(of: place ?? position))
    }

    /// What stands at the position, in words.
    private var found: String {
        guard position < bytes.count else { return "the end of the file" }
        var end = position + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return "“\(source.text(position..<end))”"
    }

    private func starts(with text: StaticString) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[position + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    private mutating func skip(past end: StaticString, _ expected: String) throws(EngineError) {
        let start = position
        while !starts(with: end) {
            guard position < bytes.count else { throw unexpected("the end of the file", expected, at: start) }
            position += 1
        }
        position += end.utf8CodeUnitCount
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    /// Passes over a document type with what it declares in brackets.
    private mutating func skipDocumentType() throws(EngineError) {
        let start = position
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "<"):
                if starts(with: "<!--") {
                    comments += 1
                    try skip(past: "-->", "the end of the comment")
                    continue
                }
                guard !starts(with: "<!ENTITY") else {
                    throw unexpected("an entity declaration", "a file that stands for itself; write out its entities")
                }
                depth += 1
            case UInt8(ascii: ">"):
                depth -= 1
                if depth == 0 {
                    position += 1
                    return
                }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote = bytes[position]
                guard let end = bytes[(position + 1)...].firstIndex(of: quote) else {
                    throw unexpected("a text without its closing quote", "the quote")
                }
                position = end
            default: break
            }
            position += 1
        }
        throw unexpected("the end of the file", "the end of the document type", at: start)
    }

    // MARK: Tags

    private mutating func readName() throws(EngineError) -> String {
        let start = position
        while position < bytes.count, Self.isNamePart(bytes[position]) { position += 1 }
        guard position > start, bytes[start] > 127 || !"-.0123456789".utf8.contains(bytes[start]) else {
            position = start
            throw unexpected(found, "a name")
        }
        return source.text(start..<position)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 128...255:
            true
        default: false
        }
    }

    private mutating func readStartTag() throws(EngineError) {
        let place = position
        position += 1
        let name = try readName()
        guard root == nil || !open.isEmpty else {
            throw unexpected("a second root element", "the end of the file", at: place)
        }
        guard open.count < Self.deepestNesting else {
            throw unexpected("elements nested over \(Self.deepestNesting) deep", "a flatter file", at: place)
        }
        var tag = XMLTag(name: name, attributes: [:], place: place, contentPlace: place)
        while true {
            let before = position
            skipSpace()
            if starts(with: ">") {
                position += 1
                tag.contentPlace = position
                open.append(tag)
                return
            }
            if starts(with: "/>") {
                position += 2
                tag.contentPlace = position
                return close(tag)
            }
            guard position > before else { throw unexpected(found, "white space, “/>” or “>”") }
            try readAttribute(into: &tag)
        }
    }

    private mutating func readAttribute(into tag: inout XMLTag) throws(EngineError) {
        let place = position
        let name = try readName()
        skipSpace()
        guard starts(with: "=") else { throw unexpected(found, "“=”") }
        position += 1
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
        else {
            throw unexpected(found, "a quoted value")
        }
        let quote = bytes[position]
        position += 1
        let value = try characters(until: quote, in: "the value of “\(name)”")
        guard position < bytes.count, bytes[position] == quote else { throw unexpected(found, "the closing quote") }
        position += 1
        guard tag.attributes.updateValue(value, forKey: name) == nil else {
            throw .duplicate(name, what: "attribute", at: source.location(of: place))
        }
    }

    private mutating func readEndTag() throws(EngineError) {
        let place = position
        position += 2
        let name = try readName()
        skipSpace()
        guard starts(with: ">") else { throw unexpected(found, "“>”") }
        position += 1
        guard let tag = open.popLast() else { throw unexpected("“</\(name)>”", "an element that it closes", at: place) }
        guard tag.name == name else {
            let line = source.location(of: tag.place).line
            throw unexpected("“</\(name)>”", "“</\(tag.name)>”, which closes line \(line)", at: place)
        }
        close(tag)
    }

    private mutating func close(_ tag: XMLTag) {
        if open.isEmpty { root = tag } else { open[open.count - 1].children.append(tag) }
    }

    // MARK: Texts

    private mutating func readText() throws(EngineError) {
        guard !open.isEmpty else {
            skipSpace()
            guard position == bytes.count || bytes[position] == UInt8(ascii: "<") else {
                throw unexpected(found, root == nil ? "an XML element" : "the end of the file")
            }
            return
        }
        let text = try characters(until: UInt8(ascii: "<"), in: "<\(open[open.count - 1].name)>")
        open[open.count - 1].text += text
    }

    private mutating func readSection() throws(EngineError) {
        guard !open.isEmpty else { throw unexpected("a section", "an XML element") }
        let start = position + 9
        try skip(past: "]]>", "“]]>”")
        open[open.count - 1].text += source.text(start..<position - 3)
    }

    /// The characters up to a byte, references replaced by what they stand for.
    private mutating func characters(until end: UInt8, in what: String) throws(EngineError) -> String {
        var text = ""
        var start = position
        while position < bytes.count, bytes[position] != end {
            switch bytes[position] {
            case UInt8(ascii: "&"):
                text += source.text(start..<position)
                text.unicodeScalars.append(try reference())
                start = position
                continue
            case UInt8(ascii: "<"): throw unexpected("“<” in \(what)", "“&lt;”")
            case 13:
                // A carriage return with or without a line feed is a line feed.
                text += source.text(start..<position)
                if position + 1 == bytes.count || bytes[position + 1] != 10 { text += "\n" }
                start = position + 1
            case 0...8, 11, 12, 14...31: throw unexpected("a control character in \(what)", "what XML allows")
            default: break
            }
            position += 1
        }
        return text + source.text(start..<position)
    }

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    private mutating func reference() throws(EngineError) -> Unicode.Scalar {
        let start = position
        guard let end = bytes[start..<min(bytes.count, start + 12)].firstIndex(of: UInt8(ascii: ";")) else {
            throw unexpected("“&” that begins no reference", "“&amp;”")
        }
        let name = source.text(start + 1..<end)
        var scalar = Self.entities[name]
        if name.hasPrefix("#x") {
            scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if name.hasPrefix("#") {
            scalar = UInt32(name.dropFirst(1)).flatMap(Unicode.Scalar.init)
        }
        guard let scalar, scalar.value >= 32 || [9, 10, 13].contains(scalar.value) else {
            throw unexpected("“&\(name);”", "one of &amp; &lt; &gt; &quot; &apos; or the number of a character")
        }
        position = end + 1
        return scalar
    }
}
