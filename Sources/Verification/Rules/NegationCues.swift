extension CueGroup {
    /// What says that a finding is not there.
    static let negations: [CueGroup] = [
        CueGroup(
            name: "negation before", effect: .negation,
            phrases: [
                "no", "not", "none of the", "never", "without( any)?", "nor", "neither", "n't", "non", "nil",
                "(no|without) (other |obvious |current |further )?(evidence|signs?|symptoms?|indications?|findings?|features?|complaints?) (of|for|to suggest)",
                "(no|without) (evidence|signs|findings|features) (suggesting|suggestive of|consistent with)",
                "(no|without) (trace|hint|suspicion|mention|suggestion) of",
                "no (evidence|indication|sign|suggestion|suspicion) that", "(shows?|showed|reveals?|revealed) no",
                "(does|do|did|has|have|had|is|are|was|were|can|could|will|would) not",
                "(doesn't|don't|didn't|hasn't|haven't|hadn't|isn't|aren't|wasn't|weren't|can't|couldn't|won't|wouldn't|cannot)",
                "(does|do|did) not (have|show|report|exhibit|demonstrate|reveal|display|suffer from|complain of|endorse|describe|present with|appear to have|seem to have|admit to)( any)?",
                "(doesn't|don't|didn't) (have|show|report|exhibit|demonstrate|reveal|display|suffer from|complain of|endorse|describe|present with|appear to have|seem to have|admit to)( any)?",
                "(has|have) not (had|shown|reported|exhibited|demonstrated|revealed|developed|experienced|noticed)( any)?",
                "(hasn't|haven't) (had|shown|reported|exhibited|demonstrated|revealed|developed|experienced|noticed)( any)?",
                "(has|have) no", "(has|have) never( had)?", "(is|are) not (experiencing|having|showing|exhibiting)",
                "(denies|denied|deny|denying)( any| having| having any| the presence of| a history of)?",
                "(declines|declined)", "(rules|ruled|ruling) out( any)?",
                "(rules|ruled) (him|her|them|the patient) out( for)?",
                "(can|could|may) be (ruled out|excluded) for", "(excludes|excluded|excluding)",
                "(is|are|was|were|tested|tests|test|came back|returned|remains?)? ?negative for( any)?",
                "(is|are|was|were|remains?|remained) (free of|free from|clear of|without)( any)?", "free (of|from)",
                "(lack|lacks|lacked|lacking|absence)( of)?( any)?", "(absent|unremarkable) for",
                "fails? to (reveal|show)",
                "failed to (reveal|show)", "rather than", "instead of", "as opposed to",
                "(has been|was|were|is|are) (cleared|ruled out) (of|for)",
                "(is|are) (not|nowhere) (seen|found|detected)", "with no( evidence of| signs? of)?",
                "never (had|developed|experienced|reported|complained of|diagnosed with)( any)?",
                "(not|never) (a|an)", "(is|are|was) not (a|an)", "unaffected by",
            ]),
        CueGroup(
            name: "prefix non-", effect: .negation, reach: .nearest, phrases: ["non\\-"]),
        CueGroup(
            name: "ending -free", effect: .negation, direction: .before, reach: .nearest,
            phrases: ["\\-free", "\\-negative"]),
        CueGroup(
            name: "negation after", effect: .negation, direction: .before, reach: .nearest,
            phrases: [
                "(is|was|has been|can be|could be) (now |since |subsequently |effectively )?(ruled out|excluded|refuted|disproved|disproven)",
                "(ruled out|excluded|refuted)",
                "(is|was|remains|remained) (currently |clearly )?(absent|negative|nonexistent|unremarkable for)",
                "(is|was|has been) (not|never) (present|seen|found|detected|noted|identified|observed|evident|demonstrated|appreciated|reported|visible|apparent|visualized|visualised|a problem)",
                "(isn't|wasn't|hasn't been) (present|seen|found|detected|noted|identified|observed|evident|demonstrated|appreciated|reported|visible|apparent)",
                "(not|never) (present|seen|found|detected|noted|identified|observed|evident|demonstrated|appreciated|reported|visible|apparent)",
                "(is|was) denied", "denied", "absent", "negative", "cannot be (seen|found|detected)",
                "(is|was) (nowhere|not anywhere)",
            ]),
        CueGroup(
            name: "negation after", effect: .negation, direction: .before, reach: .list,
            phrases: [
                "(are|were|have been) (all |both |now |since )?(ruled out|excluded|absent|negative|denied)",
                "(are|were|have been) (all |both )?(not|never) (present|seen|found|detected|noted|identified|observed|evident|demonstrated|appreciated|reported)",
                "(aren't|weren't|haven't been) (present|seen|found|detected|noted|identified|observed|evident|reported)",
                "(are|were) (all |both )?negative", "none (present|seen|found|noted)",
            ]),
    ]
}
