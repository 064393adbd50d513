import CausalEngine

/// The questions that conditional-independence calibration asks: pairs of observed discrete variables given at most two others.
struct TripleSample {
    /// Questions whose answer in the graph is independence.
    private(set) var separated: [IndependenceQuery] = []
    /// Questions whose answer in the graph is dependence.
    private(set) var connected: [IndependenceQuery] = []
    /// Whether `separated` are all there are.
    let isComplete: Bool

    /// - Parameters:
    ///   - scm: the model.
    ///   - limit: the most questions of either kind; of more a seeded sample is taken.
    ///   - seed: the seed of the sample.
    /// - Complexity: O(variables⁴) separations on small networks, some multiples of `limit` on larger ones.
    init(_ scm: SCM, limit: Int, seed: UInt64) {
        let nodes = scm.variables.indices.filter { !scm.variables[$0].isLatent && !scm.variables[$0].isContinuous }
        let fixed = scm.interventions.filter { if case .value = $0.value { true } else { false } }
        let free = nodes.filter { fixed[$0] == nil }
        let separation = Separation(CausalGraph(scm))
        let stream = NoiseStream(seed: seed, name: "triples")
        func add(_ query: IndependenceQuery, to sample: inout TripleSample) {
            if separation.dSeparated([query.x], [query.y], given: query.given) {
                sample.separated.append(query)
            } else {
                sample.connected.append(query)
            }
        }
        if free.count <= Self.enumerationLimit {
            isComplete = true
            for query in Self.all(free) { add(query, to: &self) }
            separated = Self.shortened(separated, to: limit, stream)
            connected = Self.shortened(connected, to: limit, stream)
        } else {
            isComplete = false
            var seen: Set<IndependenceQuery> = []
            var counter: UInt64 = 0
            func draw() -> Int {
                counter += 1
                return free[Int(stream.bits(at: counter).multipliedFullWidth(by: UInt64(free.count)).high)]
            }
            for _ in 0..<200 * limit where separated.count < limit || connected.count < limit {
                let size = Int(draw()) % 3
                let chosen = (0..<2 + size).map { _ in draw() }
                guard Set(chosen).count == chosen.count else { continue }
                let query = IndependenceQuery(
                    x: min(chosen[0], chosen[1]), y: max(chosen[0], chosen[1]), given: chosen.dropFirst(2).sorted())
                if seen.insert(query).inserted { add(query, to: &self) }
            }
            separated = Array(separated.prefix(limit))
            connected = Array(connected.prefix(limit))
        }
    }

    /// The most variables whose triples are all asked.
    private static let enumerationLimit = 12

    private static func all(_ nodes: [Int]) -> [IndependenceQuery] {
        var queries: [IndependenceQuery] = []
        for (i, x) in nodes.enumerated() {
            for y in nodes[(i + 1)...] {
                let others = nodes.filter { $0 != x && $0 != y }
                var sets: [[Int]] = [[]] + others.map { [$0] }
                for (k, a) in others.enumerated() { sets += others[(k + 1)...].map { [a, $0] } }
                queries += sets.map { IndependenceQuery(x: x, y: y, given: $0) }
            }
        }
        return queries
    }

    private static func shortened(
        _ queries: [IndependenceQuery], to limit: Int, _ stream: NoiseStream
    ) -> [IndependenceQuery] {
        guard queries.count > limit else { return queries }
        let ranked = queries.enumerated().sorted {
            stream.bits(at: UInt64($0.offset)) < stream.bits(at: UInt64($1.offset))
        }
        return ranked.prefix(limit).sorted { $0.offset < $1.offset }.map(\.element)
    }
}
