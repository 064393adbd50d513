/// Texts as scalars of YAML that every reader takes for the same text.
enum YAMLText {
    /// A text in a list or mapping on one line: as it is where that is safe, else in double quotes.
    static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    /// A text as the value of a key: several lines as a block, indented by `indentation`, where that keeps every character.
    static func value(_ text: String, indentation: Int) -> String {
        guard text.contains("\n"), !text.hasPrefix("\n"), !text.hasPrefix(" "), !text.hasSuffix("\n\n"),
            text.unicodeScalars.allSatisfy({ isPrintable($0) || $0 == "\n" })
        else { return scalar(text) }
        let lines = (text.hasSuffix("\n") ? String(text.dropLast()) : text)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let margin = String(repeating: " ", count: indentation)
        let body = lines.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
        return (text.hasSuffix("\n") ? "|\n" : "|-\n") + body
    }

    /// A list on one line.
    static func list(_ items: [String]) -> String { "[\(items.map(scalar).joined(separator: ", "))]" }

    /// A list, or its only element alone.
    static func listOrOne(_ items: [String]) -> String { items.count == 1 ? scalar(items[0]) : list(items) }

    /// A list of numbers.
    static func numbers(_ numbers: some Sequence<Double>) -> String {
        "[\(numbers.map(Variable.text(of:)).joined(separator: ", "))]"
    }

    /// A mapping on one line; values are written already.
    static func mapping(_ entries: [(key: String, value: String)]) -> String {
        "{\(entries.map { "\(scalar($0.key)): \($0.value)" }.joined(separator: ", "))}"
    }

    /// Words that YAML takes for something else than a text.
    private static let reserved: Set<String> = ["null", "true", "false", "~"]

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        let isStart = isLetterOrDigit(first) || first == "_" || (first == "<" && text != "<<")
        guard isStart, last != " ", !reserved.contains(text.lowercased()), DecimalScanner.number(text) == nil else {
            return false
        }
        return text.unicodeScalars.allSatisfy { isLetterOrDigit($0) || " _-./+<>=()%^*;'".unicodeScalars.contains($0) }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }
        return scalar.properties.isAlphabetic && isPrintable(scalar)
    }

    /// Whether YAML allows the character in a text as it is.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029, 0xFEFF: false
        case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value < 0x100 ? 2 : scalar.value < 0x10000 ? 4 : 8
                let sign = width == 2 ? "x" : width == 4 ? "u" : "U"
                result += "\\\(sign)" + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result + "\""
    }
}
