import TerminalUI

/// The entries of the command palette.
public enum CommandPalette {
    /// One entry.
    public struct Entry: Sendable, Equatable {
        /// What it does.
        public var title: String
        /// The name under which key maps know it.
        public var name: String
        /// Its key; empty for a typed command, and where it has none.
        public var key: String
        /// Why it cannot be done now.
        public var refusal: String?
        /// What it does.
        public var action: Action
        /// The places in the title that the input matched.
        public var matched: [Int] = []
    }

    /// The entries that match an input, the best first: a typed command in full, then fuzzy matches of titles and names.
    public static func entries(for text: String, in model: Model) -> [Entry] {
        let all = everything(in: model)
        let wanted = text.filter { !$0.isWhitespace }
        guard !wanted.isEmpty else { return all }
        let scored = all.enumerated().compactMap { place, entry -> (score: Int, place: Int, entry: Entry)? in
            var entry = entry
            let byTitle = FuzzyMatch(wanted, in: entry.title)
            let byName = FuzzyMatch(wanted, in: entry.name)
            guard let score = [byTitle?.score, byName?.score].compactMap({ $0 }).max() else { return nil }
            entry.matched = byTitle?.positions ?? []
            return (score, place, entry)
        }
        let fuzzy = scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.entry)
        return typed(text).map { [$0] + fuzzy } ?? fuzzy
    }

    /// One entry for each action that a key of the panes has, in the order of the table.
    private static func everything(in model: Model) -> [Entry] {
        var seen: Set<Action> = []
        return model.settings.keymap.bindings.compactMap { binding in
            guard !binding.context.isOverlay, binding.context != .search || model.search != nil,
                seen.insert(binding.action).inserted
            else { return nil }
            let key = model.settings.keymap.key(of: binding.action, in: .panes) ?? binding.keys.first
            return Entry(
                title: binding.title, name: binding.action.keymapName, key: key?.name ?? "",
                refusal: binding.refusal(model), action: binding.action)
        }
    }

    /// A command with its arguments, such as `do smoke=no`, `sample 500 7` or `select lung`.
    private static func typed(_ text: String) -> Entry? {
        let words = text.split(separator: " ").map(String.init)
        guard let name = words.first, words.count > 1 else { return nil }
        let arguments =
            ["do", "see", "likelihood", "forget", "select", "release", "export"].contains(name)
            ? [words.dropFirst().joined(separator: " ")] : Array(words.dropFirst())
        guard let action = Action(name: name, arguments: arguments), !internalNames.contains(name) else { return nil }
        return Entry(title: text, name: name, key: "", refusal: nil, action: action)
    }

    private static let internalNames: Set<String> = ["type", "choose", "scroll"]
}
