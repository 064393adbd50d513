extension CueGroup {
    /// What puts a finding into the past.
    static let histories: [CueGroup] = [
        CueGroup(
            name: "history before", effect: .history,
            phrases: [
                "(past |prior |previous |known |remote |strong |significant |long |childhood |personal )?(medical |surgical )?history (of|for|significant for|notable for|remarkable for|includes|includes a)",
                "h/o", "hx( of)?", "pmh(x)?( of)?", "s/p", "status post", "post(\\-| )",
                "previous", "previously", "prior", "past", "former", "formerly", "ex(\\-| )", "earlier", "remote",
                "in the past", "once had", "used to( have| be)?", "was (previously|formerly|once)", "(has|have) previously",
                "had", "had (a|an|been|previously|once|already)", "was (a|an|once a)", "old", "resolved", "recovered from", "recovering from",
                "(was|were|has been|have been|had been) (treated|hospitalized|hospitalised|admitted|operated|medicated) (for|with)",
                "treated for", "survivor of", "survived", "(years?|months?|weeks?|days?|decades?) ago",
                "in (his|her|their|the) (past|childhood|youth|teens|twenties|thirties|forties|fifties|sixties)",
                "as a (child|teenager|boy|girl|young man|young woman)", "(last|previous) (year|month|week|summer|winter|spring|autumn|admission|visit|hospitalization|hospitalisation)",
            ]),
        CueGroup(
            name: "history after", effect: .history, direction: .before, reach: .list,
            phrases: [
                "in the past", "in (his|her|their|the) (past|childhood|youth|teens|twenties|thirties|forties|fifties|sixties)",
                "(many |several |some |few |a few |two |three |four |five |six |seven |eight |nine |ten |twenty )?(years?|months?|weeks?|decades?) (ago|earlier|before|previously|prior)",
                "as a (child|teenager|boy|girl|young man|young woman)", "(last|the previous) (year|month|summer|winter|spring|autumn|admission)",
                "previously", "formerly", "earlier in (life|childhood)", "(has|have|had|is|are|was|were) (now |since |completely |fully |all |now completely |since completely )?(resolved|cured|healed|gone|subsided|settled|cleared|disappeared|recovered)",
                "(is|was|are|were) (treated|operated)( on)?( successfully)?", "in remission", "\\- resolved", "resolved",
                "survivors?", "(since|until) (childhood|birth) but not now",
            ]),
        CueGroup(
            name: "ended before", effect: .ending,
            phrases: [
                "no longer( has| have| a| an)?", "not any ?more", "(has|have|had)? ?(quit|stopped|given up|ceased|discontinued|recovered from)",
            ]),
        CueGroup(
            name: "ended after", effect: .ending, direction: .before, reach: .list,
            phrases: ["(is|was|are|were) no longer (present|seen|found|a problem|detected|evident|detectable|noted)"]),
    ]
}
