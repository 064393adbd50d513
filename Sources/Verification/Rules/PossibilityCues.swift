extension CueGroup {
    /// What leaves a finding open.
    static let possibilities: [CueGroup] = [
        CueGroup(
            name: "possibility before", effect: .possibility,
            phrases: [
                "possible", "possibly", "probable", "probably", "potential", "potentially", "presumed", "presumably",
                "presumptive", "putative", "likely", "unlikely", "questionable", "query", "suspected", "suspect",
                "suspects", "suspicion (of|for)", "suspicious (for|of)", "suspicions? (that|about)", "concern(s|ed)? (for|about|of|that)",
                "concerning for", "worrisome for", "(may|might|could) (be|have|indicate|represent|reflect|suggest|also have|well have|well be|possibly have)", "may", "might",
                "appears? to (be|have)", "seems? to (be|have)", "(is|are) thought to (be|have)", "(is|are) believed to (be|have)",
                "perhaps", "maybe", "suggests?", "suggesting", "suggested", "suggestive of", "suggestion of", "consistent with",
                "compatible with", "in keeping with", "indicative of", "cannot (rule out|exclude)", "can't (rule out|exclude)",
                "can ?not (rule out|exclude)", "could not (rule out|exclude)", "couldn't (rule out|exclude)",
                "(did|does|do) not (rule out|exclude)", "(didn't|doesn't|don't) (rule out|exclude)",
                "not (been )?(ruled out|excluded)( for)?", "not ruling out", "without ruling out",
                "(unable|not possible|impossible) to (rule out|exclude)", "(to )?rule out", "to exclude", "r/o", "vs\\.?",
                "versus", "differential( diagnosis)?( includes| of)?", "either", "uncertain (if|whether|about)",
                "unclear (if|whether)", "not (sure|clear|certain|known) (if|whether|that)",
                "(wonder|wonders|wondering) (if|whether|about)", "(unsure|doubtful) (if|whether|about|of)",
                "(evaluate|evaluated|evaluation|assess|assessed|assessment|investigate|investigated|investigation|work ?\\-?up|worked up|investigations|tested|tests?|testing|screen|screened|screening|checked|check) (for|of possible|to exclude)",
                "(susceptible|predisposed|vulnerable) to", "equivocal( for| evidence of)?", "indeterminate for",
                "no (definite|definitive|clear|convincing|conclusive|certain|proof of|confirmed|confirmation of)( evidence of)?",
                "not (definitely|definitively|clearly|conclusively|certainly|necessarily)", "not confirmed to have",
                "(does|did|do) not (confirm|prove|establish)", "(has|have) not (confirmed|proven|established)",
                "(low|high|strong|moderate|some|increasing) (likelihood|probability|suspicion|index of suspicion) (of|for)",
                "(thought|felt|believed|considered) to be", "should be considered", "consider(ed|ing)?",
            ]),
        CueGroup(
            name: "query before", effect: .possibility, reach: .nearest, phrases: ["\\?"]),
        CueGroup(
            name: "possibility after", effect: .possibility, direction: .before, reach: .nearest,
            phrases: [
                "(is|was|are|were|remains|seems|appears|has been|have been)? ?(very |most |highly |quite |thought |considered |deemed )?(possible|probable|likely|unlikely|questionable|suspected|doubtful|uncertain|unclear|equivocal|indeterminate|inconclusive|improbable|debatable|unconfirmed|undetermined)",
                "(cannot|can ?not|can't|could not|couldn't|may not|might not) be (ruled out|excluded|confirmed|determined|diagnosed|assessed)",
                "(was|is|were|are|has|have)? ?(not|n't|never) (yet )?(been )?(yet )?(ruled out|excluded|confirmed|proven|established|determined|diagnosed|tested|assessed|documented|evaluated)",
                "(wasn't|isn't|weren't|aren't|hasn't been|haven't been) (ruled out|excluded|confirmed|proven|established|determined|diagnosed)",
                "(is|was|are|were|has been) (being )?(considered|investigated|queried|questioned|evaluated|suspected)",
                "(should|must|needs to|will|to) be (ruled out|excluded|considered|confirmed|determined)",
                "(is|was|remains) (a|one) (possibility|concern|consideration|differential|question)",
                "(is|was) (in|on|part of) the differential", "(is|was) in question", "(could|may|might) be (present|considered)",
                "(is|are) (a|an)? ?(common|frequent|typical|known|usual) (symptom|sign|feature|cause|complication|finding|consequence)s?",
                "could not be (confirmed|demonstrated)", "\\-like",
            ]),
    ]
}
