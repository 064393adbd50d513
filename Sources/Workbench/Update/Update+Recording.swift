extension Model {
    /// Asks for a ledger when a live run begins without one.
    mutating func beginRecording() -> [Effect] {
        guard settings.recordsRuns, recording.key == nil else { return [] }
        guard document.given.isEmpty else {
            recording = .refused(
                "a ledger holds what the network draws, and these rows are drawn given what was seen")
            return []
        }
        recording = .awaited
        let earlier = document.records.mapValues { $0.drafts.map(\.attempt) }.filter {
            !$0.value.isEmpty
        }
        return request(.record(document.world, count: document.wanted, earlier: earlier))
    }

    /// Goes on with a live run now that it is known whether it has a ledger.
    mutating func take(_ answer: LiveRecording) {
        recording = answer
        switch answer {
        case .into: say("live refinement of \(document.wanted) skeletons\(answer.place); \(key(.toggleRun)) pauses")
        case .refused(let reason): notice = Notice(text: "kept in no ledger: \(reason)", kind: .failed)
        case .none, .awaited: break
        }
    }

    /// Stops a live run whose ledger can be written no longer: no attempt is made that is not kept first.
    mutating func endRecording(_ reason: String) {
        recording = .none
        isRunning = false
        follows = false
        notice = Notice(text: "\(reason) Begin a new ledger with \(key(.toggleRun)).", kind: .failed)
    }

    /// Ends the recording, since the screen no longer shows what the ledger holds; the ledger stays as it is.
    mutating func stopRecording() -> [Effect] {
        defer { recording = .none }
        return recording.key.map { [.letGo($0)] } ?? []
    }
}
