extension ScopeReader {
    /// Storage that one sentence after the other is read with.
    struct Scratch: BitwiseCopyable {
        fileprivate let cues = Tape<FoundCue>()
        fileprivate let taken = Tape<Taken>()

        func deallocate() {
            cues.deallocate()
            taken.deallocate()
        }
    }

    /// Whether a token is part of a value, and on which side of its name that stands.
    fileprivate enum Taken {
        case not
        case beforeName
        case afterName
    }

    /// The cues that are not at the same time the value of a name: "the cardiac history is negative" denies nothing else.
    ///
    /// A value before its name ("no fever, cough") still reaches on to what follows.
    func free(
        _ cues: UnsafeBufferPointer<FoundCue>, of candidates: Tape<Candidate>, in sentence: Range<Int>,
        with scratch: Scratch
    ) -> UnsafeBufferPointer<FoundCue> {
        guard !cues.isEmpty, candidates.all.contains(where: { $0.valueTokens != nil }) else {
            return cues
        }
        let taken = scratch.taken
        taken.refill(with: .not, count: sentence.count)
        for candidate in candidates.all {
            guard let value = candidate.valueTokens else { continue }
            let place: Taken = value.upperBound <= candidate.anchor.lowerBound ? .beforeName : .afterName
            for token in value where sentence.contains(token) {
                taken[token - sentence.lowerBound] = place
            }
        }
        scratch.cues.removeAll()
        for cue in cues where isFree(cue, in: sentence, taken) { scratch.cues.append(cue) }
        return scratch.cues.all
    }

    private func isFree(_ cue: FoundCue, in sentence: Range<Int>, _ taken: Tape<Taken>) -> Bool {
        cue.tokens.allSatisfy { token in
            switch sentence.contains(token) ? taken[token - sentence.lowerBound] : .not {
            case .not: true
            case .beforeName: cue.direction == .after
            case .afterName: false
            }
        }
    }
}
