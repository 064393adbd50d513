import CausalEngine
import Foundation
import RunLedger
import Verification

/// A small network, runs of it, and a folder that goes away with the test.
final class LedgerFixture {
    let folder: URL
    let network: Network

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        network = try Network.parse(NetworkSource(model: .init(name: "ward.scm.yaml", text: Self.model), format: .scm))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String = "ward.ledger") -> String { folder.appendingPathComponent(name).path }

    func run(seed: UInt64 = 7, count: Int = 4, interventions: [Int: Intervention] = [:]) throws -> Run {
        try Run(
            network: network, seed: seed, count: count, interventions: interventions,
            writer: .init(kind: "simulated", model: "λ 0.5", parameters: "{\"priorStrength\":0.5}"),
            settings: "{\"maxIterations\":2}", verification: "strict", attemptBudget: 3, softwareVersion: "0.1.0")
    }

    func skeletons(_ count: Int, seed: UInt64 = 7) -> [RunSkeleton] {
        (0..<count).map { position in
            let bits = Double(position) + 0.1
            return RunSkeleton(
                position: position,
                skeleton: Skeleton(
                    row: UInt64(position), seed: seed,
                    values: [.state(position % 2), .number(bits / 3), .state(position % 3)],
                    noise: [bits / 7, -bits * 1e-300, .pi]))
        }
    }

    func attempt(_ number: Int, accepted: Bool = false) -> Attempt {
        let found: Value = .state(accepted ? 0 : 1)
        let mention = Mention(
            concept: "cough", variable: 0, value: found, span: 3..<8, assertion: .absent, temporality: .historical,
            experiencer: .other, cue: "denies", rule: "denial")
        let free = Mention(
            concept: "x", span: 9..<10, assertion: .present, temporality: .current, experiencer: .patient, cue: nil,
            rule: "bare")
        let reading = Reading(
            mentions: [mention, free],
            variables: [
                VariableReading(status: .stated, value: found, spans: [3..<8, 9..<12], cue: "denies", rule: "denial"),
                VariableReading(status: .stated, value: .number(0.1 + 0.2), spans: [1..<2]), .unstated,
            ])
        let verdict = Verdict(
            variable: 0, kind: accepted ? .match : .contradicted, expected: .state(0), found: found, spans: [3..<8],
            cue: "denies", rule: "denial")
        let leak = Verdict(variable: 2, kind: .leaked, expected: nil, found: .state(1), spans: [])
        return Attempt(
            number: number, prompt: "Write. \(number)", text: "He denies \u{1b}[31m cough\n“’” 😀",
            end: .init(promptTokens: 12, completionTokens: nil),
            check: TextCheck(reading: reading, verdicts: Verdicts(all: accepted ? [verdict] : [verdict, leak])),
            seconds: 0.25)
    }

    static let model = """
        format: causalsynth/scm/1
        name: ward
        variables:
          - name: cough
            states: [yes, no]
            table: [0.5, 0.5]
          - name: fever
            unit: C
            equation: 37 + u
            noise: normal(0, 1)
          - name: ward
            states: [a, b, c]
            table: [0.2, 0.3, 0.5]
            latent: true
        """
}
