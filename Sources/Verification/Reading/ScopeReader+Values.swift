extension ScopeReader {
    /// Storage that one sentence after the other is read with.
    struct Scratch: BitwiseCopyable {
        fileprivate let cues = Tape<CueReference>()
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
    ///
    /// - Parameter cues: the places of the cues of the sentence.
    func free(
        _ cues: Range<Int>, of candidates: Tape<Candidate>, in sentence: Range<Int>, with scratch: Scratch
    ) -> UnsafeBufferPointer<CueReference> {
        scratch.cues.removeAll()
        let hasValues = !cues.isEmpty && candidates.contains { $0.valueTokens != nil }
        if hasValues { noteValues(of: candidates, in: sentence, scratch.taken) }
        for place in cues {
            let cue = findings.cues[place]
            if hasValues, !isFree(cue, in: sentence, scratch.taken) { continue }
            scratch.cues.append(CueReference(cue, at: place))
        }
        return scratch.cues.all
    }

    private func noteValues(of candidates: Tape<Candidate>, in sentence: Range<Int>, _ taken: Tape<Taken>) {
        taken.refill(with: .not, count: sentence.count)
        for index in candidates.indices {
            guard let value = candidates[index].valueTokens else { continue }
            let isBefore = value.upperBound <= candidates[index].anchor.lowerBound
            for token in value where sentence.contains(token) {
                taken[token - sentence.lowerBound] = isBefore ? .beforeName : .afterName
            }
        }
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
