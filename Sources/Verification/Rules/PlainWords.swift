/// Small tables of words that carry no assertion of their own.
enum PlainWords {
    /// Words whose point does not end a sentence.
    static let abbreviations = [
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "eg", "ie", "approx",
    ]

    /// Words whose point does not end a sentence when a small letter follows.
    static let shortenings = [
        "neg", "pos", "pt", "pts", "hx", "dx", "tx", "rx", "sx", "hosp", "temp", "tab", "tabs", "cap", "caps", "inj",
        "no", "approx", "max", "min", "bilat", "resp", "abd", "prn", "bid", "tid", "qid", "wt", "ht", "yo", "yr", "yrs",
        "mo", "mos", "wk", "wks", "est", "assoc", "cont", "incl", "poss", "prob", "susp", "w", "s", "p", "c", "y",
    ]

    /// Words after which a line goes on.
    static let openWords = [
        "a", "an", "the", "of", "to", "for", "with", "without", "no", "not", "and", "or", "nor", "in", "on", "at", "by",
        "from", "as", "is",
        "are", "was", "were", "has", "have", "had", "any", "his", "her", "their", "denies", "that", "which", "who", ",",
        "but", "be", "been",
    ]

    /// Verbs that say of one thing that, or how, it is.
    static let copulas = ["is", "was", "remains", "remained", "has", "had", "persists", "persisted", "appears"]

    /// Words that cannot be denied in the place of a concept after them.
    static let transparent = [
        "a", "an", "the", "any", "his", "her", "their", "this", "have", "having", "had", "has", "been", "be", "is",
        "show",
        "exhibit", "suffer", "suffering", "from", "experience", "experiencing", "report", "display", "currently",
        "presently", "now", "also", "actually", "present", "current", "known", "active", "overt", "apparent", "obvious",
        "detectable", "visible", "noticeable", "palpable", "evidence", "sign", "signs", "symptom", "symptoms",
        "indication", "of", "clear", "clinical", "radiological", "radiographic", "definite", "-", "(", "\"", ":",
        "either", "both", "ever", "yet", "sort", "kind", "form", "feel", "in", "on",
    ]

    /// Adjectives with which a denial denies less than the concept.
    static let narrowing = [
        "severe", "acute", "chronic", "mild", "moderate", "significant", "new", "recent", "recurrent", "further",
        "persistent", "massive", "large", "small", "major", "minor", "advanced", "early", "untreated", "unstable",
        "residual", "worsening", "additional", "other", "old", "previous", "prior",
    ]

    /// Words that open a time or place after a concept.
    static let limiting = [
        "when", "during", "since", "until", "for", "on", "at", "in", "after", "before", "this", "these",
        "last",
        "alone", "of", "upon",
    ]

    /// Marks that open an item of a list at the beginning of a line.
    static let bullets = ["-", "*", "•", "+", "–"]

    /// Words that may stand between a name and its value.
    static let links = [
        ":", "=", "-", "(", "is", "are", "was", "were", "be", "being", "been", "has", "remains", "remained", "stays",
        "reads", "read", "reading", "measures", "measured",
        "of", "at", "the", "a", "an", "as", "to", "level", "levels", "value", "values", "status", "result", "results",
        "finding", "findings", "currently", "now", "today", "again", "still",
        "very", "quite", "rather", "markedly", "slightly", "mildly", "moderately", "severely", "clearly",
        "persistently", "generally", "also", "both", "all", "within", "found", "considered", "shows", "showed",
        "appears", "seems",
        "recorded", "noted", "observed", "reported", "documented", "assessed", "judged", "classified", "categorised",
        "categorized", "graded", "given", "which", "that", "it", "on", "does", "do", "'s", "in", "and", "or", ",",
    ]

    /// Words that make a number something other than the value itself.
    static let comparisons = [
        "<", ">", "<=", ">=", "~", "≈", "±", "above", "below", "over", "under", "less", "more", "greater", "lower",
        "higher", "than", "least", "most", "about", "around",
        "approximately", "approx", "roughly", "nearly", "almost", "between", "from", "target", "goal", "aim", "aiming",
        "normally", "usually", "if", "up", "exceeding", "near", "some", "circa", "ca", "maximum", "minimum",
        "limit", "threshold", "previously", "formerly", "earlier", "not", "never", "no", "fell", "rose", "dropped",
        "by",
    ]

    /// Answers in forms such as "Transfusion: no".
    static let answers: [(word: String, effect: CueGroup.Effect)] = [
        ("yes", .affirmation), ("y", .affirmation), ("true", .affirmation), ("present", .affirmation),
        ("positive", .affirmation), ("+", .affirmation), ("confirmed", .affirmation), ("current", .affirmation),
        ("no", .negation), ("n", .negation), ("false", .negation), ("absent", .negation), ("negative", .negation),
        ("none", .negation), ("nil", .negation), ("denied", .negation), ("denies", .negation), ("never", .negation),
        ("not present", .negation), ("none reported", .negation), ("none seen", .negation), ("none found", .negation),
        ("ruled out", .negation), ("excluded", .negation), ("not seen", .negation), ("not found", .negation),
        ("not detected", .negation), ("neg", .negation), ("none known", .negation), ("denies any", .negation),
        ("quit", .history), ("stopped", .history),
        ("unknown", .possibility), ("unclear", .possibility), ("possible", .possibility), ("possibly", .possibility),
        ("probable", .possibility), ("suspected", .possibility), ("uncertain", .possibility),
        ("not known", .possibility), ("maybe", .possibility), ("not tested", .possibility), ("pending", .possibility),
        ("not ruled out", .possibility), ("not excluded", .possibility),
        ("previously", .history), ("in the past", .history), ("past", .history), ("former", .history),
        ("resolved", .history), ("previous", .history),
    ]
}

extension PlainWords {
    /// What a sentence calls the text that it stands in, or what was said in it.
    static let textWords = [
        "this", "that", "it", "these", "those", "which", "above", "foregoing", "following", "follows", "below",
        "previous", "preceding", "statement", "statements", "sentence", "sentences", "line", "lines", "note", "notes",
        "text", "record", "records", "chart", "report", "summary", "document", "log", "paragraph", "paragraphs",
        "findings", "claim", "claims", "entry", "entries", "facts", "answers", "everything", "all",
    ]

    /// What turns "is true" round.
    static let reversingWords = [
        "none", "nothing", "little", "hardly", "opposite", "contrary", "reverse", "neither", "no",
    ]
}
