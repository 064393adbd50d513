import Foundation
import Testing

@testable import CausalEngine

/// Answers of another program, in the files of `Tests/Fixtures/reference`.
@Suite("Reference answers")
struct ReferenceAnswerTests {
    private static let fixtures = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/reference")

    /// The answer files with their networks: the fixtures, and those of the folders named in the environment.
    private static var files: [(answers: URL, network: String)] {
        get throws {
            var files = [
                (fixtures.appendingPathComponent("asia.json"), "asia"),
                (fixtures.appendingPathComponent("child.json"), fixtures.appendingPathComponent("child.bif").path),
                (fixtures.appendingPathComponent("alarm.json"), "alarm"),
            ]
            let environment = ProcessInfo.processInfo.environment
            guard let answers = environment["CAUSALSYNTH_REFERENCE"], let networks = environment["CAUSALSYNTH_NETWORKS"]
            else { return files }
            for file in try FileManager.default.contentsOfDirectory(atPath: answers).sorted()
            where file.hasSuffix(".json") && !file.hasPrefix("ci_") {
                files.append((URL(fileURLWithPath: "\(answers)/\(file)"), "\(networks)/\(file.dropLast(5)).bif"))
            }
            return files
        }
    }

    /// Answers held against a file, and the largest difference so far.
    private struct Comparison {
        let scm: SCM
        var largest = 0.0
        var count = 0

        func index(_ name: String) throws -> Int { try #require(scm.index(of: name)) }

        func states(_ assignments: JSONValue?) throws -> [Int: Int] {
            var states: [Int: Int] = [:]
            for (name, state) in assignments?.members ?? [] {
                let variable = try index(name)
                let code: Int = try #require(scm.variables[variable].states.firstIndex(of: state.string ?? ""))
                states[variable] = code
            }
            return states
        }

        mutating func compare(_ mine: Double, _ theirs: JSONValue?) throws {
            let difference = abs(mine - (try #require(theirs?.double)))
            largest = difference.isNaN ? .infinity : max(largest, difference)
            count += 1
        }

        mutating func compare(_ posterior: Posterior, _ expected: JSONValue?) throws {
            for (name, numbers) in expected?.members ?? [] {
                let mine = try #require(posterior[index(name)])
                let theirs = try #require(numbers.elements)
                #expect(mine.count == theirs.count)
                for (a, b) in zip(mine, theirs) { try compare(a, b) }
            }
        }

        /// Asks for all variables, and for those of the file alone.
        mutating func compare(_ engine: ExactInference, _ question: JSONValue) throws {
            let evidence = try states(question["evidence"])
            let named = try question["posteriors"]?.members?.map { try index($0.key) }
            for targets in [nil, named] {
                let posterior = try engine.query(Query(evidence: evidence, targets: targets))
                try compare(posterior, question["posteriors"])
                try compare(posterior.logEvidence, question["log_p_evidence"])
            }
        }
    }

    @Test("posteriors, do() and the probability of evidence agree within 1e-9")
    func answers() throws {
        for (answers, network) in try Self.files {
            let file = try JSONValue(parsing: String(contentsOf: answers, encoding: .utf8))
            let scm = try Network.load(network).scm
            let engine = ExactInference(scm)
            var comparison = Comparison(scm: scm)
            try comparison.compare(engine.query(Query()), file["prior_marginals"])
            for question in file["evidence_queries"]?.elements ?? [] { try comparison.compare(engine, question) }
            for question in file["do_queries"]?.elements ?? [] {
                let done = try comparison.states(question["do"]).mapValues { Intervention.value(.state($0)) }
                try comparison.compare(ExactInference(scm.intervene(done)), question)
            }
            for question in file["log_evidence"]?.elements ?? [] {
                let query = Query(evidence: try comparison.states(question["evidence"]), targets: [])
                try comparison.compare(engine.query(query).logEvidence, question["log_p"])
            }
            for evidence in file["zero_probability_evidence"]?.elements ?? [] {
                let query = Query(evidence: try comparison.states(evidence))
                let error = #expect(throws: InferenceError.self) { try engine.query(query) }
                guard case .impossibleEvidence = error else {
                    Issue.record("\(answers.lastPathComponent): \(String(describing: error))")
                    continue
                }
            }
            print("\(answers.lastPathComponent): \(comparison.count) numbers, largest difference \(comparison.largest)")
            #expect(comparison.count > 50)
            #expect(comparison.largest < 1e-9)
        }
    }
}
