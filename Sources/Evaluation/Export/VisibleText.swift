/// Text from models and files made safe to show: what could steer a terminal or hide in a table becomes visible.
enum VisibleText {
    /// The text with every control character but line feed and tab replaced: by its picture (`␛`) where Unicode has one,
    /// else by its number (`\u009b`).
    static func make(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case _ where !isHidden(scalar): shown.append(scalar)
            case 0..<0x20: shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{fffd}")
            case 0x7F: shown.append("\u{2421}")
            default: shown.append(contentsOf: "\\u00\(String(scalar.value, radix: 16))".unicodeScalars)
            }
        }
        return String(shown)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }
}
