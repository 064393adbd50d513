extension Key {
    private static let names: [(name: String, code: Code)] = [
        ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home), ("end", .end),
        ("pageup", .pageUp), ("pagedown", .pageDown), ("insert", .insert), ("delete", .delete),
        ("backspace", .backspace), ("enter", .enter), ("tab", .tab), ("esc", .escape), ("space", .character(" ")),
        ("lt", .character("<")),
    ]

    /// Names that are read but not written.
    private static let aliases: [String: String] = [
        "escape": "esc", "return": "enter", "cr": "enter", "bs": "backspace", "pgup": "pageup", "pgdn": "pagedown",
        "del": "delete", "ins": "insert", "spc": "space", "backtab": "shift-tab", "s-tab": "shift-tab",
    ]

    private static let prefixes: [(prefix: String, modifier: Modifiers)] = [
        ("ctrl-", .control), ("c-", .control), ("alt-", .alt), ("a-", .alt), ("m-", .alt), ("shift-", .shift),
        ("s-", .shift),
    ]

    /// The key that a name stands for: `a`, `G`, `?`, `enter`, `shift-tab`, `ctrl-r`, `alt-x`, `f5`, `space`.
    ///
    /// Names of keys and modifiers are read in any case, characters as they are. `nil` if the name stands for none.
    public init?(_ name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        while rest.count > 2,
            let found = Self.prefixes.first(where: {
                rest.lowercased().hasPrefix($0.prefix) && rest.count > $0.prefix.count
            })
        {
            modifiers.insert(found.modifier)
            rest = rest.dropFirst(found.prefix.count)
        }
        if rest.count == 1, let character = rest.first {
            let isLetter = modifiers.contains(.control)
            self.init(.character(isLetter ? Character(character.lowercased()) : character), modifiers)
            return
        }
        let word = rest.lowercased()
        if let full = Self.aliases[word], let key = Key(full) {
            self.init(key.code, key.modifiers.union(modifiers))
        } else if let code = Self.names.first(where: { $0.name == word })?.code {
            self.init(code, modifiers)
        } else if word.hasPrefix("f"), let number = Int(word.dropFirst()), (1...12).contains(number) {
            self.init(.function(number), modifiers)
        } else {
            return nil
        }
    }

    /// The name, as in key maps and help: `ctrl-r`, `shift-tab`, `a`.
    public var name: String {
        var name = ""
        if modifiers.contains(.control) { name += "ctrl-" }
        if modifiers.contains(.alt) { name += "alt-" }
        if modifiers.contains(.shift) { name += "shift-" }
        switch code {
        case .character(" "): return name + "space"
        case .character(let character): return name + String(character)
        case .function(let number): return name + "f\(number)"
        default: return name + (Self.names.first { $0.code == code }?.name ?? "")
        }
    }

    /// The keys of a script: every character stands for itself, and a name in angle brackets for that key.
    ///
    /// `sj<enter>:graph<enter><ctrl-r><lt>` types s, j, enter, `:graph`, enter, Ctrl-R and `<`. A blank is the space bar;
    /// line feeds are passed over.
    ///
    /// - Returns: The keys, or the name in brackets that stands for none.
    public static func script(_ text: String) -> Result<[Key], UnknownKey> {
        var keys: [Key] = []
        var rest = text[...]
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "\n" || character == "\r" || character == "\r\n" { continue }
            guard character == "<", let end = rest.firstIndex(of: ">") else {
                keys.append(Key(character))
                continue
            }
            let name = String(rest[..<end])
            guard let key = Key(name), name.count > 1 else { return .failure(UnknownKey(name: name)) }
            keys.append(key)
            rest = rest[rest.index(after: end)...]
        }
        return .success(keys)
    }

    /// A name that stands for no key.
    public struct UnknownKey: Error, Sendable, Hashable, CustomStringConvertible {
        /// The name as it was written.
        public let name: String

        /// What is wrong and how to mend it.
        public var description: String {
            "there is no key <\(name)>; write <enter>, <esc>, <tab>, <up>, <f1>, <ctrl-r>, <alt-x>, <lt> for <, or the character"
        }
    }
}
