import CausalEngine
import Realization
import Verification

extension Benchmarks {
    /// Reading and checking notes that the simulated writer made, on one thread: megabytes a second, by mode.
    static func reading(_ request: BenchmarkRequest, _ network: Network) async throws -> [Measure] {
        let notes = try await notes(of: network, count: 400, seed: request.seed)
        let bytes = notes.reduce(0) { $0 + $1.text.utf8.count }
        var measures: [Measure] = []
        for mode in VerificationMode.allCases {
            let verifier = Verifier(network: network, mode: mode)
            measures.append(
                try measure(
                    "reading \(mode.rawValue)", unit: "MB/s", amount: Double(bytes) * 1e-6, threads: 1, request,
                    network.scm
                ) {
                    var verdicts = 0
                    for note in notes {
                        verdicts += verifier.check(note.text, against: note.values).verdicts.all.count
                    }
                    // The verdicts must be used, or there would be nothing to measure.
                    precondition(verdicts > 0)
                })
        }
        return measures
    }

    private static func notes(
        of network: Network, count: UInt64, seed: UInt64
    ) async throws -> [(text: String, values: [Value])] {
        let realizer = SimulatedRealizer(network: network)
        let sampler = Sampler(network.scm, seed: seed)
        var notes: [(text: String, values: [Value])] = []
        for row in 0..<count {
            let skeleton = try sampler.skeleton(row: row)
            let request = DraftRequest(network: network, skeleton: skeleton, attempt: 0)
            var text = ""
            for try await case .text(let piece) in realizer.draft(for: request) { text += piece }
            notes.append((text, skeleton.values))
        }
        return notes
    }
}
