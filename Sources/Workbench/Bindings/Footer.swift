import TerminalUI

/// The hints at the bottom of the screen: the keys that matter now.
public enum Footer {
    /// One hint: keys and what they do.
    public struct Hint: Sendable, Hashable {
        /// The keys, such as `hjkl` or `n/p`.
        public var keys: String
        /// What they do.
        public var words: String
        /// The columns it takes.
        public var width: Int { keys.count + 1 + words.count }
    }

    /// The hints that fit into `width` columns with two columns between them, the most wanted first kept, in a steady order.
    ///
    /// What cannot be done now is left out, so that the footer is never a list of refusals.
    public static func hints(for model: Model, width: Int) -> [Hint] {
        let ranked = candidates(for: model)
        var kept: [(place: Int, hint: Hint)] = []
        var used = 0
        for (place, candidate) in ranked.sorted(by: { ($0.rank, $0.place) < ($1.rank, $1.place) })
            .map({ ($0.place, $0.hint) })
        {
            let needed = candidate.width + (kept.isEmpty ? 0 : 2)
            guard used + needed <= width else { continue }
            used += needed
            kept.append((place, candidate))
        }
        return kept.sorted { $0.place < $1.place }.map(\.hint)
    }

    private static func candidates(for model: Model) -> [(rank: Int, place: Int, hint: Hint)] {
        let usable = model.settings.keymap.bindings(in: model).filter { $0.rank != nil && $0.refusal(model) == nil }
        var order: [String] = []
        var members: [String: [Binding]] = [:]
        for binding in usable {
            if members[binding.short] == nil { order.append(binding.short) }
            members[binding.short, default: []].append(binding)
        }
        return order.enumerated().compactMap { place, short in
            let bindings = members[short] ?? []
            let labels = bindings.compactMap { $0.keys.first?.name }
            let keys =
                labels.allSatisfy { $0.count == 1 } && labels.count > 2
                ? labels.joined() : labels.joined(separator: "/")
            guard let rank = bindings.compactMap(\.rank).min() else { return nil }
            return (rank, place, Hint(keys: keys, words: short))
        }
    }
}
