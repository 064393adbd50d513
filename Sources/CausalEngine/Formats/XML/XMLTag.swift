import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// An element of an XML file that knows where it stands.
struct XMLTag {
    var name: String
    var attributes: [String: String]
    var children: [XMLTag] = []
    /// The text of the element itself, that of its children left out.
    var text = ""
    /// Where its start tag begins.
    var place: Int
    /// Where its content begins.
    var contentPlace: Int

    /// The text without white space around it.
    var trimmed: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

    /// The children of a name, whatever its case.
    func children(_ name: String) -> [XMLTag] {
        children.filter { $0.name.caseInsensitiveCompare(name) == .orderedSame }
    }

    /// The first child of a name, whatever its case.
    func first(_ name: String) -> XMLTag? {
        children.first { $0.name.caseInsensitiveCompare(name) == .orderedSame }
    }

    /// The words of the text, with their places as far as the text stands in the file as it is.
    func words(in source: SourceText) -> [(text: Substring, place: Int)] {
        let utf8 = text.utf8
        return text.split { $0 == " " || $0.isNewline || $0 == "\t" || $0 == "," }.map { word in
            let start = contentPlace + utf8.distance(from: utf8.startIndex, to: word.startIndex)
            let isThere =
                start + word.utf8.count <= source.bytes.count
                && source.bytes[start..<start + word.utf8.count].elementsEqual(word.utf8)
            return (word, isThere ? start : place)
        }
    }
}

/// Reads XML by the system's parser, without loading anything from outside.
final class XMLTreeReader: NSObject, XMLParserDelegate {
    private let source: SourceText
    private let lineStarts: [Int]
    private var open: [XMLTag] = []
    private var root: XMLTag?
    private(set) var comments = 0
    private var problem: EngineError?

    private init(_ source: SourceText) {
        self.source = source
        var starts = [0]
        for (index, byte) in source.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
        lineStarts = starts
    }

    /// The root element of a file and the number of its comments.
    ///
    /// - Throws: ``EngineError/syntax(found:expected:at:)`` for what is not well-formed, and for entities of the file's own,
    ///   which could name other files or grow without bound.
    static func read(_ source: SourceText) throws(EngineError) -> (root: XMLTag, comments: Int) {
        try refuseEntities(source)
        let reader = XMLTreeReader(source)
        let parser = XMLParser(data: withoutDeclaration(source))
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        _ = parser.parse()
        if let problem = reader.problem { throw problem }
        guard let root = reader.root, reader.open.isEmpty else {
            throw .syntax(found: "no XML element", expected: "a whole XML file", at: source.location(of: 0))
        }
        return (root, reader.comments)
    }

    private static func refuseEntities(_ source: SourceText) throws(EngineError) {
        let sign = Array("<!ENTITY".utf8)
        var place = 0
        while let next = source.bytes[place...].firstIndex(of: sign[0]) {
            if source.bytes[next...].starts(with: sign) {
                throw .syntax(
                    found: "an entity declaration", expected: "a file that stands for itself; write out its entities",
                    at: source.location(of: next))
            }
            place = next + 1
        }
    }

    /// The bytes with the declaration blanked: the text is UTF-8 by now, whatever the file was.
    private static func withoutDeclaration(_ source: SourceText) -> Data {
        var data = Data(source.bytes)
        guard source.bytes.starts(with: "<?xml".utf8), let end = source.bytes.firstIndex(of: UInt8(ascii: ">")) else {
            return data
        }
        // The first element must stand where the declaration did, or behind blanks.
        for index in 0...end where data[index] != UInt8(ascii: "\n") { data[index] = UInt8(ascii: " ") }
        return data
    }

    // MARK: Events

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        let end = offset(parser)
        let place = start(of: qualifiedName ?? elementName, before: end)
        let content = source.bytes[min(max(place, end - 1), source.bytes.count)...].firstIndex(of: UInt8(ascii: ">"))
        open.append(
            XMLTag(
                name: elementName, attributes: attributes, place: place,
                contentPlace: (content ?? source.bytes.count - 1) + 1))
    }

    func parser(_ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?) {
        guard let tag = open.popLast() else { return }
        if open.isEmpty { root = root ?? tag } else { open[open.count - 1].children.append(tag) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += string
    }

    func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += String(decoding: CDATABlock, as: UTF8.self)
    }

    func parser(_ parser: XMLParser, foundComment comment: String) { comments += 1 }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
        guard problem == nil else { return }
        let found = Self.words[(parseError as NSError).code] ?? "something that is not well-formed"
        problem = .syntax(found: found, expected: "well-formed XML", at: source.location(of: offset(parser)))
    }

    // MARK: Places

    private func offset(_ parser: XMLParser) -> Int {
        let line = min(max(1, parser.lineNumber), lineStarts.count)
        return min(source.bytes.count, lineStarts[line - 1] + max(0, parser.columnNumber - 1))
    }

    /// Where the start tag begins that was just read to its end.
    private func start(of name: String, before end: Int) -> Int {
        let sign = Array("<\(name)".utf8)
        var place = min(end, source.bytes.count)
        while let next = source.bytes[..<place].lastIndex(of: sign[0]) {
            if source.bytes[next...].starts(with: sign) { return next }
            place = next
        }
        return min(end, source.bytes.count)
    }

    /// The commonest errors of the parser beneath (libxml2) in words.
    private static let words: [Int: String] = [
        4: "an empty file", 5: "the end of the file", 9: "a character that XML does not allow",
        26: "an entity that is not declared", 38: "a “<” in the value of an attribute",
        39: "an attribute without quotes", 41: "an attribute without a value", 42: "an attribute given twice",
        68: "a name that is none", 73: "a tag without its “>”", 76: "an end tag that does not fit its start tag",
        77: "a tag that is never closed",
    ]
}

extension String {
    /// The text as the content of an XML element.
    var xmlEscaped: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\t", "\n", "\r", "\u{85}", "\u{2028}": result += "&#\(scalar.value);"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
