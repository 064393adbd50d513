extension CueGroup {
    /// What says that a finding is not there.
    static let negations: [CueGroup] = [
        CueGroup(
            name: "negation before", effect: .negation,
            phrases: [
                "no", "not", "none of the", "never", "without( any)?", "w/o( any)?", "w/out( any)?", "nor", "neither",
                "nor (the|did|does|has|was|is|were)", "n't", "non", "nil", "ø",
                "(no|without|w/o) (evidence|signs?|symptoms?|indications?|findings?|features?|complaints?) (of|for|to suggest|to indicate)( any)?",
                "(no|without) (new|other|obvious|current|further|acute|clear|definite|convincing) (evidence|signs?|symptoms?|indications?) (of|for)",
                "(no|without|w/o) (new |other |obvious |current |further |acute |clear |definite |convincing )?(signs|symptoms) (and|or) (signs|symptoms) (of|for)",
                "(no|without) (evidence|signs|findings|features) (suggesting|suggestive of|consistent with|compatible with|concerning for)",
                "(no|without) (radiographic|mammographic|angiographic|echocardiographic|ultrasonographic|ct|mri|clinical|imaging|sonographic|laboratory|serologic|histologic|electrocardiographic|ecg) (evidence|signs?|findings|features) (of|for|to suggest)",
                "(no|without) e/o", "(no|without) (trace|hint|suspicion|mention|suggestion) of",
                "no (evidence|indication|sign|suggestion|suspicion) that", "(shows?|showed|reveals?|revealed) no",
                "(does|do|did|has|have|had|is|are|was|were|can|could|will|would) not",
                "(doesn't|don't|didn't|hasn't|haven't|hadn't|isn't|aren't|wasn't|weren't|can't|couldn't|won't|wouldn't|cannot)",
                "(does|do|did) not (have|show|report|exhibit|demonstrate|reveal|display|suffer from|complain of|endorse|describe|present with|appear to have|seem to have|admit to)( any)?",
                "(doesn't|don't|didn't) (have|show|report|exhibit|demonstrate|reveal|display|suffer from|complain of|endorse|describe|present with|appear to have|seem to have|admit to)( any)?",
                "(has|have) not (had|shown|reported|exhibited|demonstrated|revealed|developed|experienced|noticed)( any)?",
                "(hasn't|haven't) (had|shown|reported|exhibited|demonstrated|revealed|developed|experienced|noticed)( any)?",
                "(has|have|had) no", "(has|have) never( had)?", "(is|are) not (experiencing|having|showing|exhibiting)",
                "(denies|denied|deny|denying)( any| having| having any| the presence of)?",
                "(declines|declined)", "(rules|ruled|ruling) out( any| for)?",
                "(rules|ruled) (him|her|them|the patient) out( for)?",
                "(can|could|may) be (ruled out|excluded) for", "(exclude|excludes|excluded|excluding)",
                "(is|are|was|were|be|been|tested|tests|test|came back|returned|remains?|remained)? ?(negative|neg) for( any)?",
                "neg\\. for", "\\-ve( for)?",
                "(is|are|was|were|remains?|remained) (free of|free from|clear of|without)( any)?", "free (of|from)",
                "(lack|lacks|lacked|lacking|absence)( of)?( any)?", "absent", "(absent|unremarkable) for",
                "(fails?|failed) to (reveal|show|demonstrate|identify|disclose)",
                "(has been|was|were|is|are) (cleared|ruled out) (of|for)",
                "with no( evidence of| signs? of)?", "devoid of", "uninvolved (by|with)",
                "never (had|developed|experienced|reported|complained of|diagnosed with)( any)?",
                "(not|never) (a|an)", "(is|are|was) not (a|an)", "unaffected by", "no longer any",
                "nothing (to suggest|to indicate|suggestive of|suggesting)", "ruled\\-out( for)?",
                "negative,? including",
                "(pertinent|significant|relevant|important)? ?negatives?( include| are| included|:)",
                "(pertinent|significant|relevant|important) negatives? (include|are) no",
                "\(CueWords.informants) (deny|denies|denied)",
                "(not|never) (consistent|compatible|in keeping) with",
                "(not|isn't|wasn't) (suggestive of|suspicious for|concerning for|indicative of)",
                "inconsistent with", "(argues?|arguing) against",
                "(negative|unremarkable|unrevealing)( to date| so far| thus far)? for",
                "(does|do|did) not (appear|seem) to be( in)?", "(doesn't|didn't) (appear|seem) to be( in)?",
                "(resolution|disappearance) of", "far from", "(anything|everything) but",
                "(it is |it's |is |was )?(false|untrue|incorrect|not true|not so|not the case) that",
            ]),
        CueGroup(
            name: "instead of", effect: .negation, reach: .nearest,
            phrases: ["rather than", "instead of", "as opposed to"]),
        CueGroup(
            name: "prefix non-", effect: .negation, reach: .within(0), phrases: ["non\\-"]),
        CueGroup(
            name: "minus sign", effect: .negation, reach: .within(0), condition: .attached, phrases: ["\\-"]),
        CueGroup(
            name: "minus sign", effect: .negation, reach: .within(0),
            phrases: ["\\(\\-\\)", ", \\-", "; \\-"]),
        CueGroup(
            name: "minus sign after", effect: .negation, direction: .before, reach: .within(0), condition: .clauseEnd,
            phrases: ["\\(\\-\\)"]),
        CueGroup(
            name: "ending -free", effect: .negation, direction: .before, reach: .within(0),
            phrases: ["\\-free", "\\-negative"]),
        CueGroup(
            name: "negation after", effect: .negation, direction: .before, reach: .nearest,
            phrases: [
                "(is|was|has been|can be|could be) (now |since |subsequently |effectively |definitively |clearly )?\(CueWords.settled)",
                "\(CueWords.settled) (by|with|on|via|per|after|based on)",
                "(is|was|remains|remained) (currently |clearly )?(absent|negative|nonexistent)",
                "(is|was|has been|have been) (not|never) \(CueWords.perceived)", "(is|was) (not|never) a problem",
                "(has|have) (not|never) been \(CueWords.perceived)",
                "(has|have|did|does|do) not (occurred|occur|recurred|recur|developed|develop)",
                "(isn't|wasn't|hasn't been) \(CueWords.perceived)",
                "(not|never) \(CueWords.perceived)",
                "(is|was) denied", "(negative|neg) (x|times|on|by|at)",
                "(cannot|can not|could not) be (seen|found|detected|identified|visualized|visualised|demonstrated|appreciated|palpated|felt|heard|elicited)",
                "(is|was) (nowhere|not anywhere)",
            ]),
        CueGroup(
            name: "negation at the end", effect: .negation, direction: .before, reach: .nearest,
            condition: .clauseEnd,
            phrases: ["denied", "denies", "absent", "negative", "neg", "(ruled out|excluded|refuted)"]),
        CueGroup(
            name: "negation of a list after", effect: .negation, direction: .before, reach: .list,
            phrases: [
                "(are|were|have been) (all |both |now |since )?(ruled out|excluded|absent|negative|denied)",
                "(are|were|have been) (all |both )?(not|never) \(CueWords.perceived)",
                "(aren't|weren't|haven't been) \(CueWords.perceived)",
                "none \(CueWords.perceived)",
            ]),
    ]
}
