/// The names that somebody who mistyped may have meant.
public enum NearMiss {
    /// The names nearest to `name` by edit distance, ignoring case, the nearest first; at most three.
    ///
    /// - Complexity: O(*n* · *l*²) for *n* names of length *l*.
    public static func candidates(for name: String, among names: [String]) -> [String] {
        let wanted = Array(name.lowercased())
        let reach = max(1, wanted.count / 3)
        let scored = names.compactMap { candidate -> (distance: Int, name: String)? in
            let letters = Array(candidate.lowercased())
            let isPart = wanted.count >= 3 && candidate.lowercased().contains(name.lowercased())
            let distance = isPart ? 1 : editDistance(wanted, letters)
            return distance <= reach ? (distance, candidate) : nil
        }
        return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// The nearest names, or all of a few where none is near: what to offer somebody in place of a name that is none.
    public static func offer(for name: String, among names: [String]) -> [String] {
        let near = candidates(for: name, among: names)
        return near.isEmpty && names.count <= 6 ? names : near
    }

    /// The edit distance with transpositions of neighbours (Damerau 1964; optimal string alignment).
    static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var current = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                current[j] = min(last[j] + 1, current[j - 1] + 1, substitution)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, current)
        }
        return last[b.count]
    }
}
