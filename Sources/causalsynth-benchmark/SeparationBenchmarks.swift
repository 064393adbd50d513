import CausalEngine

extension Benchmarks {
    /// Verdicts of d-separation on one thread, of one or two variables each given up to four: questions a second.
    static func separation(
        _ request: BenchmarkRequest, _ scm: SCM, _ questions: inout Questions
    ) throws -> Measure {
        let separation = Separation(CausalGraph(scm))
        let asked = (0..<200).map { question($0, of: scm.variables.count, seed: request.seed) }
        questions.separation = asked.map { Questions.triple($0.x, $0.y, $0.z, of: scm) }
        let rounds = 100
        return try measure(
            "d-separation", unit: "queries/s", amount: Double(rounds * asked.count), threads: 1, request, scm
        ) {
            var separated = 0
            for _ in 0..<rounds {
                for (x, y, z) in asked where separation.dSeparated(x, y, given: z) { separated += 1 }
            }
            // The verdicts must be used, or there would be nothing to measure.
            precondition(separated % rounds == 0)
        }
    }

    private static func question(_ number: Int, of count: Int, seed: UInt64) -> (x: [Int], y: [Int], z: [Int]) {
        let choice = NoiseStream(seed: seed, name: "separation")
        var draw = UInt64(number) << 16
        func next(_ bound: Int) -> Int {
            draw += 1
            return Int(choice.bits(at: draw) % UInt64(max(1, bound)))
        }
        let sizes = (next(2) + 1, next(2) + 1, next(5))
        var taken: [Int] = []
        while taken.count < min(count, sizes.0 + sizes.1 + sizes.2) {
            let node = next(count)
            if !taken.contains(node) { taken.append(node) }
        }
        let y = taken.dropFirst(sizes.0)
        return (Array(taken.prefix(sizes.0)), Array(y.prefix(sizes.1)), Array(y.dropFirst(sizes.1)))
    }
}
