extension CueGroup {
    /// What ends the reach of the cues before it.
    static let boundaries: [CueGroup] = [
        CueGroup(
            name: "boundary", effect: .boundary,
            phrases: [
                ";", "but", "however", "although", "though", "nevertheless", "nonetheless", "yet", "whereas", "while",
                "despite", "in spite of",
                "except( for)?", "apart from", "aside from", "other than", "besides", "still", "on the other hand",
                "instead",
                "(secondary|due|attributable|attributed|owing) to", "because( of)?", "since", "which", "caused by",
                "(is |was |are |were )?(likely|probably|possibly|presumably|perhaps) (secondary|due|related) to (his|her|their|known)",
                "given (his|her|their|the)",
                "d/t", "2/2", "thanks to", "as a consequence of", "with the exception of", "save for", "excepting",
                "as a (cause|reason|result|consequence) (of|for)",
                "(, |and |, and )(he|she|they|it|there) (has|have|is|are|does|do|was|were|had|also|now|still|currently|complains|reports|presents|smokes|shows|suffers)",
                "(and |, and )(he|she|they)",
                "(, |and |, and )(receives|requires|needs|takes|undergoes|remains|survives|dies)",
                "(, |and |, and )(the|this|his|her) (patient|man|woman|boy|girl|blood|chest|heart|test|tests|examination|x\\-?ray|scan|ecg|mri|ct)",
                "(, |and |, and )(has|have|is|are|was|were|does|presents|complains|reports|shows|suffers|endorses|admits|now|currently|also has|positive for)",
                "(, |and |, and )(patient|pt)", "(, |, and )(who|with|today|now|currently|presenting|on examination)",
                "who (now |then )?(presents|presented|comes|came|returns|returned) (to|with|in|for)",
                "now has", "now with", ",? as (there|he|she|it|they)", "came in with", "then", "later", "subsequently",
                "until",
                "(this|it|that) is",
            ]),
        CueGroup(
            name: "boundary before another finding", effect: .boundary, condition: .openList,
            phrases: [
                ", (mild|mildly|minimal|minimally|moderate|moderately|slight|slightly|trace|few|some|scattered|diffuse|patchy|occasional|intermittent|chronic|ongoing|worsening|increased|decreased|elevated|reduced|diminished|scant|faint|social|stable|unchanged|persistent|positive|known|looks|appears|\\+)"
            ]),
        CueGroup(name: "opening bracket", effect: .opening, phrases: ["\\("]),
        CueGroup(name: "closing bracket", effect: .closing, phrases: ["\\)"]),
        CueGroup(
            name: "affirmation", effect: .affirmation,
            phrases: [
                "and (a|an)", "biba", "here (with|for|after)",
                "(brought in|sent in|transferred|sent)( by (ambulance|ems|police|paramedics|family))?( for| with| after| from)",
                "(identified|seen|noted|detected|palpated|visualized|appreciated|observed|found),",
                "(daughter|son|wife|husband|mother|father|she|he|patient|family|parents) (reported|noted|noticed|stated|described|observed)",
                "reports", "states", "describes", "notes",
                "(is |are |was |were |tested |tests |test |came back |returned )?(strongly |weakly )?positive for",
                "complain(s|ed|ing) of", "c/o", "p/w", "present(s|ed|ing)( today| now)?( with| to| for)?", "\\(\\+\\)",
                "positive", "pos\\.? for", "\\+ve( for)?",
                "(was|is|were|are) (admitted|referred|seen|evaluated|brought|transferred|hospitalized|hospitalised)( today| now)?( with| for| to)?",
                "(came|comes|coming) (in|to)( with| for)?", "(underwent|undergoing|undergoes)",
                "endorses", "admits( to)?",
                "(shows|showed|showing|reveals|revealed|revealing|demonstrates|demonstrated|confirms|confirmed)",
                "(has|have)",
                "(developed|develops)",
                "(is|are|was|were) (now |currently )?(present|seen|found|noted|observed|evident|detected|identified|apparent|visible)",
                "(was|is|were|are|been) (found|noted|known|diagnosed|shown|confirmed) (to have|with)",
                "suffer(s|ed|ing) from",
                "notable for", "significant for", "remarkable for", "experiencing", "experiences",
            ]),
    ]
}
