import Foundation

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

    /// The numbers of the text, or `nil` when a word of it is none.
    var numbers: [Double]? {
        var text = text
        return text.withUTF8 { bytes in
            var numbers: [Double] = []
            var position = 0
            while position < bytes.count {
                guard bytes[position] > 32, bytes[position] != UInt8(ascii: ",") else {
                    position += 1
                    continue
                }
                guard
                    let number = DecimalScanner.number(
                        in: bytes, at: &position, isPart: { $0 > 32 && $0 != UInt8(ascii: ",") })
                else { return nil }
                numbers.append(number)
            }
            return numbers
        }
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
