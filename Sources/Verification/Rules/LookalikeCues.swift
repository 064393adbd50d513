extension CueGroup {
    /// Words that hold a cue and do not act like one.
    static let lookalikes: [CueGroup] = [
        CueGroup(
            name: "not a negation", effect: .none,
            phrases: [
                "no (significant |definite |appreciable |substantial |obvious |major )?(interval |further |recent |other )?(increase|decrease|change|changes|worsening|improvement|progression|growth)",
                "(is |was |are |were |does |do |did |has |have )?not (only|just|merely|simply|solely)( because of)?",
                "(is|are|was|were|be|been)? ?not (absent|missing|lacking)",
                "(no|without) (doubt|question)", "no wonder",
                "gram( |\\-)negative", "(rh|rhesus)( |\\-)negative",
                "(does |do |did )?not (drain|cause|causing|extend|due to|because of|related to|radiate|respond to|improve|resolve|heal)",
                "(is|was|are|were|been)? ?not (relieved|improved|alleviated|helped|responding|healing|treated|controlled|tolerating|compliant|walk|finish|tolerate|able to)",
                "(could|can|was|were|is|are|did|does|do) not (walk|sleep|eat|drink|stand|finish|complete|tolerate|get|work)",
                "nothing relieves", "(including |includes )?but (is |are )?not limited to",
                "(does|do|did|has|have) not (stop|stopped|go away|gone away|subside|subsided|abate|get better|gone|changed|change)",
                "no (relief|response|cause|explanation|source|reason|etiology|aetiology|improvement|resolution|change)( in| of| to| for)?( the| his| her| this)?",
                "(no|not) (prior|previous) (films?|studies|study|records?|exams?|examinations?|ct|x\\-rays?|comparison)",
                "non(\\-| )?(specific|small|obstructing|obstructive|insulin|hodgkin|hodgkin's|radiating|st|q|displaced|healing|tender|distended|productive|purulent|invasive|ischemic|cardiac)",
                "without (radiation|difficulty|any change|change|assistance|help|relief)",
                "without (difficulty|further|improvement|incident|problem)", "no matter", "with or without",
                "with/without", "(no|not) later than", "no less than",
                "not less than",
                "not (limited to|the least)", "(no|not) other than", "no one", "nobody", "no more than",
                "non(\\-| )?compliant",
                "non(\\-| )?steroidal", "double negative", "false negative", "not infrequently", "not uncommonly",
                "not surprisingly",
                "room (no|no\\.)", "(no|nos)\\. ", "has not worsened", "not worse",
                "not better",
                "not (to )?mention", "why not", "not improv\\w+", "not resolv\\w+", "not well controlled",
                "not controlled",
                "not on treatment for", "(no|without|w/o)( sig| significant| pertinent| known| past)? (pmh|pmhx)",
                "(ensure|confirm|document|until|assess|check|monitor|pending|await|complete) (the )?resolution of",
            ]),
        CueGroup(
            name: "not another person", effect: .none,
            phrases: ["(in )?(the|this) (child|infant|baby)", "in child(hood)?", "child( |\\-)care", "twin"]),
        CueGroup(
            name: "not a history", effect: .none,
            phrases: [
                "(prior|previous|past|old|earlier) (note|notes|study|studies|films?|exams?|examinations?|ct|mri|scans?|x\\-rays?|radiographs?|reports?|visits?|admissions?|records?|tracings?|ecgs?|ekgs?|echocardiograms?|imaging|labs?|results?)",
                "prior to", "previous to",
                "previously (seen|noted|described|identified|biopsied|reported|well|healthy|demonstrated|mentioned|scheduled)",
                "past (two|three|four|five|six|few|several|couple|couple of|week|day|month|2|3|4|5|6|7)( days?| weeks?| hours?| months?)?",
                "had (no|not|some|never)", "resolved (with|after|by|in|on)", "(at|in|on|to) the old",
                "(hour|day|week|hours|days|weeks)( |\\-)?'? history (of|for)", "recent history of",
                "(natural|smoking) history of", "history taking",
                "history of (the )?(present|presenting|current) (illness|complaint|condition)", "(has|have) had",
                "history and physical", "history (and|&) examination",
                "had to", "had not", "old age", "(year|month|week|day)( |\\-)old", "years? old",
                "since (last|the last) (night|week|month|year)",
                "(has|have) had (a|an|ongoing|persistent)",
                "(for|over|during|in) the (past|last) (\\w+ )?(hours?|days?|weeks?|months?)", "poor historian",
                "than( it was| they were| he was| she was)? (last|the previous) (year|month|summer|winter|spring|autumn|fall|admission)",
                "postnasal", "post (office|code)",
            ]),
        CueGroup(
            name: "not a hypothesis", effect: .none,
            phrases: [
                "as if", "(asked|asks|unsure|wonders|wondered|see|determine) if",
                "(returned|returns) (with|for|to)", "called (with|because|about)", "no risk factors", "only if",
                "even if", "looks? (well|unwell|good|ill|pale|tired)", "if not",
            ]),
        CueGroup(
            name: "not a hypothesis at the end", effect: .none, condition: .clauseEnd, phrases: ["if any", "if at all"]),
        CueGroup(
            name: "not a possibility", effect: .none,
            phrases: [
                "as soon as possible", "(evidence|findings|features|signs|anything|nothing) to (suggest|indicate)",
                "as (much|far|well|quickly|many) as possible", "if possible", "where possible",
                "in may", "may \\w+ (19|20)\\w+",
                "either (eye|ear|side|leg|arm|lung|kidney|hand|foot)",
                "(blood|urine|skin|stress|function|lab|laboratory|liver|breath) tests?",
                "(test|tests) (results?|shows?|showed|reveals?|revealed|confirms?|confirmed|was|were|is|are)",
            ]),
    ]
}
