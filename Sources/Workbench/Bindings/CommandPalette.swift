import TerminalUI

/// The entries of the command palette.
public enum CommandPalette {
    /// One entry.
    public struct Entry: Sendable, Equatable {
        /// What it does.
        public var title: String
        /// The name under which recordings know it, and which can be typed.
        public var name: String
        /// Its key; empty for a typed command.
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
            entry.matched = byTitle?.places ?? []
            return (score, place, entry)
        }
        let fuzzy = scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.entry)
        return typed(text).map { [$0] + fuzzy } ?? fuzzy
    }

    /// One entry for each action that a key of the panes has, in the order of the table.
    private static func everything(in model: Model) -> [Entry] {
        var seen: Set<Action> = []
        return BindingTable.all.compactMap { binding in
            guard !binding.context.isOverlay, binding.context != .search || model.search != nil,
                seen.insert(binding.action).inserted
            else { return nil }
            return Entry(
                title: binding.title, name: binding.action.name, key: binding.keys.first?.name ?? "",
                refusal: binding.refusal(model), action: binding.action)
        }
    }

    /// A command with its arguments, such as `do smoke=no`, `sample 500 7` or `select lung`.
    private static func typed(_ text: String) -> Entry? {
        let words = text.split(separator: " ").map(String.init)
        guard let name = words.first, words.count > 1 else { return nil }
        let arguments =
            ["do", "see", "likelihood", "forget", "select", "release"].contains(name)
            ? [words.dropFirst().joined(separator: " ")] : Array(words.dropFirst())
        guard let action = Action(name: name, arguments: arguments), !internalNames.contains(name) else { return nil }
        return Entry(title: text, name: name, key: "", refusal: nil, action: action)
    }

    private static let internalNames: Set<String> = ["type", "choose", "scroll"]
}

/// A fuzzy match: the letters of a pattern in order somewhere in a text, ignoring case.
struct FuzzyMatch {
    /// How good it is; starts of words and runs of letters count.
    var score: Int
    /// The places that matched.
    var places: [Int]

    /// Matches from the left, once from each place where the first letter stands, and keeps the best.
    ///
    /// - Complexity: O(*t*²) for a text of length *t*.
    init?(_ pattern: String, in text: String) {
        let letters = Array(pattern.lowercased())
        let characters = Array(text.lowercased())
        var best: (score: Int, places: [Int])?
        for start in characters.indices where characters[start] == letters.first {
            guard let found = Self.match(letters, in: characters, from: start) else { break }
            if best.map({ found.score > $0.score }) ?? true { best = found }
        }
        guard let best else { return nil }
        score = best.score
        places = best.places
    }

    private static func match(_ letters: [Character], in text: [Character], from start: Int) -> (
        score: Int, places: [Int]
    )? {
        var places: [Int] = []
        var score = 0
        var position = start
        for letter in letters {
            guard let place = text[position...].firstIndex(of: letter) else { return nil }
            let startsWord = place == 0 || !text[place - 1].isLetter
            score += 1 + (startsWord ? 3 : 0) + (places.last == place - 1 ? 2 : 0)
            places.append(place)
            position = place + 1
            if position > text.endIndex { return nil }
        }
        return (score * 8 - (text.count / 8), places)
    }
}
