import CausalEngine

extension Benchmarks {
    /// G² tests on drawn rows, a quarter each with 0, 1, 2 and 3 conditions, on one thread: tests a second.
    static func independence(
        _ request: BenchmarkRequest, _ scm: SCM, _ questions: inout Questions
    ) throws -> [Measure] {
        let asked = triples(scm, count: 40, seed: request.seed)
        questions.independence = asked.map { Questions.triple([$0.x], [$0.y], $0.given, of: scm) }
        var measures: [Measure] = []
        for rows in [UInt64(10_000), 1_000_000] {
            let sample = try Sampler(scm, seed: request.seed).sample(rows: 0..<rows, threads: 2)
            let tester = IndependenceTester(DataTable(sample, variables: scm.variables), test: .g2)
            // Asked again and again, so that the measure is not of the set-up.
            let queries = (0..<(rows > 100_000 ? 5 : 100)).flatMap { _ in asked }
            var request = request
            request.rows = rows
            measures.append(
                try measure(
                    "independence, G²", unit: "tests/s", amount: Double(queries.count), threads: 1, request, scm
                ) {
                    _ = try tester.results(queries)
                })
        }
        return measures
    }

    private static func triples(_ scm: SCM, count: Int, seed: UInt64) -> [IndependenceQuery] {
        let choice = NoiseStream(seed: seed, name: "triples")
        var draw: UInt64 = 0
        return (0..<count).map { number in
            var columns: [Int] = []
            while columns.count < min(2 + number % 4, scm.variables.count) {
                let column = Int(choice.bits(at: draw) % UInt64(scm.variables.count))
                draw += 1
                if !columns.contains(column) { columns.append(column) }
            }
            return IndependenceQuery(x: columns[0], y: columns[1], given: Array(columns[2...]))
        }
    }
}
