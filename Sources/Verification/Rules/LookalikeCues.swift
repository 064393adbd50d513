extension CueGroup {
    /// Words that hold a cue and do not act like one.
    static let lookalikes: [CueGroup] = [
        CueGroup(
            name: "not a negation", effect: .none,
            phrases: [
                "no (significant |interval |definite |further |recent |other )?(increase|decrease|change|changes|worsening|improvement|progression)( in| of| to| from)?",
                "not (only|just|merely|simply|solely)( because of)?", "(no|without) (doubt|question)", "no wonder",
                "gram( |\\-)negative", "(rh|rhesus)( |\\-)negative",
                "not (drain|cause|causing|extend|due to|because of|related to)",
                "without (difficulty|further|improvement|incident|problem)", "no matter", "no less than",
                "not less than",
                "not (limited to|the least)", "(no|not) other than", "no one", "nobody", "no more than",
                "non(\\-| )?compliant",
                "non(\\-| )?steroidal", "double negative", "false negative", "not infrequently", "not uncommonly",
                "not surprisingly",
                "room (no|no\\.)", "(no|nos)\\. ", "x\\-ray (was|is) negative", "has not worsened", "not worse",
                "not better",
                "not (to )?mention", "why not", "not improv\\w+", "not resolv\\w+", "not well controlled",
                "not controlled",
                "not on treatment for",
            ]),
        CueGroup(
            name: "not a history", effect: .none,
            phrases: [
                "history of (the )?(present|presenting|current) (illness|complaint|condition)", "(has|have) had",
                "history and physical", "history (and|&) examination",
                "had to", "had not", "old age", "(\\w+|\\w+\\-)(year|month|week|day)( |\\-)old", "years? old",
                "since (last|the last) (night|week|month|year)",
                "(has|have) had (a|an|ongoing|persistent)",
                "(for|over|during|in) the (past|last) (\\w+ )?(hours?|days?|weeks?|months?)", "poor historian",
                "postnasal", "post (office|code)",
            ]),
        CueGroup(
            name: "not a hypothesis", effect: .none,
            phrases: ["if any", "as if", "only if", "even if", "looks? (well|unwell|good|ill|pale|tired)", "if not"]),
        CueGroup(
            name: "not a possibility", effect: .none,
            phrases: [
                "as soon as possible", "as (much|far|well|quickly|many) as possible", "if possible", "where possible",
                "in may", "may \\w+ (19|20)\\w+",
                "either (eye|ear|side|leg|arm|lung|kidney|hand|foot)",
                "(blood|urine|skin|stress|function|lab|laboratory|liver|breath) tests?",
                "(test|tests) (results?|shows?|showed|reveals?|revealed|confirms?|confirmed|was|were|is|are)",
            ]),
    ]
}
