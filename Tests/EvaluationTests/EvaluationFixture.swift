import CausalEngine
import Foundation
import RunLedger
import Verification

/// A ledger with a run over a small network, made attempt by attempt, in a folder that goes away with the test.
final class EvaluationFixture {
    let folder: URL
    let network: Network
    let run: Run
    let ledger: Ledger

    /// - Parameters:
    ///   - outcomes: for each skeleton its attempts: `+` accepted, `-` contradicted, `x` failed, `l` cut off.
    ///   - model: the network's text; without it a state and a number.
    ///   - states: the skeletons' values, for a model of states.
    init(
        _ outcomes: [String], budget: Int = 3, interventions: [Int: Intervention] = [:],
        counterfactual: [Int: Intervention]? = nil, name: String = "ward", model: String? = nil,
        states: [[Int]]? = nil
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("evaluation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        network = try Network.parse(
            NetworkSource(model: .init(name: "ward.scm.yaml", text: model ?? Self.model(name)), format: .scm))
        run = try Run(
            network: network, seed: 7, count: outcomes.count, interventions: interventions,
            counterfactual: counterfactual, writer: .init(kind: "simulated", model: "prior=1"), settings: "{}",
            verification: "strict", attemptBudget: budget, softwareVersion: "0.1.0")
        ledger = try Ledger.create(folder.appendingPathComponent("run.ledger").path)
        let isTwinned = counterfactual != nil
        let units = outcomes.indices.map { position in
            RunSkeleton(
                position: position,
                skeleton: Skeleton(
                    row: UInt64(isTwinned ? position / 2 : position), seed: 7,
                    values: states?[position].map(Value.state)
                        ?? [.state(position % 2), .number(36.6 + Double(position))],
                    noise: states?[position].map { _ in 0.5 } ?? [0.25, 0.1 + 0.2]),
                counterfactualOf: isTwinned && position % 2 == 1 ? position - 1 : nil)
        }
        try ledger.begin(run, skeletons: units, network: network)
        for (position, outcome) in outcomes.enumerated() {
            for (number, mark) in outcome.enumerated() {
                try await ledger.record(attempt(number, mark), on: position, of: run, in: network)
            }
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func attempt(_ number: Int, _ mark: Character) -> Attempt {
        let kind: Verdict.Kind = mark == "+" ? .match : .contradicted
        let verdict = Verdict(
            variable: 0, kind: kind, expected: .state(0), found: .state(mark == "+" ? 0 : 1), spans: [0..<5],
            cue: "no", rule: "negation")
        let reading = Reading(mentions: [], variables: network.variables.map { _ in .unstated })
        var attempt = Attempt(
            number: number, prompt: "p", text: "=No \"cough\",\n\u{1b}[31mtry \(number)",
            end: .init(promptTokens: 10, completionTokens: 2),
            check: TextCheck(reading: reading, verdicts: Verdicts(all: [verdict])), seconds: Double(number) + 0.123)
        if mark == "l" { attempt.end.reason = "length" }
        if mark == "x" {
            attempt.end = .init(reason: "timeout")
            attempt.check = nil
            attempt.failure = "no answer for 30 s"
        }
        return attempt
    }

    private static func model(_ name: String) -> String {
        """
        format: causalsynth/scm/1
        name: \(name)
        variables:
          - name: cough
            states: [yes, no]
            table: [0.5, 0.5]
          - name: text
            unit: C
            equation: 37 + u
            noise: normal(0, 1)
        """
    }
}
