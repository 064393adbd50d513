/// Groups of words that many cues share, as alternatives in the syntax of the reading rules.
enum CueWords {
    /// What is said of something that an examination shows or does not show.
    static let perceived =
        "(present|seen|found|detected|noted|identified|observed|evident|demonstrated|appreciated|reported|visible|apparent|visualized|visualised|heard|palpated|palpable|felt|elicited|encountered|recognized|documented)"

    /// What becomes of a suspicion that is settled.
    static let settled = "(ruled out|excluded|refuted|disproved|disproven)"

    /// How completely something is done: "cannot be entirely excluded".
    static let degree =
        "(entirely|completely|fully|definitively|definitely|confidently|absolutely|reliably|totally|conclusively|safely)"

    /// Who tells of the patient.
    static let informants =
        "(mother|mom|mum|father|dad|wife|husband|spouse|partner|daughter|son|sister|brother|family|parents|girlfriend|boyfriend|roommate|caregiver|friend|neighbor|neighbour)"

    /// How they tell.
    static let tells =
        "(reports|states|describes|notes|says|witnessed|saw|thinks|believes|feels|confirms|denies any knowledge of|mentions|worries that|found|heard|called)"

    /// When, or on what, to call for help.
    static let occasions = "(if|for|with|should|when|in case of)"

    /// How soon, or whom, after "return" or "call".
    static let promptly =
        "(also|immediately|sooner|earlier|promptly|right away|urgently|at once|again|back|here|911|us|me|ems)"
}
