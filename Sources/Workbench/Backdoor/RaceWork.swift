import CausalEngine
import Evaluation
import Realization
import Refinement
import Synchronization
import Verification

/// Races the streams of the Semantic Backdoor, and reads their meters on the way.
struct RaceWork: Sendable {
    let network: Network
    let realizer: any Realizer
    let verification: VerificationMode
    /// The skeletons that a writer with a server works on at once.
    let concurrency: Int
    /// How long to wait after a reading, so that a writer that is done at once can be watched.
    let pace: Duration

    /// Runs a race to its end; readings are taken here, beside the race, and never more than some forty a stream.
    ///
    /// - Throws: `CancellationError`, or what stops the experiment.
    func run(_ setup: RaceSetup, report: @escaping @Sendable (RaceReport) async -> Void) async throws {
        let (network, writer) = try cast(setup.writer)
        // One skeleton after the other, so that the readings of a simulated race are the same each time.
        let experiment = BackdoorExperiment(
            network: network, realizer: writer,
            settings: .init(
                count: setup.count, seed: setup.seed, maxIterations: setup.maxIterations, verification: verification),
            concurrency: setup.isSimulated ? 1 : concurrency)
        let board = RaceBoard(network: network, count: setup.count)
        let (steps, continuation) = AsyncStream.makeStream(of: RaceBoard.Step.self)
        let race = Task {
            defer { continuation.finish() }
            try await experiment.run { event in
                if let step = board.take(event) { continuation.yield(step) }
            }
        }
        try await withTaskCancellationHandler {
            for await step in steps {
                switch step {
                case .extended(let skeletons): await report(.extended(skeletons: skeletons))
                case .milestone(let stream, let meter): await report(.reading(stream, StreamReading(meter)))
                }
                if pace > .zero { try await Task.sleep(for: pace) }
            }
            try await race.value
        } onCancel: {
            race.cancel()
        }
        await report(.ended(board.findings(network, writer, retries: setup.maxIterations)))
    }

    private func cast(_ writer: RaceWriter) throws -> (Network, any Realizer) {
        switch writer {
        case .session: return (network, realizer)
        case .simulated(let settings): return (network, SimulatedRealizer(network: network, settings: settings))
        case .preset(let preset):
            let network = try preset.network()
            return (network, try ScheduledRealizer(network: network, schedule: preset.schedule))
        }
    }
}

/// The meters of a race while it runs, which tell of themselves at milestones.
private final class RaceBoard: Sendable {
    enum Step: Sendable {
        case extended(skeletons: Int)
        case milestone(BackdoorStream, StreamMeter)
    }

    private struct State {
        var meters: [BackdoorStream: StreamMeter]
        var totals: [BackdoorStream: Int]
    }

    private static let milestones = 40
    private let state: Mutex<State>

    init(network: Network, count: Int) {
        let all = BackdoorStream.allCases
        state = Mutex(
            State(
                meters: Dictionary(uniqueKeysWithValues: all.map { ($0, StreamMeter(network: network)) }),
                totals: Dictionary(uniqueKeysWithValues: all.map { ($0, count) })))
    }

    func take(_ event: BackdoorEvent) -> Step? {
        switch event {
        case .extended(let stream, let skeletons):
            let total = state.withLock { state in
                state.totals[stream, default: 0] += skeletons
                return state.totals[stream] ?? 0
            }
            return .extended(skeletons: total)
        case .ended(let stream, _, let outcome):
            return state.withLock { state in
                state.meters[stream]?.add(outcome.skeleton, attempts: outcome.attempts)
                guard let meter = state.meters[stream], let total = state.totals[stream] else { return nil }
                let done = meter.realizability.trials
                guard done == total || done.isMultiple(of: max(1, total / Self.milestones)) else { return nil }
                return .milestone(stream, meter)
            }
        case .began, .attempting, .text, .restarted, .attempted, .finished: return nil
        }
    }

    func findings(_ network: Network, _ writer: any Realizer, retries: Int) -> RaceFindings {
        let meters = state.withLock { $0.meters }
        let refined = meters[.refined] ?? StreamMeter(network: network)
        let tallies = meters[.oneShot]?.firstDrafts.variables ?? []
        return RaceFindings(
            conditions: refined.conditions,
            known: (writer as? any KnownAcceptance).map { known in
                KnownLaw(network.scm, drawn: refined.skeletons) { values in
                    .init(retries: retries) { known.acceptance(of: values, corrections: $0) }
                }
            },
            facts: zip(network.variables, tallies).filter { $0.1.conflicting.trials > 0 }.map {
                RaceFindings.NamedTally(name: $0.0.name, tally: $0.1)
            })
    }
}
