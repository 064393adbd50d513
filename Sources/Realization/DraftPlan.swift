import CausalEngine

/// How a fresh draft is laid out, decided before anything is said: a function of seed, row and attempt, never of values.
///
/// The drafts that correct it keep the plan, so that what changes between two drafts is what was mended.
struct DraftPlan {
    /// How the text is laid out.
    let style: WritingStyle
    /// Whom the text is about; the same in all drafts of a row.
    let persona: Persona
    /// The facts that are worded together, as positions in the request, in the order of the text.
    let groups: [[Int]]
    /// For each group, whether a new paragraph begins with it.
    let breaks: [Bool]
    /// The attempt whose fresh draft this is.
    let attempt: Int
    private let seed: UInt64
    private let row: UInt64

    /// The plan of the fresh draft of an attempt.
    init(_ request: DraftRequest, attempt: Int, cast: Cast) {
        self.attempt = attempt
        seed = request.seed
        row = request.row
        style = WritingStyle(named: request.style)
        persona = cast.persona(seed: request.seed, row: request.row)
        var draws = Draws(seed: request.seed, row: request.row, purpose: "plan", round: attempt)
        let order = Self.order(of: request.facts.count, &draws)
        groups = Self.groups(order, joining: style.joins ? 0.4 : 0, &draws)
        breaks = Self.breaks(groups.count, every: style.paragraphLength, &draws)
    }

    /// The draws for a choice of words; `version` tells apart the wordings of one group.
    func draws(_ part: String, version: Int = 0) -> Draws {
        Draws(seed: seed, row: row, purpose: "words \(attempt)", part: part, round: version)
    }

    /// Shuffled in the small: facts that stand near each other in the network stay near, as in a text that was thought out.
    private static func order(of count: Int, _ draws: inout Draws) -> [Int] {
        let reach = 6.0
        let places = (0..<count).map { (place: Double($0) + reach * draws.uniform(), position: $0) }
        return places.sorted { $0.place < $1.place }.map(\.position)
    }

    private static func groups(_ order: [Int], joining rate: Double, _ draws: inout Draws) -> [[Int]] {
        var groups: [[Int]] = []
        for position in order {
            let joins = draws.happens(rate)
            if joins, let last = groups.last, last.count == 1 {
                groups[groups.count - 1].append(position)
            } else {
                groups.append([position])
            }
        }
        return groups
    }

    private static func breaks(_ count: Int, every lengths: ClosedRange<Int>, _ draws: inout Draws) -> [Bool] {
        var breaks: [Bool] = []
        var left = 0
        for _ in 0..<count {
            breaks.append(left == 0)
            if left == 0 { left = lengths.lowerBound + draws.index(below: lengths.count) }
            left -= 1
        }
        return breaks
    }
}

extension WritingStyle {
    /// Whether two facts may share a sentence.
    var joins: Bool {
        if case .prose = self { return true }
        return false
    }

    /// How many groups of facts a paragraph holds.
    var paragraphLength: ClosedRange<Int> {
        switch self {
        case .terse: 5...8
        case .bullets: 1...1
        case .prose: 4...6
        }
    }
}
