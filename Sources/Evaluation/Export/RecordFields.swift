import CausalEngine
import RunLedger
import Verification

/// One record as data files hold it.
struct RecordFields {
    let record: RunRecord
    let run: Run
    let network: Network
    let interventions: JSONValue
    let weight: Double?

    init(_ record: RunRecord, run: Run, network: Network, interventions: JSONValue, weight: Double?) {
        self.record = record
        self.run = run
        self.network = network
        self.interventions = interventions
        self.weight = weight
    }

    var skeleton: Skeleton { record.unit.skeleton }

    var id: String { run.recordID(row: skeleton.row, isCounterfactual: record.unit.counterfactualOf != nil) }

    /// The record of the factual unit, for a counterfactual twin.
    var counterfactualOf: String? {
        record.unit.counterfactualOf.map { _ in run.recordID(row: skeleton.row, isCounterfactual: false) }
    }

    /// The accepted draft, else the last one that was read; `nil` when there is none.
    var draft: Attempt? { record.attempts.last { $0.check != nil } }

    /// The number of attempts after the first; `nil` without attempts.
    var iterations: Int? { record.attempts.last?.number }

    var json: JSONValue {
        [
            "id": .string(id), "row": .unsigned(skeleton.row), "seed": .unsigned(skeleton.seed),
            "network": .string(run.networkHash), "do": interventions, "skeleton": valuesJSON, "noise": noiseJSON,
            "text": JSONValue(draft?.text), "accepted": .bool(record.isAccepted), "iterations": JSONValue(iterations),
            "verdicts": Self.json(draft?.check, network.scm), "weight": JSONValue(weight),
            "realizer": ["kind": .string(run.writer.kind), "model": JSONValue(run.writer.model)],
            "attempts": .array(record.attempts.map(attemptJSON)), "counterfactualOf": JSONValue(counterfactualOf),
        ]
    }

    private var valuesJSON: JSONValue {
        .object(zip(network.variables, skeleton.values).map { ($0.name, JSONValue($1, of: $0)) })
    }

    private var noiseJSON: JSONValue {
        .object(zip(network.variables, skeleton.noise).map { ($0.name, .number($1)) })
    }

    private func attemptJSON(_ attempt: Attempt) -> JSONValue {
        [
            "k": .integer(attempt.number), "text": .string(attempt.text),
            "verdicts": Self.json(attempt.check, network.scm), "end": .string(attempt.end.reason),
            "error": JSONValue(attempt.failure),
        ]
    }

    private static func json(_ check: TextCheck?, _ scm: SCM) -> JSONValue {
        check?.verdicts.json(in: scm) ?? .null
    }
}
