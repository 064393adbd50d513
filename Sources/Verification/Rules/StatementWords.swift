/// The words around the facts of a licensed clause.
enum StatementWords {
    /// The patient as a subject, by pronoun.
    static let pronouns = ["he", "she", "they", "pt"]

    /// The patient as a subject, by noun.
    static let personNouns = [
        "patient", "pt", "man", "woman", "gentleman", "lady", "boy", "girl", "child", "infant", "baby", "neonate",
        "newborn", "individual", "person", "subject",
        "(male|female)( patient| subject| infant| child)?", "m", "f",
    ]

    /// An age before such a noun; `#` is a number.
    static let ages = ["#(\\-| )?(year|month|week|day)s?(\\-| )old", "#(\\-| )?(y/o|yo)", "#(m|f)", "# y"]

    /// What introduces a second description of the subject.
    static let identities = ["is (a|an|the)"]
    static let relatives = ["who", ", who"]
    /// What points at the subject when it is introduced: "this is a 63-year-old man".
    static let demonstratives = ["this", "here"]

    /// Titles, after which capitalised words are a name.
    static let titles = ["mr.?", "mrs.?", "ms.?", "miss", "mx.?"]

    /// Tests and records as subjects.
    static let tests = [
        "(physical |clinical |initial |recent |today's )?(examination|exam|imaging|assessment|evaluation|monitoring|work\\-up|investigations?|tests?|testing|results?|findings|records?|notes?|chart|file|history|biopsy|scan|screening|auscultation)",
        "(examination|exam|imaging|test|biopsy) (findings|results?)", "clinical picture",
        "(chest )?(x\\-?ray|ct|ct scan|mri|radiograph|radiography|ultrasound|echocardiogram|ecg|ekg|spirometry|bronchoscopy)",
        "(sputum culture|sputum test|sputum|blood tests?|lab tests?|laboratory (tests|results|data)|labs)",
        "(current |active |main |confirmed |clinical )?(diagnosis|diagnoses|problems|symptoms|conditions|complaints|problem list|findings|facts|risk factors)",
    ]

    /// Whose a finding or attribute is.
    static let possessives = [
        "his", "her", "their", "its", "the", "a", "an", "the patient's", "patient's", "this patient's", "any", "some",
        "this", "both", "her own", "the (man|woman|subject|child|infant|baby)'s",
    ]

    /// What may open a sentence and say nothing.
    static let openers = [
        "(currently|presently|today|now|additionally|furthermore|moreover|also|overall|clinically|notably|meanwhile|of note|in addition|at present|at this time|at the moment|in summary|in short|finally|similarly|likewise|besides|on balance|in general|here|again|then|first|second|third|next|lastly|as well|by contrast|in contrast|on the other hand|however|nevertheless|nonetheless|in fact|indeed|fortunately|unfortunately|thankfully),?",
        "(on|upon) (physical |clinical |today's |further |general |direct )?(examination|exam|assessment|evaluation|review),?",
        "(on|upon) (auscultation|questioning|inspection|monitoring|imaging|presentation|admission|arrival),?",
        "(on|in|according to) (the )?(chest )?(x\\-?ray|ct|mri|radiograph|imaging|monitor|monitoring|record|chart|ecg|ultrasound|history|records),?",
        "(although|though|while|whereas|and|but|,)",
        "it is (noted|known|confirmed|documented|recorded|clear|established|certain|a fact|true) that",
        "(we|i) (note|find|confirm|record|see|found|noted|observed) that", "please note that", "note that",
        "(the )?(examination|exam|imaging|record|test|chart|history|assessment|evaluation) (shows|confirms|reveals|notes|states|indicates) that",
        "he (reports|states|confirms|says) that", "she (reports|states|confirms|says) that",
        "the patient (reports|states|confirms|says) that",
    ]

    /// Adverbs that change nothing.
    static let adverbs = [
        "also", "currently", "presently", "now", "additionally", "indeed", "clearly", "definitely", "certainly",
        "already", "again", "still", "today", "furthermore", "both", "either", "at present", "further", "moreover",
        "otherwise", "however", "likewise",
    ]

    /// Adjectives that leave a finding that is there there. A denied finding may not have them: "no severe cough" denies less.
    static let modifiers = [
        "mild", "moderate", "severe", "acute", "chronic", "marked", "significant", "persistent", "new", "known",
        "obvious", "clear", "active", "current", "definite", "confirmed", "ongoing", "recurrent", "evident",
        "considerable", "serious", "intermittent", "productive", "dry", "recent", "noticeable", "pronounced",
        "established", "documented", "slight", "progressive", "typical", "bilateral", "right\\-sided", "left\\-sided",
        "advanced", "early", "untreated",
        "regular", "habitual", "heavy", "frequent", "occasional", "daily", "active", "primary", "metastatic",
        "pulmonary", "clinical", "diagnosed", "worsening", "marked", "substantial", "profound", "extensive",
        "localized", "localised", "visible", "(mild|moderate) to (moderate|severe)", "very", "quite",
    ]

    /// Adjectives that a denied finding may have.
    static let bareModifiers = [
        "any", "current", "known", "active", "overt", "apparent", "obvious", "detectable", "visible", "noticeable",
    ]

    /// What may close a clause and says nothing of the fact.
    static let tails = [
        ",? ?(currently|presently|today|now|at present|at this time|at the moment|at this point|overall|as well|too|also|again|in addition|clinically|at the time of (writing|examination|assessment|this note|review)|right now|indeed|however)",
        "(on|upon|at) (physical |clinical |today's |this |the |current |general )?(examination|exam|assessment|evaluation|review|visit)",
        "(on|upon|at) (imaging|auscultation|inspection|monitoring|testing|presentation)",
        "(on|in) (the )?(chest )?(x\\-?ray|ct|mri|radiograph|imaging|monitor|record|chart|ultrasound)",
        "in (this|the) patient", "of any kind", "whatsoever", "at all", "\\(confirmed\\)",
    ]

    /// What joins statements, and items of a list.
    static let connectors = [
        ",", "and", ", and", "as well as", ", as well as", "along with", "together with", "plus", "&", "/", "with",
        ", with", "who", "and who", "and also", ", and also",
    ]
    static let alternatives = ["or", ", or", "nor", ", nor", "and/or"]
    static let contrasts = [
        "but", ", but", "while", ", while", "although", ", although", "though", ", though", "whereas", ", whereas",
        "yet", ", yet", ", however,", "but also", "however,",
    ]

    /// What denies one item of a list.
    static let negators = [
        "no", "without", "without any", "no evidence of", "no signs? of", "not any", "but no", "no current",
    ]

    /// Words that may join a name to its value in a licensed clause.
    static let links = [
        "is", "are", ":", "=", "remains", "remain", "stays", "reads", "measures", "is measured at",
        "is recorded (at|as)", "is (currently|now|also|still|again|both|all)",
        "are (currently|now|also|still|both|all)",
        "is at", "of", "at",
        "is (noted|found|seen|observed|judged|assessed|reported|documented|considered|known|shown|confirmed|classified|categorised|categorized|graded|rated|recorded)( to be| as|)",
        "level is", "levels are", "status is", "status :", "value is", "level :", "result is", "result :", "is in the",
        "has (a value|a level|a status|the value) of", "appears", "is the", "is a", "is an", "shows", "\\-",
        "(is|are) equal to", "stands at", "is set to", "reading is", "reading of", "are at",
        "was (measured|recorded) at", "(came|comes) back( as)?", "(findings|results) are",
    ]
    static let denyingLinks = ["is not", "are not", "isn't", "aren't", "is currently not", "is no longer"]

    /// Endings of what a person can be, as against what a person has.
    static let predicateEndings = [
        "er", "or", "ist", "ic", "ive", "al", "ous", "ing", "ant", "ent", "able", "ed", "less", "free", "ile", "ary",
        "man", "woman", "male", "y", "user",
    ]
    /// Nouns that end like that and are findings.
    static let findingNouns: Set<String> = [
        "cancer", "fever", "tumor", "tumour", "ulcer", "disorder", "liver", "fracture", "anxiety", "injury", "obesity",
        "cavity", "opacity", "density", "biopsy", "surgery", "artery", "pregnancy", "therapy", "swelling", "bleeding",
        "wheezing", "vomiting", "itching", "allergy", "history", "epilepsy", "deficiency", "malignancy", "abnormality",
        "hospital", "trial", "factor", "vapor", "shiver", "tremor", "stent", "shock",
    ]

    /// Participles that do not end in -ed.
    static let irregularParticiples: Set<String> = [
        "been", "had", "gone", "taken", "drunk", "eaten", "smoked", "flown", "gotten", "got", "made", "done", "seen",
        "left", "come", "become", "run", "used", "lived",
    ]

    /// Those of them that are nothing else: a "left" ventricle is no verb.
    static let plainParticiples = irregularParticiples.subtracting(["left", "run", "made", "used", "lived"])

    /// What opens the words for what a person is: "in shock", "on dialysis", "short of breath".
    static let predicatePrepositions: Set<String> = [
        "short", "in", "on", "at", "under", "out", "off", "below", "above",
    ]

    /// What may stand between a name and a value that follows it in a noun phrase.
    static let nounLinks = ["of", "at"]
}
