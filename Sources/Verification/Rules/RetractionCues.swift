extension CueGroup {
    /// What takes back, or makes unreal, what the text itself says rather than one finding: "None of the above is true."
    ///
    /// A note that holds such words states nothing, whatever its other sentences say: whoever reads on learns that they do not
    /// hold. Most of these words mean it only in a sentence that speaks of the text and of no finding.
    static let retractions: [CueGroup] = [
        CueGroup(
            name: "retraction", effect: .retraction, condition: .ofText(.before),
            phrases: [
                "(is|was|are|were)( all| just| only| simply)? (false|untrue|wrong|incorrect|inaccurate|mistaken|erroneous|lies|nonsense|obsolete|outdated|swapped|reversed)",
                "(is|was|are|were)( all| just| only| simply)? (invented|fabricated|fiction|fictional|fictitious|imaginary|hypothetical|made up)",
                "(is|was|are|were)( just| only| all)? (a|an) (lie|mistake|joke|hoax|fiction|fabrication|dream|story|error|invention|example|exercise|template|sample|test)",
                "(is|was|are|were) not( at all| even)? (true|correct|right|accurate|so|the case|real|valid|him|her|them)",
                "(isn't|wasn't|aren't|weren't|ain't) (true|correct|right|accurate|so|the case|real|valid|him|her|them)",
                "(is|was|are|were)( only)? for (training|teaching|testing|illustration)",
                "(did not|didn't) (happen|occur)", "never (happened|occurred)",
                "(does not|do not|doesn't|don't) (hold|apply|stand)",
                "no longer (holds?|appl(ies|y)|stands?|true|valid|correct)",
                "(is|was|are|were|has been|have been) (retracted|withdrawn|revoked)",
            ]),
        CueGroup(
            name: "retraction", effect: .retraction, condition: .ofNothing,
            phrases: [
                "(is|was|are|were) (true|correct|right|accurate|so|the case|real|valid)", "(holds?|applies|apply)",
            ]),
        CueGroup(
            name: "retraction", effect: .retraction, condition: .ofText(.after),
            phrases: [
                "(please )?(ignore|disregard|discard|delete|remove|strike|scratch|erase|omit|skip|forget|cancel)( all)?( of)?",
                "(i|we) (take|doubt|question|retract|withdraw|deny|dispute|cancel)( all)?( of)?",
                "(i|we) (do not|don't|no longer) (believe|trust|stand by)( all)?( of)?", "(i|we) made",
            ]),
        CueGroup(
            name: "somebody else's text", effect: .retraction, condition: .ofText(.both),
            phrases: [
                "(another|a different|some other|the wrong|the other) (patient|person|man|woman|chart|record|case|individual|subject)",
                "(somebody|someone|anybody|anyone) else",
                "(concerns|refers to|relates to|describes|belongs to|is about|is of) (his|her|their)",
                "(concern|refer to|relate to|describe|belong to|are about|are of) (his|her|their)",
            ]),
        CueGroup(
            name: "retraction", effect: .retraction,
            phrases: [
                "(just|only) (kidding|joking)", "april fools?", "on the contrary",
                "(quite|just|exactly|rather) the (opposite|contrary|reverse)", "(template|placeholder|sample) text",
                "delete as appropriate", "correction :", "(false|untrue|incorrect|not true) :",
                "(i|we) (was|were|am|are) (wrong|mistaken|lying|joking|kidding)", "(i|we) lied",
                "(exam|quiz|test) question", "true or false",
                "which( of (these|the following))? is (true|false|correct)",
                "(suppose|supposing|imagine|assume|pretend|say)( that| all)?( the following| what follows)",
                "(dreamt|dreamed|imagined|invented|denies|denied|disputes|rejects)( all| everything| all of)?( the following| what follows| that follows)",
                "not (of|about) (our|this|the present) patient",
                "(note|record|chart|report|findings|history|example|story|case) of (another|a different|some other) (patient|person|man|woman)",
            ]),
        CueGroup(
            name: "retraction", effect: .retraction, condition: .clauseEnd,
            phrases: [
                "or (does|do|is|are|has|have|did|was|can) (he|she|they|it|the patient)( really)?",
                "(in fact|actually|in truth|in reality)( ,)? (he|she|they|it|the patient) (has|does|is|did|do|was)( not)?",
                "(in fact|actually|in truth|in reality)( ,)? (he|she|they|it|the patient) (hasn't|doesn't|isn't|didn't)",
            ]),
        CueGroup(name: "retraction", effect: .retraction, condition: .clauseStart, phrases: ["not (!|so !|so \\.)"]),
    ]
}
