extension CueGroup {
    /// What puts a finding into the past.
    static let histories: [CueGroup] = [
        CueGroup(
            name: "history before", effect: .history,
            phrases: [
                "(past |prior |previous |known |remote |strong |significant |long |childhood |personal )?(medical |surgical )?history (of|for|significant for|notable for|remarkable for|includes|includes a)",
                "h/o", "hx( of)?", "pmh(x)?( of)?", "s/p", "status post", "post(\\-| )",
                "previous", "previously", "prior", "past", "former", "formerly", "ex(\\-| )", "earlier", "remote",
                "once had", "used to( have| be)?", "was (previously|formerly|once)", "(has|have) previously",
                "had", "had (a|an|been|previously|once|already)", "was (a|an|once a)", "old", "resolved",
                "recovered from", "recovering from",
                "(was|were|has been|have been|had been) (treated|hospitalized|hospitalised|admitted|operated|medicated) (for|with)",
                "treated for", "survivor of", "survived",
            ]),
        CueGroup(
            name: "history beside", effect: .history, direction: .both,
            phrases: [
                "in the past", "in childhood", "(in|during) (19|20)\\w+",
                "in (his|her|their|the) (past|childhood|youth|teens|twenties|thirties|forties|fifties|sixties)",
                "(years?|months?|weeks?|decades?) (ago|earlier|before|previously|prior)",
                "as a (child|teenager|boy|girl|young man|young woman)",
                "(last|the previous) (year|month|summer|winter|spring|autumn|admission)",
                "earlier in (life|childhood)",
            ]),
        CueGroup(
            name: "history after", effect: .history, direction: .before, reach: .list,
            phrases: [
                "previously", "formerly",
                "(has|have|had|is|are|was|were) (now |since |completely |fully |all |now completely |since completely )?(resolved|cured|healed|gone|subsided|settled|cleared|disappeared|recovered)",
                "(is|was|are|were) (treated|operated)( on)?( successfully)?", "in remission", "\\- resolved",
                "resolved",
                "survivors?", "(since|until) (childhood|birth) but not now",
            ]),
        CueGroup(
            name: "ended before", effect: .ending,
            phrases: [
                "no longer( has| have| a| an)?", "not any ?more",
                "(has|have|had)? ?(quit|stopped|given up|ceased|discontinued|recovered from)",
            ]),
        CueGroup(
            name: "ended after", effect: .ending, direction: .before, reach: .list,
            phrases: ["(is|was|are|were) no longer (present|seen|found|a problem|detected|evident|detectable|noted)"]),
    ]
}
