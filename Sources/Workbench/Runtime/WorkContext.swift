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
    private let engines: EngineStore
    /// What words units for comparison: the writer itself, unless it is one whose texts cost time or money.
    private let twinWriter: Refiner
    private let twinWriterName: String
    private let isASCII: Bool
    private let pace: Pace

    init(_ options: WorkbenchOptions, subject: Subject, isASCII: Bool, pace: Pace = Pace()) {
        network = options.network
        self.subject = subject
        refiner = Refiner(network: options.network, realizer: options.realizer, settings: options.refinement)
        engines = EngineStore(options.network.scm)
        let isLocal = options.realizer.identity.kind == "simulated"
        twinWriter = Refiner(
            network: options.network, realizer: isLocal ? options.realizer : TemplateRealizer(),
            settings: options.refinement)
        twinWriterName = isLocal ? options.realizer.identity.kind : TemplateRealizer().identity.kind
        self.isASCII = isASCII
        self.pace = pace
    }

    /// Does a piece of work and reports on the way; the last report ends it, unless the task is cancelled before.
    func perform(_ work: Work, report: @escaping @Sendable (Report) async -> Void) async {
        do {
            switch work {
            case .layOut(let level, let rooms): await report(.laidOut(level, layout(at: level, rooms)))
            case .believe(let world, let evidence, let rows):
                let engine = engines.engine(for: world.interventions)
                await report(.believed(try engine.beliefs(of: world, evidence, rows: rows)))
            case .compare(let question): await report(.compared(engines.comparison(question)))
            case .findPaths(let question, let interventions):
                await report(.foundPaths(paths(of: question, interventions)))
            case .twin(let question): try await twin(question, report: report)
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

    /// The drawing for the first room that it fits into, else for the last; then bare names rather higher than the room than wider.
    private func layout(at level: DetailLevel, _ rooms: [Size]) -> GraphLayout {
        func layout(_ room: Size?) -> GraphLayout {
            var options = NodeBoxes.options(at: level, isASCII: isASCII)
            options.room = room
            return GraphLayout(
                parents: subject.graph.parents, boxes: NodeBoxes.sizes(of: subject, at: level), options: options)
        }
        // Boxes that fill a room already leave none for wires.
        let area = NodeBoxes.sizes(of: subject, at: level).reduce(0) { $0 + ($1.width + 1) * ($1.height + 1) }
        let wide = rooms.filter { area <= ($0.width + 1) * ($0.height + 1) }
        guard level == .names || !wide.isEmpty else { return layout(nil) }
        for room in wide where room != rooms.last {
            let found = layout(room)
            if found.size.width <= room.width, found.size.height <= room.height { return found }
        }
        let last = layout(rooms.last)
        guard let room = rooms.last, level == .names, last.size.width > room.width else { return last }
        // A drawing that has to be scrolled is better scrolled one way only.
        let narrow = layout(Size(width: room.width, height: 8 * room.height))
        return narrow.size.width <= room.width ? narrow : last
    }

    /// The paths between two nodes where edges into what is set are cut; more than a screen can ever tell are not listed.
    private func paths(of question: PathQuestion, _ interventions: [Int: Intervention]) -> PathAnswer {
        let graph = CausalGraph(network.scm.intervene(interventions))
        let list = graph.paths(
            from: [question.from], to: question.to.map { [$0] } ?? [], given: question.given.sorted(), limit: 200,
            effort: 1_000_000)
        return PathAnswer(question: question, interventions: interventions, list: list)
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

    // MARK: Twins

    private func twin(
        _ question: Twin.Question, report: @escaping @Sendable (Report) async -> Void
    ) async throws {
        let counterfactual = Counterfactual(network.scm, question.world.interventions)
        let unit = try counterfactual.replay(row: UInt64(question.row), seed: question.world.seed)
        await report(.twinned(Twin(question: question, unit: unit)))
        var skeleton = try Sampler(network.scm, seed: question.world.seed).skeleton(row: UInt64(question.row))
        let was: String
        if let text = question.text { was = text } else { was = try await worded(skeleton) }
        skeleton.values = unit.counterfactual
        let would = unit.changed.isEmpty ? was : try await worded(skeleton)
        await report(
            .twinWorded(
                Twin.Texts(
                    writers: [question.text == nil ? twinWriterName : "realized", twinWriterName],
                    segments: ReadableDifference.segments(from: was, to: would))))
    }

    /// The last text that refining a skeleton comes to.
    private func worded(_ skeleton: Skeleton) async throws -> String {
        let outcome = try await twinWriter.refine(skeleton) { _ in true }
        return outcome?.attempts.last?.text ?? ""
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
