/// The syntax in which `--keys` and scripts spell keys: plain characters, and names in angle brackets.
///
/// `<enter> <tab> <s-tab> <esc> <space> <bs> <del> <up> <down> <left> <right> <pgup> <pgdn> <home> <end>`, `<c-r>` for
/// control, `<f1>` for function keys, `<lt>` and `<gt>` for the brackets themselves. A bracket that opens no known name is
/// an error, so that a typing mistake does not pass as five keys.
public enum KeySyntax {
    /// The keys of a script, in order.
    ///
    /// - Throws: ``WorkbenchError/unknownKey(_:)`` for a name in brackets that is no key.
    public static func keys(in script: String) throws(WorkbenchError) -> [Key] {
        var keys: [Key] = []
        var rest = script[...]
        while let character = rest.first {
            guard character == "<" else {
                keys.append(key(of: character))
                rest = rest.dropFirst()
                continue
            }
            guard let close = rest.firstIndex(of: ">") else { throw .unknownKey(String(rest)) }
            let name = rest[rest.index(after: rest.startIndex)..<close].lowercased()
            guard let key = key(named: name) else { throw .unknownKey("<\(name)>") }
            keys.append(key)
            rest = rest[rest.index(after: close)...]
        }
        return keys
    }

    private static func key(of character: Character) -> Key {
        switch character {
        case "\n", "\r", "\r\n": .enter
        case "\t": .tab
        default: .character(character)
        }
    }

    private static func key(named name: String) -> Key? {
        if let key = names[name] { return key }
        if name.hasPrefix("c-"), name.count == 3, let letter = name.last { return .control(letter) }
        if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
            return .function(number)
        }
        return nil
    }

    private static let names: [String: Key] = [
        "enter": .enter, "return": .enter, "cr": .enter, "tab": .tab, "s-tab": .backTab, "esc": .escape,
        "space": .character(" "), "bs": .backspace, "backspace": .backspace, "del": .delete, "up": .up, "down": .down,
        "left": .left, "right": .right, "pgup": .pageUp, "pgdn": .pageDown, "home": .home, "end": .end,
        "lt": .character("<"), "gt": .character(">"),
    ]
}
