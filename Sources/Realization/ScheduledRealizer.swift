import CausalEngine

/// A simulated writer whose chances are set outright: by the state of one variable, for fresh and for corrected drafts.
///
/// ``SimulatedRealizer`` errs by a mechanism; this one errs by a schedule, so that any pattern of difficulty and feedback can
/// be shown, those that no mechanism would make among them. It is no language model, and is called simulated everywhere.
/// A draft is the template's text; a wrong one gives the scheduled variable another state. Draws are keyed by seed, row and
/// attempt, so a draft depends on its request alone.
public struct ScheduledRealizer: KnownAcceptance {
    /// The schedule.
    public let schedule: AcceptanceSchedule
    private let network: Network
    private let variable: Int

    /// A writer for the texts of one network.
    ///
    /// - Throws: ``RealizationError/schedule(_:)`` when the schedule does not fit the network.
    public init(network: Network, schedule: AcceptanceSchedule) throws(RealizationError) {
        guard let variable = network.scm.index(of: schedule.variable) else {
            throw .schedule("the network has no variable “\(schedule.variable)”")
        }
        let count = network.variables[variable].states.count
        guard count > 1, schedule.fresh.count == count, schedule.corrected.count == count else {
            throw .schedule(
                "“\(schedule.variable)” needs one chance for each of its \(count) states, and at least two states")
        }
        guard (schedule.fresh + schedule.corrected).allSatisfy({ (0...1).contains($0) }) else {
            throw .schedule("a chance is a probability from 0 to 1")
        }
        self.network = network
        self.schedule = schedule
        self.variable = variable
    }

    /// A simulated writer with its schedule.
    public var identity: RealizerIdentity { RealizerIdentity(kind: "simulated", model: schedule.text) }

    /// Words one request, rightly with the probability that the schedule gives.
    public func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        let list = FactList(domain: request.domain)
        return DraftStream.events {
            (
                prompt: list.lines(request.facts),
                text: list.sentences(request.facts.map { said($0, request) }).joined(separator: " ")
            )
        }
    }

    /// 1 − (1 − p)(1 − q)^corrections, for the chance p of a fresh and q of a corrected draft.
    public func acceptance(of values: [Value], corrections: Int) -> Double {
        guard values.indices.contains(variable), let state = values[variable].stateIndex else { return 1 }
        let missed = (0..<max(0, corrections)).reduce(1 - schedule.fresh[state]) { miss, _ in
            miss * (1 - schedule.corrected[state])
        }
        return 1 - missed
    }

    private func said(_ fact: Fact, _ request: DraftRequest) -> Fact {
        guard fact.variable == variable, let state = fact.value.stateIndex else { return fact }
        let chances = request.correction == nil ? schedule.fresh : schedule.corrected
        var draws = Draws(seed: request.seed, row: request.row, purpose: "schedule", round: request.attempt)
        guard !draws.happens(chances[state]) else { return fact }
        let others = chances.indices.filter { $0 != state }
        guard let other = draws.pick(Array(others)) else { return fact }
        return Fact(of: variable, in: network, value: .state(other))
    }
}

/// The chances of a ``ScheduledRealizer``.
public struct AcceptanceSchedule: Sendable, Hashable, Codable {
    /// The name of the variable on which the chances hang.
    public var variable: String
    /// For each state of the variable, the probability that a fresh draft is right.
    public var fresh: [Double]
    /// For each state of the variable, the probability that a corrected draft is right.
    public var corrected: [Double]

    /// Chances by the state of one variable.
    public init(variable: String, fresh: [Double], corrected: [Double]) {
        self.variable = variable
        self.fresh = fresh
        self.corrected = corrected
    }

    /// The schedule as short text, as the realizer's model name.
    public var text: String {
        func list(_ chances: [Double]) -> String { chances.map { "\($0)" }.joined(separator: "/") }
        return "schedule by \(variable) fresh=\(list(fresh)) corrected=\(list(corrected))"
    }
}
