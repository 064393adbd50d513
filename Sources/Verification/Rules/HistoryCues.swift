extension CueGroup {
    /// What puts a finding into the past.
    static let histories: [CueGroup] = [
        CueGroup(
            name: "history before", effect: .history,
            phrases: [
                "(past |prior |previous |known |remote |strong |significant |long |longstanding |childhood )?(medical |surgical |cardiac )?(history|hx) of",
                "(past |prior |previous )?(medical |surgical |cardiac |psychiatric )?(history|hx) (for|significant for|notable for|remarkable for|positive for|includes|includes a|including|pertinent for)",
                "(history|hx) (is|was) (significant|notable|remarkable|positive|pertinent) for",
                "h/o", "hx", "pmh(x)?( of| significant for| notable for)?", "psh(x)?( of)?", "s/p", "status( |\\-)post",
                "once had", "used to( have| be)?", "was (previously|formerly|once)", "(has|have) previously",
                "recovered from", "recovering from", "survivor of", "survived", "cured of",
                "(no|without) (residua|residuals|residual effects|sequelae) (of|from|after)",
            ]),
        CueGroup(
            name: "history right before", effect: .history, reach: .within(2),
            phrases: ["previous", "prior", "past", "former", "childhood", "ex(\\-| )", "remote", "resolved", "healed"]),
        CueGroup(name: "old", effect: .history, reach: .within(1), phrases: ["old"]),
        CueGroup(
            name: "previously", effect: .history, reach: .within(3), phrases: ["previously", "formerly"]),
        CueGroup(
            name: "history beside", effect: .history, direction: .both,
            phrases: [
                "in the (distant |remote )?past", "in childhood",
                "in the (early |late |mid )?(19|20)\\w+\\w+", "long ago", "(in|during|back in) (19|20)\\w+\\w+",
                "(in|of) (january|february|march|april|may|june|july|august|september|october|november|december)( of|,)? (19|20)\\w+\\w+",
                "in (1|2|3|4|5|6|7|8|9|10|11|12|01|02|03|04|05|06|07|08|09)/(19|20)\\w+\\w+",
                "(in|during) (his|her|their|the) (early |late )?(past|childhood|youth|teens|twenties|thirties|forties|fifties|sixties)",
                "(years?|yrs?|months?|decades?) (ago|earlier|before|previously|prior)( to admission)?",
                "(three|four|five|six|seven|eight|nine|ten|several|many|3|4|5|6|7|8|9|10) (weeks?|wks?) (ago|earlier|previously|prior)",
                "as a (young )?(child|teenager|boy|girl|man|woman)",
                "(last|the previous) (year|month|summer|winter|spring|autumn|fall|admission)",
                "earlier in (life|childhood)", "a long time ago", "the last time",
                "(in|with|during|after)( his| her| the| a)? (first|second|last|previous|prior) (pregnancy|admission|hospitalization)",
            ]),
        CueGroup(
            name: "history after", effect: .history, direction: .before, reach: .list,
            phrases: [
                "at (the |an )?(young |early )?age( of)?",
                "(has|have|is|are) (now |since |completely |fully |all |now completely |since completely )?(resolved|cured|healed|gone|subsided|disappeared|recovered)",
                "(has|have) since (cleared|settled|abated|passed|remitted)", "in remission", "\\- resolved",
                "(since|until) (childhood|birth) but not now",
                "until (19|20)\\w+\\w+", "but (has|have) (since )?(resolved|quit|recovered|stopped)",
                "who quit",
            ]),
        CueGroup(
            name: "history right after", effect: .history, direction: .before, reach: .within(0),
            phrases: ["survivors?", "history", ",? (19|20)\\w+\\w+"]),
        CueGroup(
            name: "history at the end", effect: .history, direction: .before, condition: .clauseEnd,
            phrases: ["previously", "formerly", "resolved"]),
        CueGroup(
            name: "recent", effect: .recent, direction: .both, reach: .within(0),
            phrases: [
                "(yesterday|today|tonight|last night|this (morning|afternoon|evening|week|am|pm))",
                "(one|two|three|four|five|six|few|several|couple of) (minutes|hours?|hrs?|days?) (ago|prior|before|earlier|pta)",
                "(1|2|3|4|5|6|7|8|9|10|12|24|48) (minutes|hours?|hrs?|days?) (ago|prior|before|earlier|pta)",
            ]),
        CueGroup(
            name: "what is left", effect: .recent, phrases: ["residual", "currently", "presently", "at present", "now"]),
        CueGroup(
            name: "past tense", effect: .past,
            phrases: [
                "had", "had (a|an|been|previously|once|already)", "was (a|an|once a)",
            ]),
        CueGroup(
            name: "treatment in the past", effect: .past,
            phrases: [
                "(was|were|has been|have been|had been) (treated|hospitalized|hospitalised|admitted|operated|medicated) (for|with)",
                "treated for",
            ]),
        CueGroup(
            name: "past tense after", effect: .past, direction: .before,
            phrases: [
                "(is|was|are|were) (treated|operated)( on)?( successfully)?",
                "(had|was|were) (now |since )?(resolved|cured|healed|gone|subsided|settled|cleared|recovered)",
                "(resolved|subsided|cleared|improved|abated)", "(has|have) (settled|cleared|improved|abated)",
            ]),
        CueGroup(
            name: "ended before", effect: .ending,
            phrases: [
                "no longer( has| have| a| an| any)?", "not any ?more", "there (is|are) no longer( any| a| an)?",
                "(has|have|had)? ?(quit|stopped|given up|ceased|discontinued)",
            ]),
        CueGroup(
            name: "ended after", effect: .ending, direction: .before, reach: .list,
            phrases: [
                "(is|was|are|were) no longer (present|seen|found|a problem|detected|evident|detectable|noted|visible|appreciated|identified)"
            ]),
        CueGroup(
            name: "ended at the end", effect: .ending, direction: .before, reach: .nearest, condition: .clauseEnd,
            phrases: ["no longer", "not any ?more", "no more"]),
    ]
}
