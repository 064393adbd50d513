/// Names cut to a few letters so that they stay different where they can.
enum Abbreviation {
    /// An abbreviation of each name to at most `width` letters: the beginning, or, where beginnings are the same, a piece of
    /// the beginning and of the end.
    static func abbreviations(of names: [String], width: Int) -> [String] {
        guard width > 0 else { return names.map { _ in "" } }
        let short = names.map { String($0.prefix(width)) }
        var uses: [String: Int] = [:]
        for name in short { uses[name, default: 0] += 1 }
        return zip(names, short).map { name, beginning in
            guard uses[beginning] != 1, name.count > width, width > 1 else { return beginning }
            let tail = width / 2
            return String(name.prefix(width - tail)) + String(name.suffix(tail))
        }
    }

    /// An abbreviation of each name that no other name has, to at most `width` letters where that can be.
    static func distinct(of names: [String], width: Int) -> [String] {
        var taken: Set<String> = []
        return zip(names, abbreviations(of: names, width: width)).map { name, wished in
            let tails = (1..<max(2, width)).map { String(name.prefix(width - $0)) + String(name.suffix($0)) }
            let found = ([wished] + (name.count > width ? tails : [])).first { !taken.contains($0) } ?? name
            taken.insert(found)
            return found
        }
    }
}
