extension CausalGraph {
    /// Lists the minimal sets that satisfy the front-door criterion (Pearl 1995) for the effect of `treatments` on `outcomes`.
    ///
    /// Such a set Z meets every directed path from treatments to outcomes; no back-door path from the treatments to Z is open;
    /// and the treatments block every back-door path from Z to the outcomes. No proper subset of a set listed does all that. Only
    /// observed ancestors of the outcomes can be in one. They are tried by size.
    ///
    /// - Parameters:
    ///   - limit: the most sets to list.
    ///   - effort: the most sets to try.
    /// - Returns: the sets, the smallest first, and whether these are all; none where the treatments have no effect.
    /// - Complexity: O(`effort` (*n* + *m*)).
    public func frontDoorSets(
        of treatments: [Int], on outcomes: [Int], limit: Int, effort: Int = 100_000
    ) -> SeparatorList {
        var search = FrontDoorSearch(self, treatments, outcomes)
        return search.run(limit: limit, effort: effort)
    }
}

private struct FrontDoorSearch {
    private let graph: CausalGraph
    private let treatments: [Int]
    private let outcomes: [Int]
    private let candidates: [Int]

    init(_ graph: CausalGraph, _ treatments: [Int], _ outcomes: [Int]) {
        self.graph = graph
        self.treatments = treatments
        self.outcomes = outcomes
        let isTreatment = [Bool](treatments, count: graph.count)
        let backDoor = graph.replacing(directed: graph.directed.removing { source, _ in isTreatment[source] })
        let open = [Bool](Separation(backDoor).connected(to: treatments), count: graph.count)
        let before = graph.directed.ancestralClosure(of: outcomes)
        let ends = Set(treatments + outcomes + graph.nodes(.latent))
        candidates = (0..<graph.count).filter { before[$0] && !open[$0] && !ends.contains($0) }
    }

    mutating func run(limit: Int, effort: Int) -> SeparatorList {
        var found: [[Int]] = []
        var tried = 0
        // Without a directed path there is nothing that a front door could lead along.
        guard !intercepts([]), intercepts(candidates) else { return SeparatorList(sets: [], isComplete: true) }
        for size in 1...max(1, candidates.count) {
            var places = Array(0..<size)
            repeat {
                let set = places.map { candidates[$0] }
                guard tried < effort else { return SeparatorList(sets: found, isComplete: false) }
                tried += 1
                guard !found.contains(where: { Set($0).isSubset(of: set) }), intercepts(set), isShielded(set)
                else { continue }
                guard found.count < limit else { return SeparatorList(sets: found, isComplete: false) }
                found.append(set)
            } while Self.advance(&places, below: candidates.count)
        }
        return SeparatorList(sets: found, isComplete: true)
    }

    /// The next combination in order; `false` after the last.
    private static func advance(_ places: inout [Int], below count: Int) -> Bool {
        let size = places.count
        guard let movable = places.indices.last(where: { places[$0] < count - size + $0 }) else { return false }
        places[movable] += 1
        for later in (movable + 1)..<max(size, movable + 1) { places[later] = places[later - 1] + 1 }
        return true
    }

    /// Whether a set meets every directed path from a treatment to an outcome.
    private func intercepts(_ set: [Int]) -> Bool {
        let reached = graph.directed.descendantClosure(of: treatments, avoiding: [Bool](set, count: graph.count))
        return !outcomes.contains { reached[$0] }
    }

    /// Whether the treatments block every back-door path from a set to the outcomes.
    private func isShielded(_ set: [Int]) -> Bool {
        let isIn = [Bool](set, count: graph.count)
        let backDoor = graph.replacing(directed: graph.directed.removing { source, _ in isIn[source] })
        return Separation(backDoor).dSeparated(set, outcomes, given: treatments)
    }
}
