import CausalEngine

extension Candidate {
    /// What the cues and the section make of a candidate.
    func decided(in sentence: Sentence, by heading: SectionHeading?) -> Decision {
        var decision = Decision()
        let answer = cues.answer
        let isNegated = answer.map { $0.effect == .negation } ?? (cues.negation != nil && !cues.isDoubleNegation)
        if isNegated {
            decision.assertion = .absent
            decision.because(answer ?? cues.negation)
        } else if let answer, answer.effect == .affirmation {
            decision.because(answer)
        } else if cues.isDoubleNegation {
            decision.assertion = .possible
            decision.because(cues.negation, rule: "double negation")
        }
        if let ending = cues.ending {
            decision.assertion = .absent
            decision.temporality = .historical
            decision.because(ending)
        }
        if let possibility = answer?.effect == .possibility ? answer : cues.possibility {
            decision.assertion = .possible
            decision.because(possibility)
        }
        if sentence.isQuestion {
            decision.assertion = .possible
            decision.cue = "?"
            decision.rule = "question"
        }
        if let past = cues.past {
            decision.isPast = true
            if cues.isPastAlone, !isNegated { decision.temporality = .historical }
            if decision.cue == nil { decision.because(past) }
        }
        if let history = answer?.effect == .history ? answer : cues.history {
            decision.temporality = .historical
            decision.because(history)
        }
        if let hypothesis = cues.hypothesis {
            decision.temporality = .hypothetical
            decision.because(hypothesis)
        }
        if let other = cues.otherPerson {
            decision.experiencer = .other
            decision.because(other)
        }
        if let heading { decision.apply(heading) }
        return decision
    }
}

/// What is asserted of a candidate, and why.
struct Decision {
    var assertion = Assertion.present
    var temporality = Temporality.current
    var experiencer = Experiencer.patient
    /// Whether it is told in the past tense, so that nothing is stated of now.
    var isPast = false
    var cue: String?
    var rule = "plain mention"

    mutating func because(_ cue: FoundCue?, rule: String? = nil) {
        guard let cue else { return }
        self.cue = cue.text
        self.rule = rule ?? cue.rule
    }

    /// A section gives a default: it counts where the sentence itself says nothing of the kind.
    mutating func apply(_ heading: SectionHeading) {
        switch heading.effect {
        case .otherPerson where experiencer == .patient: experiencer = .other
        case .history where temporality == .current: temporality = .historical
        case .hypothesis where temporality == .current: temporality = .hypothetical
        case .possibility where assertion == .present: assertion = .possible
        default: return
        }
        if cue == nil {
            cue = heading.phrases.first.map { _ in heading.name }
            rule = heading.name
        }
    }
}
