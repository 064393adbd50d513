extension CueGroup {
    /// What makes a finding somebody else's, and what gives it back to the patient.
    static let otherPersons: [CueGroup] = [
        CueGroup(
            name: "other person", effect: .otherPerson,
            phrases: [
                "(mother|mom|mum|father|dad|parents?|brothers?|sisters?|siblings?|sons?|daughters?|child|children)",
                "(grand(\\-| )?mother|grand(\\-| )?father|grandparents?|grandson|granddaughter|aunts?|uncles?|cousins?)",
                "(nephews?|nieces?|wife|husband|spouse|partner|twin|half\\-(brother|sister)|step(\\-| )?(mother|father))",
                "(mother|father|brother|sister)s?\\-in\\-law", "(fianc\\w+|girlfriend|boyfriend)",
                "(colleagues?|co\\-?workers?|friends?|neighbou?rs?|room(\\-| )?mates?|flat(\\-| )?mates?)",
                "(donor|family members?|relatives?|classmates?)", "(landlord|employer|boss)",
                "(his|her|their|the|another)( bus| taxi| school)? (teacher|driver|clients?|customers?|students?|pupils?|chef|nurse)",
                "(care ?giver|carer|household contacts?|dog|cat|pet)", "(another|other|his|her|their) patients?",
                "patients with", "(his|her|their) (doctor|nurse|physician|oncologist|surgeon|dentist|consultant)",
                "family( medical)? (history|hx)( of| is (positive|significant|notable) for| includes| positive for| significant for)?",
                "(fh|fhx|familial history)( of)?", "family( is| was)? positive for", "(maternal|paternal|familial)",
                "(exposed|exposure|contact) to (a |an )?(person|people|someone|somebody|patients?) with",
                "(someone|somebody|anyone|people|a person)( else)? (with|who)",
            ]),
        CueGroup(
            name: "other person", effect: .otherPerson, direction: .before,
            phrases: [
                "(in|among) (his|her|their|the) (family|relatives|siblings|household|parents)",
                "runs? in (his|her|their|the) family", "on the (maternal|paternal|mother's|father's) side",
            ]),
        CueGroup(
            name: "other person named after", effect: .attribution,
            phrases: [
                "(in|of|affecting) (his|her|their|the|a|an|both|one|two|several|some|many)?( of (his|her|their))?"
            ]),
        CueGroup(
            name: "informant", effect: .company,
            phrases: [
                "(per|according to|as per|with|by|from) (his|her|their|the|a)?", "and the",
                "\(CueWords.informants) \(CueWords.tells)",
                "(here|seen|arrived|comes|came|presents|presented)( today)? with (his|her|their) (mother|mom|mum|father|dad|parents|wife|husband|son|daughter|family)",
                "(lives?|living|lived|stays?|staying|resides?|travel\\w+|work\\w*) (with|near) (his|her|their|the|a)?",
                "(accompanied|brought in|brought|referred|supported|escorted|cared for) by (his|her|their|the|a)?",
            ]),
        CueGroup(
            name: "another of theirs", effect: .another, phrases: ["and (his|her|their)"]),
        CueGroup(
            name: "the patient again", effect: .patient,
            phrases: [
                "the patient", "patient", "patient's", "pt",
                "(he|she) (himself|herself)", "personally", "personal", "in (this|our) patient",
                "that (he|she|the patient)",
                "(report|reported|state|stated|says|said|noted|mentions|mentioned|confirms?|observed|noticed)",
                "(describe|described)",
            ]),
    ]
}
