import TerminalUI

/// Reads the file in which a user puts actions on other keys, see ``Keymap/parse(_:file:)``.
struct KeymapReader {
    private typealias Place = SettingsError.Place

    private var keymap = Keymap.standard
    /// Where the file gives a binding its keys, by the binding's place in the table.
    private var places: [Int: Place] = [:]

    /// The keys that hold with what a file says.
    static func keymap(from root: SettingsNode) throws -> Keymap {
        var reader = KeymapReader()
        let entries = try root.entries(expected: "a mapping of actions to keys")
        // What is said of one screen holds there, whatever is said of all, and wherever in the file.
        for entry in entries where !entry.value.isMapping { try reader.read(entry, in: Context.allCases) }
        for entry in entries where entry.value.isMapping {
            let own = try entry.value.entries(expected: "a mapping of actions to keys")
            guard let context = Context(rawValue: entry.name) else {
                throw reader.unknownAction(entry, among: [], isOfAll: true)
            }
            for entry in own { try reader.read(entry, in: [context]) }
        }
        try reader.refuseConflicts()
        return reader.keymap
    }

    /// Gives the bindings of an action in some contexts the keys that are listed, and those that it cannot lose.
    private mutating func read(_ entry: SettingsNode.Entry, in contexts: [Context]) throws {
        let all = keymap.bindings.indices.filter { contexts.contains(keymap.bindings[$0].context) }
        let own = all.filter { keymap.bindings[$0].action.keymapName == entry.name }
        guard !own.isEmpty else {
            throw unknownAction(
                entry, among: all.map { keymap.bindings[$0].action.keymapName }, isOfAll: contexts.count > 1)
        }
        let keys = try entry.value.items.map { try key($0, for: entry.name) }
        for (key, node) in keys {
            guard own.contains(where: { !keymap.bindings[$0].context.types(key) }) else {
                throw WorkbenchError.badKey(
                    key.name, action: entry.name, reason: "it is typed there; take a key with ctrl- or alt-",
                    at: node.place)
            }
            let isOwn = own.contains { BindingTable.all[$0].keys.contains(key) }
            if let reason = key.reservation, !isOwn {
                throw WorkbenchError.badKey(key.name, action: entry.name, reason: reason, at: node.place)
            }
        }
        let isGeneral = own.contains { keymap.bindings[$0].context == .panes }
        for index in own {
            // A key of every pane needs no second binding in one of them.
            let isCovered = isGeneral && keymap.bindings[index].context.isPane
            give(index, isCovered ? [] : keys.map(\.0), at: entry.place)
        }
    }

    private func unknownAction(_ entry: SettingsNode.Entry, among names: [String], isOfAll: Bool) -> WorkbenchError {
        var seen: Set<String> = []
        let all = (names + (isOfAll ? Context.allCases.map(\.rawValue) : [])).filter { seen.insert($0).inserted }
        return .unknownAction(entry.name, near: NearestNames.candidates(for: entry.name, among: all), at: entry.place)
    }

    private mutating func give(_ index: Int, _ keys: [Key], at place: Place) {
        let standard = BindingTable.all[index]
        let untyped = keys.filter { !standard.context.types($0) }
        // Letters for the panes leave the same action in a line of input as it is.
        guard keys.isEmpty || !untyped.isEmpty else { return }
        let usable = untyped.filter { $0.reservation == nil || standard.keys.contains($0) }
        let kept = standard.keys.filter { standard.context.keeps($0) || $0.reservation != nil }
        var all: [Key] = []
        for key in usable + kept where !all.contains(key) { all.append(key) }
        keymap.bindings[index].keys = all
        places[index] = place
    }

    private func key(_ node: SettingsNode, for action: String) throws -> (Key, SettingsNode) {
        let expected =
            "a key, such as w, enter or ctrl-r (“\(action): []” takes all keys away; quote what YAML reads as its own)"
        let text = try node.text(expected: expected)
        let isBracketed = text.count > 2 && text.hasPrefix("<") && text.hasSuffix(">")
        guard let key = Key(isBracketed ? String(text.dropFirst().dropLast()) : text) else {
            throw SettingsError.syntax(found: node.description, expected: expected, at: node.place)
        }
        if case .character(let character) = key.code, character.unicodeScalars.contains(where: \.isInvisible) {
            throw SettingsError.syntax(found: "a control character", expected: expected, at: node.place)
        }
        if let sent = key.sentAs {
            throw WorkbenchError.badKey(
                key.name, action: action, reason: "a terminal sends \(sent) for it; write that", at: node.place)
        }
        return (key, node)
    }

    // MARK: Two actions on one key

    private func refuseConflicts() throws {
        for context in Context.allCases {
            var holders: [Key: Int] = [:]
            for index in keymap.bindings.indices where context.shares(with: keymap.bindings[index].context) {
                for key in keymap.bindings[index].keys {
                    if let other = holders[key], isConflict(index, other) { throw conflict(key, index, other, context) }
                    holders[key] = index
                }
            }
        }
    }

    private func isConflict(_ a: Int, _ b: Int) -> Bool {
        keymap.bindings[a].action != keymap.bindings[b].action && (places[a] != nil || places[b] != nil)
    }

    private func conflict(_ key: Key, _ a: Int, _ b: Int, _ context: Context) -> WorkbenchError {
        let indices = [a, b].sorted { places[$0] != nil && places[$1] == nil }
        let names = indices.map { keymap.bindings[$0].action.keymapName }
        let place = places[indices[0]] ?? Place(file: "keymap.yaml", line: 1, column: 1)
        return .keyTaken(key.name, by: names, context: context.title, at: place)
    }
}

extension Keymap {
    /// The keys that hold with what a file says: a mapping of actions to a key, or to a list of keys, `[]` for none. A
    /// mapping under the name of a ``Context`` says it of that context alone.
    ///
    /// Actions that are not named keep their keys. Escape, Ctrl-C and Ctrl-Z keep what they do, and so do enter and
    /// backspace where a line is typed or a list is chosen from, so that there always is a way back.
    ///
    /// - Parameter file: The name used in errors.
    /// - Throws: `SettingsError` or ``WorkbenchError`` with the place, for what is no YAML, no action or no key, and for a
    ///   key that would mean two things on one screen.
    public static func parse(_ text: String, file: String) throws -> Keymap {
        try SettingsNode.parse(text, file: file).map { try KeymapReader.keymap(from: $0) } ?? .standard
    }

    /// The keys that hold with the file at a path; the standard ones when there is none.
    ///
    /// - Throws: As ``parse(_:file:)``, and for a file that cannot be read.
    public static func read(_ path: String) throws -> Keymap {
        try SettingsNode.read(path).map { try KeymapReader.keymap(from: $0) } ?? .standard
    }
}

extension Context {
    /// Whether a key goes into what is typed there, or chooses by number, and so can be on no action. What holds everywhere
    /// holds where a line is typed as well.
    fileprivate func types(_ key: Key) -> Bool {
        switch self {
        case .everywhere, .prompt, .palette: key.character != nil
        case .menu: key.character?.isWholeNumber ?? false
        default: false
        }
    }

    /// Whether it is that of one pane.
    fileprivate var isPane: Bool { Pane.allCases.contains { $0.context == self } }

    /// Whether an action cannot lose a key there.
    fileprivate func keeps(_ key: Key) -> Bool {
        switch self {
        case .prompt, .palette, .menu: key == Key(.enter) || key == Key(.backspace)
        default: false
        }
    }

    /// Whether the keys of another context hold there too and must mean something else. A search and a question of
    /// d-separation are meant to lie over the keys of the panes.
    fileprivate func shares(with other: Context) -> Bool {
        [self, .everywhere].contains(other) || (other == .panes && (isPane || self == .twin))
    }
}

extension Unicode.Scalar {
    /// Whether it is a control or format character, which no key types and no screen can show.
    fileprivate var isInvisible: Bool { [.control, .format].contains(properties.generalCategory) }
}

extension Key {
    /// Why no action can be put on the key; `nil` when any can.
    fileprivate var reservation: String? {
        switch self {
        case Key(.escape): "it always leads back"
        case Key("c", .control): "it always quits"
        case Key("z", .control): "it always suspends"
        default: nil
        }
    }

    /// What terminals send for the key instead; `nil` when it has a signal of its own.
    fileprivate var sentAs: String? {
        if case .character(let character) = code, modifiers.contains(.shift) {
            var unshifted = self
            unshifted.modifiers.remove(.shift)
            unshifted.code = .character(Character(character.uppercased()))
            return unshifted.name
        }
        guard modifiers == .control else { return nil }
        let same: [Key: String] = [
            Key("i", .control): "tab", Key("m", .control): "enter", Key("h", .control): "backspace",
            Key("[", .control): "esc",
        ]
        return same[self]
    }
}
