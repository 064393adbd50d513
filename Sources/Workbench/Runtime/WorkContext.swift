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
        /// After each reading of the meters of a race.
        var reading: Duration = .zero
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
    private let shelf: LedgerShelf
    private let live: LiveLedgers
    private let race: RaceWork

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
        race = RaceWork(
            network: options.network, realizer: options.realizer, verification: options.refinement.verification,
            concurrency: max(1, options.concurrency), pace: pace.reading)
        live = LiveLedgers(options)
        shelf = LedgerShelf(options.runs, concurrency: max(1, options.concurrency))
    }

    /// Does a piece of work and reports on the way; the last report ends it, unless the task is cancelled before.
    ///
    /// - Parameter stop: asks the work to finish what it has begun.
    func perform(_ work: Work, stop: StopSwitch = StopSwitch(), report: @escaping @Sendable (Report) async -> Void)
        async
    {
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
            case .sample(let draw, let count): await report(.sampled(try table(of: draw, count: count)))
            case .refine(let draw, let row, let values, let earlier, let limit, let key):
                let skeleton = Skeleton(row: UInt64(row), seed: draw.world.seed, values: values, noise: [])
                try await refine(skeleton, earlier: earlier, limit: limit, ledger: key, report: report)
            case .record(let world, let count, let earlier):
                await report(await recording(world, count: count, earlier: earlier))
            case .measure(let values, let atOnce, let inTheEnd):
                let values = values.map(network.profile.withConflicts)
                let meters = Meters(
                    oneShot: BiasReading(SelectionBias(values: values, accepted: atOnce)),
                    refined: BiasReading(SelectionBias(values: values, accepted: inTheEnd)))
                await report(.measured(meters))
            case .race(let setup): try await race.run(setup) { await report(.backdoor($0)) }
            case .listRuns: await report(.runs(.listed(shelf.listing())))
            case .openRun(let key): await report(.runs(.opened(try shelf.open(key))))
            case .readRecord(let key, let position): await report(.runs(.read(try shelf.record(position, of: key))))
            case .resume(let key): try await resume(key, stop: stop, report: report)
            case .audit(let key): try await audit(key, report: report)
            case .exportRun(let key, let path): await report(.runs(.exported(try shelf.export(key, to: path))))
            }
        } catch is CancellationError {
            return
        } catch let error as LedgerError where work.isRefining {
            await report(.unrecorded(error.description))
        } catch {
            await report(.failed("\(error)"))
        }
    }

    /// Goes on with a run. Its events come from several tasks at once and are passed on in one order.
    private func resume(
        _ key: RunKey, stop: StopSwitch, report: @escaping @Sendable (Report) async -> Void
    ) async throws {
        let (events, continuation) = AsyncStream.makeStream(of: RunEvent.self)
        let work = Task {
            defer { continuation.finish() }
            try await shelf.resume(key, stop: stop) { continuation.yield($0) }
        }
        try await withTaskCancellationHandler {
            for await event in events {
                if case .text(let position, let piece) = event {
                    await report(.runs(.text(position: position, piece)))
                } else {
                    await report(.runs(.event(event)))
                }
            }
            try await work.value
        } onCancel: {
            work.cancel()
        }
    }

    /// Audits a run; what has come to be known on the way is told as far as somebody listens.
    private func audit(_ key: RunKey, report: @escaping @Sendable (Report) async -> Void) async throws {
        let (steps, continuation) = AsyncStream.makeStream(
            of: AuditBrowser.Progress.self, bufferingPolicy: .bufferingNewest(1))
        let work = Task {
            defer { continuation.finish() }
            return try shelf.audit(key) { continuation.yield($0) }
        }
        try await withTaskCancellationHandler {
            for await step in steps { await report(.audit(.progress(step))) }
            await report(.audit(.found(try await work.value)))
        } onCancel: {
            work.cancel()
        }
    }

    /// The drawing for the first room that it fits into, else for the last; then bare names rather higher than the room than wider.
    private func layout(at level: DetailLevel, _ rooms: [Size]) -> GraphLayout {
        func layout(_ room: Size?, scrollsDown: Bool = false) -> GraphLayout {
            var options = NodeBoxes.options(at: level, isASCII: isASCII)
            options.room = room
            options.scrollsDown = scrollsDown
            return GraphLayout(
                parents: subject.graph.parents, boxes: NodeBoxes.sizes(of: subject, at: level), options: options)
        }
        // Boxes that fill a room already leave none for wires.
        let area = NodeBoxes.sizes(of: subject, at: level).reduce(0) { $0 + ($1.width + 1) * ($1.height + 1) }
        let wide = rooms.filter { area <= ($0.width + 1) * ($0.height + 1) }
        guard level <= .names || !wide.isEmpty else { return layout(nil) }
        for room in wide where room != rooms.last {
            let found = layout(room)
            if found.size.width <= room.width, found.size.height <= room.height { return found }
        }
        let last = layout(rooms.last)
        guard let room = rooms.last, level <= .names, last.size.width > room.width else { return last }
        // A drawing that has to be scrolled is better scrolled one way only.
        let narrow = layout(room, scrollsDown: true)
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

    private func rows(of draw: Draw) throws -> PosteriorRows {
        guard !draw.given.isEmpty else {
            return .exact(Sampler(network.scm.intervene(draw.world.interventions), seed: draw.world.seed))
        }
        let engine = engines.engine(for: draw.world.interventions)
        return try PosteriorRows(engine, draw.given.query(), seed: draw.world.seed)
    }

    private func table(of draw: Draw, count: Int) throws -> SampledTable {
        let source = try rows(of: draw)
        let sample = try source.sample(rows: 0..<UInt64(max(0, count)))
        let columns = subject.nodes.indices.map { variable in
            (0..<sample.rowCount).map { sample.value(row: $0, variable: variable) }
        }
        var table = SampledTable(draw: draw, columns: columns)
        if case .nearly = source { table.pool = PosteriorRows.pool }
        return table
    }

    // MARK: Ledgers

    /// A ledger for a live run, or why there is none.
    private func recording(_ world: World, count: Int, earlier: [Int: [Attempt]]) async -> Report {
        do {
            let key = try await live.begin(world, count: count, earlier: earlier)
            // Nobody waits for it any more.
            if Task.isCancelled { live.letGo(key) }
            return .recording(key)
        } catch {
            return .unrecorded("\(error)")
        }
    }

    /// Lets others write a ledger, unless something is being written into it here.
    func letGo(_ key: RunKey) { live.letGo(key) }

    /// Closes what was written, at the end of a session.
    func closeLedgers() { live.closeAll() }

    // MARK: Twins

    private func twin(
        _ question: Twin.Question, report: @escaping @Sendable (Report) async -> Void
    ) async throws {
        let unit = try unit(question)
        await report(.twinned(Twin(question: question, unit: unit)))
        var skeleton = Skeleton(
            row: UInt64(question.row), seed: question.world.seed, values: unit.factual, noise: [])
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

    /// The unit in both worlds: replayed with its own noise, or, where it was drawn given what was seen and its noise is not
    /// known, with what its values tell of it.
    private func unit(_ question: Twin.Question) throws -> CounterfactualUnit {
        let counterfactual = Counterfactual(network.scm, question.world.interventions)
        let row = UInt64(question.row)
        guard !question.given.isEmpty else {
            return try counterfactual.replay(row: row, seed: question.world.seed)
        }
        let draw = Draw(world: World(seed: question.world.seed), given: question.given)
        let sample = try rows(of: draw).sample(rows: row..<row + 1)
        return try counterfactual.unit(subject.nodes.indices.map { sample.value(row: 0, variable: $0) })
    }

    /// The last text that refining a skeleton comes to.
    private func worded(_ skeleton: Skeleton) async throws -> String {
        let outcome = try await twinWriter.refine(skeleton) { _ in true }
        return outcome?.attempts.last?.text ?? ""
    }

    /// Makes attempts on one skeleton, at most `limit` of them, each with its difference from the one before.
    private func refine(
        _ skeleton: Skeleton, earlier: [Attempt], limit: Int?, ledger: RunKey?,
        report: @escaping @Sendable (Report) async -> Void
    ) async throws {
        let most = limit.map { earlier.count + $0 }
        let isStep = limit != nil
        let pace = self.pace
        let number = Mutex(earlier.count)
        let outcome = try await refiner.refine(skeleton, after: earlier) { [live] event in
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
                if let ledger { try await live.record(attempt, on: Int(skeleton.row), in: ledger) }
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
