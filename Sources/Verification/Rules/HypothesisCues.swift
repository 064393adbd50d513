extension CueGroup {
    /// What speaks of a finding as something that may come.
    static let hypotheses: [CueGroup] = [
        CueGroup(
            name: "hypothesis before", effect: .hypothesis,
            phrases: [
                "if",
                "(return|returns|call|come back|come in|seek help|seek care|seek attention|go to the emergency department) (if|for|in case of|should|with any|with|when)",
                "should (he|she|they|you|it|the patient|symptoms|there be|any)", "in case( of)?",
                "in the event (of|that)", "unless", "whenever", "as needed for",
                "prn( for)?", "(watch|monitor|monitored|monitoring|look|observe|surveillance|alert) (out )?(for|to)",
                "(at|increased|high|higher|low|elevated|some|greater)? ?risk (of|for|factors? for)",
                "(precautions|prophylaxis|vaccination|vaccine|immunization|immunisation|vaccinated|immunised|immunized|protection|guard) (for|against)",
                "(prevent|prevents|prevention of|preventing|avoid|avoiding|to reduce)",
                "(would|should) (have|develop|be|indicate)",
                "(may|might|could|can|will|would) (develop|cause|lead to|result in|progress to|occur|return|recur)",
                "(educated|counselled|counseled|advised|instructed|warned|information|advice|worried|worries|anxious|afraid|fears?|fearful) (about|on|regarding|of|that)",
                "in order to", "advised (against|not to)",
                "(no )?need to", "(was|were|is|are)? ?(told|asked|encouraged|urged) (not )?to", "plans? to",
                "(planning|hopes|intends|intending|wishes|wants|due|going|scheduled) to",
                "until", "pending", "were (he|she|they|it) to",
            ]),
        CueGroup(
            name: "hypothesis after", effect: .hypothesis, direction: .before, reach: .list,
            phrases: [
                "(should|if (it|this|they)) (occur|occurs|develop|develops|return|returns|recur|recurs|worsen|worsens|persist|persists|arise|arises|appear|appears)",
                "(would|could|might) (occur|develop|be expected|follow)",
                "(occurs?|develops?|worsens?|recurs?|persists?|returns?), (please )?(return|call|come back)",
                "precautions", "prophylaxis", "vaccination", "vaccine", "screening",
            ]),
    ]
}
