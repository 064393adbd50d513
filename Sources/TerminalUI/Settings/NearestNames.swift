/// The names that somebody who mistyped may have meant.
public enum NearestNames {
    /// At most three names within a third of the wanted one's length by edit distance (Damerau 1964), or that
    /// it is a part of; the nearest first, else in order.
    public static func candidates(for name: String, among names: [String]) -> [String] {
        let wanted = Array(name.lowercased())
        let reach = max(1, wanted.count / 3)
        let scored = names.enumerated().compactMap { index, candidate -> (distance: Int, index: Int)? in
            let letters = candidate.lowercased()
            if wanted.count >= 3, letters.contains(name.lowercased()) { return (1, index) }
            let distance = editDistance(wanted, Array(letters))
            return distance <= reach ? (distance, index) : nil
        }
        return scored.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(3).map { names[$0.index] }
    }

    private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var current = [i + 1]
            for (j, other) in b.enumerated() {
                var least = min(last[j + 1] + 1, current[j] + 1, last[j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other { least = min(least, beforeLast[j - 1] + 1) }
                current.append(least)
            }
            (beforeLast, last) = (last, current)
        }
        return last.last ?? a.count
    }
}
