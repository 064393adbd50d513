import CausalEngine

extension Candidate {
    /// What the cues and the section make of a candidate.
    func decided(in sentence: Sentence) -> Decision {
        guard cues.isMarked || sentence.isQuestion || sentence.heading != nil else { return Decision() }
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
            decision.reason = cues.negation.map { .doubleNegation($0) } ?? .plain
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
            decision.reason = .question
        }
        if let past = cues.past {
            decision.isPast = true
            if cues.isPastAlone, !isNegated { decision.temporality = .historical }
            if case .plain = decision.reason { decision.because(past) }
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
        if let heading = sentence.heading { decision.apply(heading) }
        return decision
    }
}

/// What a candidate comes to: what is asserted of it, the value that means, and what licenses it.
struct Asserted: BitwiseCopyable {
    var decision: Decision
    var value: Value?
    /// What it would state by the assertion rules alone.
    var leaning: Value?
    /// The frame that states it, in strict reading.
    var source: LicenceSource?

    init(decision: Decision) { self.decision = decision }

    /// Whether it states a value of the patient, now.
    var statesValue: Bool { value != nil && decision.isOfPatientNow }
}

/// What is asserted of a candidate, and why.
struct Decision: BitwiseCopyable {
    /// What decided; the words are looked up when it is shown.
    enum Reason: BitwiseCopyable {
        case plain
        case cue(CueReference)
        case doubleNegation(CueReference)
        case question
        /// The section, by the index of its heading.
        case section(Int)
    }

    var assertion = Assertion.present
    var temporality = Temporality.current
    var experiencer = Experiencer.patient
    /// Whether it is told in the past tense, so that nothing is stated of now.
    var isPast = false
    var reason = Reason.plain

    /// Whether it is said for certain, of the patient, now.
    var isOfPatientNow: Bool { assertion != .possible && temporality == .current && experiencer == .patient }

    mutating func because(_ cue: CueReference?) {
        guard let cue else { return }
        reason = .cue(cue)
    }

    /// A section gives a default: it counts where the sentence itself says nothing of the kind.
    mutating func apply(_ heading: Int) {
        switch SectionHeading.effects[heading] {
        case .otherPerson where experiencer == .patient: experiencer = .other
        case .history where temporality == .current: temporality = .historical
        case .hypothesis where temporality == .current: temporality = .hypothetical
        case .possibility where assertion == .present: assertion = .possible
        default: return
        }
        if case .plain = reason { reason = .section(heading) }
    }

    /// The words that decided, and the name of the rule.
    func explanation(in lexicon: Lexicon, _ findings: Findings) -> (cue: String?, rule: String) {
        switch reason {
        case .plain: (nil, "plain mention")
        case .cue(let cue): (lexicon.text(of: findings[cue]), lexicon.ruleName(of: findings[cue]))
        case .doubleNegation(let cue): (lexicon.text(of: findings[cue]), "double negation")
        case .question: ("?", "question")
        case .section(let heading): (SectionHeading.all[heading].name, SectionHeading.all[heading].name)
        }
    }
}
