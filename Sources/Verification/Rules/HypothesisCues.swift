extension CueGroup {
    /// What speaks of a finding as something that may come.
    static let hypotheses: [CueGroup] = [
        CueGroup(name: "condition", effect: .condition, phrases: ["if", "unless", "whenever"]),
        CueGroup(
            name: "hypothesis before", effect: .hypothesis,
            phrases: [
                "(return|returns|come back|come in)( \(CueWords.promptly))? \(CueWords.occasions)",
                "(call|calls|phone|contact)( \(CueWords.promptly))? \(CueWords.occasions)",
                "(return|come back|come|go|report) to (the |our |your |an )?\\w+ \(CueWords.occasions)",
                "(return|come back|come|go|report) to (the |our |your |an )?\\w+ (room|department|care) \(CueWords.occasions)",
                "(return|come back|come|go|report) to (the|your) (nearest|closest|local) \\w+ \(CueWords.occasions)",
                "(return|come back|come|go|report) to (the|your) (nearest|closest|local) \\w+ (room|department) \(CueWords.occasions)",
                "(call|contact|phone|notify|page|tell|see) (the|your|his|her|our|dr\\.) \\w+ \(CueWords.occasions)",
                "(return|come back|call) (for|with|if) any",
                "seek (immediate |prompt |urgent |emergency )?(medical )?(help|care|attention|evaluation)( immediately)?( if| for| with| should)?",
                "return (sooner|earlier|immediately|promptly) (for|if|with|should)",
                "should (you|he|she) (notice|have|experience|develop)",
                "report any", "notify", "should (he|she|they|you|it|the patient|symptoms|there be|any)",
                "in case( of)?",
                "in the event (of|that)",
                "(should|must|needs? to|is to|are to) be (seen|evaluated|reevaluated|re\\-evaluated|checked)( urgently| immediately| promptly| again)? (for|if)",
                "(for|with|of|if) any (new|worsening|increasing|increased|sudden|recurrent)",
                "precautions( were)?( discussed| given| reviewed| provided)?( including| such as| for|:| with)",
                "as needed for", "(hold|held) (for|if)",
                "(warning|concerning|alarm|danger|worrisome) (signs?|symptoms?)( of| such as| like| including|:)",
                "side effects( such as| including| include|:)", "when you (have|feel|experience|notice|develop)",
                "you (may|might|could) (have|experience|notice|develop|feel|see)", "p\\.?r\\.?n\\.?( for)?",
                "prn\\.?( for)?",
                "(watch|monitor|monitored|monitoring|look|observe|surveillance|alert|vigilant|mindful) (out )?(for|to)",
                "(watched|observed|checked) for( signs of| symptoms of)?",
                "(at|increased|high|higher|low|elevated|some|greater)? ?risks? (of|for|factors? for|including|include)",
                "(the )?risks( and| ,|,)? (benefits|alternatives|complications)",
                "(the|potential|possible|known) risks",
                "(possible|potential) (complications|side effects|risks) (of|including|include|such as|are)",
                "(precautions|prophylaxis|vaccination|vaccine|immunization|immunisation|vaccinated|immunised|immunized|protection|guard) (for|against)",
                "(prevent|prevents|prevention of|preventing|avoid|avoiding|avoidance of|to reduce)",
                "(would|should) (have|develop|be|indicate)", "screening for", "to screen for",
                "(may|might|could|can|will|would) (develop|cause|lead to|result in|progress to|occur|return|recur|precipitate)",
                "(educated|counselled|counseled|advised|instructed|warned|cautioned|information|advice|worried|worries|worry|anxious|afraid|fears?|fearful) (about|on|regarding|of|that)",
                "in order to", "advised (against|not to)",
                "(no )?need to", "(was|were|is|are)? ?(told|asked|encouraged|urged) (not )?to", "plans? to",
                "(planning|hopes|intends|intending|wishes|wants|going|scheduled) to",
                "pending", "were (he|she|they|it) to",
                "(review|reviewed|reviewing|discuss|discussed|explain|explained|taught|recognize|recognise|knows?|understands?) (the )?signs (and|or) symptoms of",
            ]),
        CueGroup(
            name: "should at the beginning", effect: .hypothesis, condition: .clauseStart, phrases: ["should"]),
        CueGroup(
            name: "signs at the beginning", effect: .hypothesis, condition: .clauseStart,
            phrases: ["signs and symptoms of"]),
        CueGroup(
            name: "should before a finding", effect: .hypothesis, reach: .within(0),
            phrases: ["should( any| the| his| her| your| new| these| this| further| more)?"]),
        CueGroup(
            name: "as needed after", effect: .hypothesis, direction: .before, reach: .within(0),
            phrases: ["as needed", "p\\.?r\\.?n\\.?"]),
        CueGroup(
            name: "to watch for", effect: .hypothesis, direction: .both, phrases: ["to (watch|look) (out )?for"]),
        CueGroup(
            name: "hypothesis after", effect: .hypothesis, direction: .before, reach: .list,
            phrases: [
                "(should|if) (it|this|they|these|any) (occur|occurs|develop|develops|return|returns|recur|recurs|worsen|worsens|persist|persists|arise|arises|appear|appears)",
                "should (occur|develop|return|recur|worsen|persist|arise|appear)",
                "(would|could|might|may) (occur|develop|be expected|follow|recur)",
                "(occurs?|develops?|worsens?|recurs?|persists?|returns?), (please )?(return|call|come back)",
                "precautions", "(should|must|need to) be (reported|evaluated|checked)",
            ]),
        CueGroup(
            name: "prevention after", effect: .hypothesis, direction: .before, reach: .within(1),
            phrases: [
                "prophylaxis", "prevention", "vaccination", "vaccine", "immunization", "screening", "precautions",
            ]),
    ]
}
