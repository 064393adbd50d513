/// A text that holds the letters of a pattern in their order.
public struct FuzzyMatch: Sendable, Hashable {
    /// Greater is better.
    public var score: Int
    /// The offsets in characters of the letters that match, in order.
    public var positions: [Int]

    /// Matches a pattern without regard to case; blanks in the pattern are ignored. An empty pattern matches everything.
    ///
    /// Letters count more where they begin the text or a word or follow each other, and less the more letters are skipped
    /// before and between them; of all ways to match the best is taken.
    ///
    /// - Complexity: O(*p* · *n*²) for *p* letters of the pattern and *n* of the text, both short.
    public init?(_ pattern: String, in text: String) {
        let wanted = pattern.lowercased().filter { $0 != " " }.map { $0 }
        let letters = text.map { $0 }
        let lower = letters.map { Character($0.lowercased().first.map(String.init) ?? String($0)) }
        guard wanted.count <= letters.count else { return nil }
        var best: [(score: Int, path: [Int])?] = []
        for (step, letter) in wanted.enumerated() {
            var next = [(score: Int, path: [Int])?](repeating: nil, count: letters.count)
            for place in step..<letters.count where lower[place] == letter {
                let own = Self.bonus(letters, place)
                if step == 0 {
                    next[place] = (own - min(place, 5), [place])
                    continue
                }
                for before in step - 1..<place {
                    guard let last = best[before] else { continue }
                    let joined = before + 1 == place ? 8 : -min(place - before, 5)
                    let score = last.score + own + joined
                    if score > next[place]?.score ?? Int.min { next[place] = (score, last.path + [place]) }
                }
            }
            best = next
        }
        guard !wanted.isEmpty else {
            self.init(score: 0, positions: [])
            return
        }
        var winner: (score: Int, path: [Int])?
        for candidate in best.compactMap({ $0 }) where candidate.score > winner?.score ?? Int.min { winner = candidate }
        guard let winner else { return nil }
        self.init(score: winner.score - letters.count / 8, positions: winner.path)
    }

    private init(score: Int, positions: [Int]) {
        self.score = score
        self.positions = positions
    }

    private static func bonus(_ letters: [Character], _ place: Int) -> Int {
        guard place > 0 else { return 12 }
        let before = letters[place - 1]
        if !before.isLetter && !before.isNumber { return 10 }
        return before.isLowercase && letters[place].isUppercase ? 9 : 1
    }

    /// The indices of the texts that match, the best first; equal ones, and all for an empty pattern, in their order.
    public static func ranked(_ pattern: String, among texts: [String]) -> [(index: Int, match: FuzzyMatch)] {
        let found = texts.enumerated().compactMap { index, text in
            FuzzyMatch(pattern, in: text).map { (index: index, match: $0) }
        }
        return found.sorted { ($1.match.score, $0.index) < ($0.match.score, $1.index) }
    }
}
