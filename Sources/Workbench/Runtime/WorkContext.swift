import CausalEngine
import Evaluation
import Realization
import Refinement
import RunLedger
import Synchronization
import TerminalUI
import Verification

/// What work is done with: the engine's modules, bound to one network.
struct WorkContext: Sendable {
    /// How long to wait so that a writer that is done at once can be watched; nothing for a real one.
    struct Pace: Sendable {
        /// After each piece of text of a single step.
        var piece: Duration = .zero
        /// After each attempt of a live run.
        var attempt: Duration = .zero
    }

    private let network: Network
    private let subject: Subject
    private let refiner: Refiner
    private let isASCII: Bool
    private let pace: Pace

    init(_ options: WorkbenchOptions, subject: Subject, isASCII: Bool, pace: Pace = Pace()) {
        network = options.network
        self.subject = subject
        refiner = Refiner(network: options.network, realizer: options.realizer, settings: options.refinement)
        self.isASCII = isASCII
        self.pace = pace
    }

    /// Does a piece of work and reports on the way; the last report ends it, unless the task is cancelled before.
    func perform(_ work: Work, report: @escaping @Sendable (Report) async -> Void) async {
        do {
            switch work {
            case .layOut(let level): await report(.laidOut(level, layout(at: level)))
            case .estimate(let world, let rows): await report(.estimated(try beliefs(of: world, rows: rows)))
            case .sample(let world, let count): await report(.sampled(try table(of: world, count: count)))
            case .refine(let world, let row, let earlier, let limit):
                try await refine(world, row: row, earlier: earlier, limit: limit, report: report)
            case .measure(let values, let atOnce, let inTheEnd):
                let meters = Meters(
                    oneShot: Self.reading(values: values, accepted: atOnce),
                    refined: Self.reading(values: values, accepted: inTheEnd))
                await report(.measured(meters))
            }
        } catch is CancellationError {
            return
        } catch {
            await report(.failed("\(error)"))
        }
    }

    private func layout(at level: DetailLevel) -> GraphLayout {
        GraphLayout(
            parents: subject.graph.parents, boxes: NodeBoxes.sizes(of: subject, at: level),
            options: NodeBoxes.options(at: level, isASCII: isASCII))
    }

    private func sampler(of world: World) -> Sampler {
        Sampler(network.scm.intervene(world.interventions), seed: world.seed)
    }

    private func table(of world: World, count: Int) throws(EngineError) -> SampledTable {
        let sample = try sampler(of: world).sample(rows: 0..<UInt64(max(0, count)))
        let columns = subject.nodes.indices.map { variable in
            (0..<sample.rowCount).map { sample.value(row: $0, variable: variable) }
        }
        return SampledTable(world: world, columns: columns)
    }

    private func beliefs(of world: World, rows: Int) throws(EngineError) -> Beliefs {
        let sample = try sampler(of: world).sample(rows: 0..<UInt64(max(1, rows)))
        let marginals = subject.nodes.indices.map { variable -> Beliefs.Marginal in
            if case .numbers(let numbers) = sample.columns[variable] { return Self.moments(of: numbers) }
            let counts = sample.frequencies(of: variable)
            return .frequencies(counts.map { Double($0) / Double(max(1, sample.rowCount)) })
        }
        return Beliefs(world: world, rows: rows, marginals: marginals)
    }

    private static func moments(of numbers: [Double]) -> Beliefs.Marginal {
        let count = Double(max(1, numbers.count))
        let mean = numbers.reduce(0, +) / count
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let sorted = numbers.sorted()
        func quantile(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : sorted[Int((share * Double(sorted.count - 1)).rounded())]
        }
        return .moments(
            mean: mean, deviation: variance.squareRoot(), low: quantile(0.05), median: quantile(0.5),
            high: quantile(0.95))
    }

    private static func reading(values: [[Value]], accepted: [Bool]) -> BiasReading {
        let bias = SelectionBias(values: values, accepted: accepted)
        let proportion = bias.realizability
        return BiasReading(
            tried: proportion.trials, realized: proportion.successes, rate: proportion.rate ?? 0,
            low: proportion.wilson95?.lowerBound ?? 0, high: proportion.wilson95?.upperBound ?? 1,
            tv: bias.divergences?.tv, chiSquared: bias.divergences?.chi2, kl: bias.divergences?.kl,
            tvBound: bias.bounds?.tv ?? 1)
    }

    /// Makes attempts on one skeleton, at most `limit` of them, each with its difference from the one before.
    private func refine(
        _ world: World, row: Int, earlier: [Attempt], limit: Int?,
        report: @escaping @Sendable (Report) async -> Void
    ) async throws {
        let skeleton = try sampler(of: world).skeleton(row: UInt64(row))
        let most = limit.map { earlier.count + $0 }
        let isStep = limit != nil
        let pace = self.pace
        let number = Mutex(earlier.count)
        let outcome = try await refiner.refine(skeleton, after: earlier) { event in
            switch event {
            case .began(let attempt):
                number.withLock { $0 = attempt }
                await report(.began(attempt: attempt))
            case .restarted: await report(.began(attempt: number.withLock { $0 }))
            case .prompt: break
            case .text(let piece):
                await report(.text(piece))
                if isStep, pace.piece > .zero { try await Task.sleep(for: pace.piece) }
            case .attempted(let attempt):
                // How long it took is the machine's matter: two sessions with the same keys have the same model.
                var timeless = attempt
                timeless.seconds = nil
                await report(.attempted(timeless))
                if !isStep, pace.attempt > .zero { try await Task.sleep(for: pace.attempt) }
                if let most, attempt.number + 1 >= most { return false }
            case .ended: break
            }
            return true
        }
        await report(.ended(isFinished: outcome != nil))
    }
}
