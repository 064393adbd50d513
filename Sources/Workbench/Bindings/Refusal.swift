/// Why an action cannot be done now, in words for the palette and the status line; `nil` when it can.
enum Refusal {
    static func withoutTable(_ model: Model) -> String? {
        model.document.table == nil ? "the skeletons are still being drawn" : nil
    }

    static func withoutAssumption(_ model: Model) -> String? {
        model.document.world.interventions.isEmpty && model.document.evidence.isEmpty
            ? "nothing is set and nothing was seen" : nil
    }

    static func withoutEvidence(_ model: Model) -> String? {
        model.document.evidence.isEmpty ? "nothing was seen" : nil
    }

    /// Why nothing can be seen of a variable: what is set from outside tells nothing.
    static func seeing(_ variable: Int, _ model: Model) -> String? {
        guard model.document.world.interventions[variable] != nil else { return nil }
        return "\(model.subject.nodes[variable].name) is set by do(), so seeing it tells nothing; "
            + "\(model.key(.release)) releases it"
    }

    static func seeing(_ model: Model) -> String? { seeing(model.document.variable, model) }

    static func withoutQuestion(_ model: Model) -> String {
        "no question is put; \(model.key(.pickNode)) on a node begins one"
    }

    static func steppingPaths(_ model: Model) -> String? {
        guard let question = model.document.paths else { return withoutQuestion(model) }
        guard question.to != nil else {
            return "Y is not picked yet; select a node and press \(model.key(.pickNode))"
        }
        guard let paths = model.currentPaths?.list.paths else { return "the paths are still being found" }
        return paths.isEmpty ? "there is no path" : nil
    }

    static func withoutRun(_ model: Model) -> String? {
        model.runs.open == nil ? "no run is open; \(model.key(.enterRun)) opens the selected one" : nil
    }

    static func withoutSelectedRun(_ model: Model) -> String? {
        model.runs.open == nil && model.runs.selected == nil ? "there is no run to audit" : nil
    }

    /// Why there is no audit of the live run: it is of what its ledger holds.
    static func withoutLedger(_ model: Model) -> String? {
        switch model.recording {
        case .into: nil
        case .none, .awaited:
            "no live run is kept in a ledger yet; \(model.key(.toggleRun)) begins one, and \(model.key(.runs)) shows the runs "
                + "there are"
        case .refused(let reason): "the live run is kept in no ledger, and there is nothing to audit: \(reason)"
        }
    }

    static func withinRun(_ model: Model) -> String? {
        model.runs.open == nil ? nil : "a run is open already; \(model.key(.leaveRun)) closes it"
    }

    static func drawing(_ model: Model) -> String? {
        model.selectedNode?.variable.isContinuous ?? true ? "probabilities are given to states, and it has none" : nil
    }

    static func weighing(_ model: Model) -> String? {
        if model.selectedNode?.variable.isContinuous ?? true { return "weights are given to states, and it has none" }
        return seeing(model)
    }

    /// Why no further attempt can be made on the selected skeleton; while skeletons are being drawn it is not known yet.
    static func attempt(_ model: Model) -> String? {
        guard model.document.isTableCurrent else { return nil }
        if model.selectedValues == nil { return "no skeleton is selected" }
        if model.writer(of: model.document.row) != nil { return "it is being written" }
        guard let record = model.selectedRecord, record.isFinished else { return nil }
        if record.isRealized { return "it is realized: iteration \(record.drafts.count - 1) was accepted" }
        return "it stopped after \(record.drafts.count - 1) corrections"
    }

    static func realize(_ model: Model) -> String? {
        if let reason = attempt(model) { return reason }
        guard model.document.isTableCurrent else { return nil }
        return model.selectedRecord?.drafts.isEmpty ?? true
            ? nil : "it has a draft; \(model.key(.nextIteration)) makes the next iteration"
    }

    static func nextIteration(_ model: Model) -> String? {
        if let shown = model.shownAttempt, let record = model.selectedRecord, shown < record.drafts.count - 1 {
            return nil
        }
        return attempt(model)
    }

    static func previousIteration(_ model: Model) -> String? {
        guard let shown = model.shownAttempt else { return "it has no draft yet" }
        return shown > 0 ? nil : "this is the first draft"
    }

    /// A run may be asked for while its skeletons are still being drawn: it begins with them.
    static func run(_ model: Model) -> String? {
        if model.isRunning || !model.document.isTableCurrent { return nil }
        let count = model.document.table?.count ?? 0
        return model.document.tally.finished < count
            ? nil : "all \(count) skeletons are finished; \(model.key(.sampleAgain)) samples anew"
    }

    private static let noPicture = "the graph is still being laid out"

    static func moreDetail(_ model: Model) -> String? {
        guard let picture = GraphPicture(model) else { return noPicture }
        return picture.hasMore ? nil : "no more detail fits"
    }

    static func lessDetail(_ model: Model) -> String? {
        guard let picture = GraphPicture(model) else { return noPicture }
        return picture.hasLess ? nil : "this is the least detail"
    }
}
