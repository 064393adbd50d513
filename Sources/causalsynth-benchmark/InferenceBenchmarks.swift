import CausalEngine

extension Benchmarks {
    /// Posteriors of all variables under three findings, on one thread: questions a second.
    ///
    /// Findings come from drawn rows, so that they are as likely as evidence is. A new engine is asked the first questions
    /// again in each repetition, the one that is kept is asked new ones.
    static func inference(
        _ request: BenchmarkRequest, _ scm: SCM, _ questions: inout Questions
    ) throws -> [Measure] {
        let perRun = request.asked
        let engine = ExactInference(scm)
        // One run more than repetitions warms up.
        let queries = try self.questions(scm, count: perRun * (request.repetitions + 1), seed: request.seed)
        questions.add(queries, of: scm)
        var asked = 0
        func measure(_ name: String, _ body: () throws -> Void) throws -> Measure {
            asked = 0
            return try Benchmarks.measure(
                name, unit: "queries/s", amount: Double(perRun), threads: 1, request, scm, body)
        }
        return [
            try measure("inference, a new engine for each question") {
                for query in queries[..<perRun] { _ = try ExactInference(scm).query(query) }
            },
            try measure("inference, new findings each time") {
                for query in queries[asked..<asked + perRun] { _ = try engine.query(query) }
                asked += perRun
            },
            try measure("inference, the same variables found again") {
                for query in queries[..<perRun] { _ = try engine.query(query) }
            },
        ]
    }

    private static func questions(_ scm: SCM, count: Int, seed: UInt64) throws -> [Query] {
        let sampler = Sampler(scm, seed: seed)
        let choice = NoiseStream(seed: seed, name: "findings")
        return try (0..<count).map { number in
            let values = try sampler.skeleton(row: UInt64(number)).values
            var evidence: [Int: Int] = [:]
            var draw: UInt64 = 0
            while evidence.count < min(3, values.count) {
                let variable = Int(choice.bits(at: UInt64(number) << 8 | draw) % UInt64(values.count))
                evidence[variable] = values[variable].stateIndex
                draw += 1
            }
            return Query(evidence: evidence)
        }
    }
}
