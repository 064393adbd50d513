import TerminalUI

/// The facts that are on every screen: network, do(), seed, writer, iteration and how many skeletons are realized.
struct Facts {
    private struct Fact {
        /// The wordings, the shortest first.
        var wordings: [String]
        /// How early it is given room, 0 first.
        var rank: Int
        var role = Role.statusBar
    }

    private let facts: [Fact]

    init(_ model: Model) {
        facts =
            switch model.screen {
            case .runs: Self.ofRuns(model)
            case .backdoor: Self.ofBackdoor(model)
            case .audit: Self.ofAudit(model)
            case .panes, .twin: Self.ofSession(model)
            }
    }

    /// Of the run that is browsed, else how many runs there are.
    private static func ofRuns(_ model: Model) -> [Fact] {
        guard let run = model.runs.open else {
            let count =
                model.runs.listing.map { "\($0.entries.count) run\($0.entries.count == 1 ? "" : "s")" } ?? "runs"
            return [Fact(wordings: [count], rank: 0, role: .title)]
        }
        let entry = run.entry
        let attempt = run.shownAttempt.map(String.init) ?? "–"
        return [
            Fact(
                wordings: [entry.network, entry.key.run, "\(entry.key.ledger) · \(entry.key.run)"], rank: 3,
                role: .title),
            Fact(wordings: [entry.writer, "\(entry.writer) writer"], rank: 1, role: .warning),
            Fact(
                wordings: ["it \(attempt)/\(entry.budget - 1)", "iteration \(attempt) of \(entry.budget - 1)"], rank: 4),
            Fact(
                wordings: [
                    "\(entry.accepted)/\(entry.ended)", RunsView.realized(entry),
                    "realized \(RunsView.realized(entry))",
                ], rank: 0, role: .accent),
            Fact(wordings: run.resuming == nil ? [] : ["going on"], rank: 2, role: .info),
        ]
    }

    /// Of the race: whose network, who writes, and how much of it is done.
    private static func ofBackdoor(_ model: Model) -> [Fact] {
        let setup = model.backdoor.setup
        let preset = model.backdoor.preset
        let writer = setup.isSimulated ? "simulated" : model.settings.realizer
        let done = model.backdoor.tracks[.refined]?.reading?.bias.tried ?? 0
        let state = model.raceID == nil ? (model.backdoor.findings == nil ? "not raced" : "over") : "racing"
        return [
            Fact(
                wordings: preset.map { ["two skeletons", "preset \($0.rawValue): two skeletons"] } ?? [
                    model.subject.name
                ],
                rank: 3, role: .title),
            Fact(wordings: [writer, "\(writer) writer"], rank: 1, role: .warning),
            Fact(wordings: ["seed \(setup.seed)"], rank: 5),
            Fact(
                wordings: ["\(setup.maxIterations + 1) tries", "at most \(setup.maxIterations + 1) attempts each"],
                rank: 4),
            Fact(wordings: ["\(done)/\(setup.count)", "\(done) of \(setup.count) skeletons"], rank: 0, role: .accent),
            Fact(wordings: [state], rank: 2, role: .info),
        ]
    }

    /// Of the run that is audited.
    private static func ofAudit(_ model: Model) -> [Fact] {
        let audit = model.audit
        let run = audit.key?.run ?? ""
        let state =
            audit.findings != nil
            ? "audited" : audit.isStopped ? "stopped" : audit.failure != nil ? "failed" : "auditing"
        let bias = audit.findings?.bias
        let realized = bias.map { "\($0.realized)/\($0.tried)" }
        return [
            Fact(wordings: [run, "\(audit.key?.ledgerName ?? "") · \(run)"], rank: 2, role: .title),
            Fact(wordings: [state], rank: 1, role: .info),
            Fact(wordings: realized.map { [$0, "realized \($0)"] } ?? [], rank: 0, role: .accent),
            Fact(
                wordings: audit.findings == nil ? [] : ["audit seed 0", "audit seed 0, 100 replicates, as evaluate's"],
                rank: 3),
        ]
    }

    private static func ofSession(_ model: Model) -> [Fact] {
        let subject = model.subject
        let document = model.document
        let tally = document.tally
        let count = document.table?.count ?? 0
        let set = document.world.text(in: subject)
        let number = document.world.interventions.count
        let iteration = (model.shownWriting?.attempt ?? model.shownAttempt).map(String.init) ?? "–"
        let most = model.settings.maxIterations
        let share = "\(tally.realized)/\(tally.finished)"
        return [
            Fact(
                wordings: [
                    subject.name, "\(subject.name) \(subject.nodes.count)n \(subject.edgeCount)e",
                    "\(subject.name) · \(subject.nodes.count) nodes \(subject.edgeCount) edges",
                ], rank: 3, role: .title),
            Fact(
                wordings: set.isEmpty
                    ? ["do –", "no do()"] : [number == 1 ? "do \(set)" : "do \(number)", "do(\(set))"],
                rank: 2, role: set.isEmpty ? .statusBar : .intervened),
            Fact(wordings: seenWordings(model), rank: 2, role: .evidence),
            Fact(wordings: ["seed \(document.world.seed)"], rank: 5),
            Fact(wordings: [model.settings.realizer, "\(model.settings.realizer) writer"], rank: 1, role: .warning),
            Fact(
                wordings: [
                    "it \(iteration)/\(most)", "#\(document.row) it \(iteration)/\(most)",
                    "#\(document.row) iteration \(iteration) of \(most)",
                ], rank: 4),
            Fact(
                wordings: [
                    share, "\(share) of \(count)",
                    "realized \(share) of \(count)\(model.isRunning ? " running" : "")",
                ], rank: 0, role: .accent),
        ]
    }

    /// What was seen; with a do() the longest wording says in which world. No wording without any.
    private static func seenWordings(_ model: Model) -> [String] {
        let evidence = model.document.evidence
        guard !evidence.isEmpty else { return [] }
        let text = "seen \(evidence.text(in: model.subject))"
        let count = evidence.variables.count
        let isMutilated = !model.document.world.interventions.isEmpty
        return [count == 1 ? text : "seen \(count)", text] + (isMutilated ? ["\(text) in that world"] : [])
    }

    /// The facts in one line of at most `width` columns: the shortest wordings of as many as fit, then longer ones, always in
    /// the order of their rank.
    func pieces(width: Int, glyphs: GlyphSet) -> [(text: String, style: Style)] {
        var chosen = [Int?](repeating: nil, count: facts.count)
        func length() -> Int {
            let texts = zip(facts, chosen).compactMap { fact, wording in wording.map { fact.wordings[$0] } }
            return texts.reduce(2) { $0 + glyphs.width(of: $1) } + 3 * max(0, texts.count - 1)
        }
        let order = facts.indices.sorted { facts[$0].rank < facts[$1].rank }
        for wording in 0..<3 {
            for index in order where wording < facts[index].wordings.count {
                let before = chosen[index]
                guard wording == 0 || before == wording - 1 else { continue }
                chosen[index] = wording
                if length() > width { chosen[index] = before }
            }
        }
        var pieces: [(text: String, style: Style)] = [(" ", Style(.statusBar))]
        for (fact, wording) in zip(facts, chosen) {
            guard let wording else { continue }
            if pieces.count > 1 { pieces.append((" \(glyphs.separator) ", Style(.border, on: .statusBar))) }
            pieces.append((fact.wordings[wording], Style(fact.role, on: .statusBar)))
        }
        return pieces
    }
}
