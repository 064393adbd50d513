/// A heading that says something of everything in its section.
struct SectionHeading: Sendable {
    var name: String
    var effect: CueGroup.Effect
    var phrases: [String]

    /// Headings that set a default, and neutral ones that end it.
    static let all: [SectionHeading] = [
        SectionHeading(
            name: "section of the family", effect: .otherPerson,
            phrases: ["family (medical )?(history|hx)", "fh", "fhx", "fam hx", "familial history", "family"]),
        SectionHeading(
            name: "section of the past", effect: .history,
            phrases: [
                "past (medical |surgical |psychiatric |obstetric )?(history|hx)",
                "past medical (and|/) surgical history",
                "(significant|pertinent) past (medical )?history", "past medical problems", "past diagnoses",
                "(previous|prior|medical|surgical) (medical |surgical )?history",
                "pmh", "pmhx", "psh", "pshx", "past illnesses", "previous (illnesses|diagnoses|operations)",
                "old records",
            ]),
        SectionHeading(
            name: "section of what may come", effect: .hypothesis,
            phrases: [
                "(return|discharge) (precautions|instructions)", "instructions", "safety netting", "red flags",
                "advice",
                "patient (education|instructions)", "precautions", "return if", "follow\\-up instructions",
            ]),
        SectionHeading(
            name: "section of open questions", effect: .possibility,
            phrases: [
                "differential( diagnosis| diagnoses)?", "ddx",
                "rule out", "r/o", "suspected( diagnosis| diagnoses)?", "clinical question", "question",
            ]),
        SectionHeading(
            name: "neutral section", effect: .none,
            phrases: [
                "indications?( for (study|examination|procedure|consultation))?", "allerg(y|ies)",
                "reason for (study|examination|exam|request|referral|visit|consultation|admission)",
                "(clinical|brief|social|occupational|sexual|medication|travel) (history|information)", "history",
                "(discharge |current |home |admission )?(medications?|meds)",
                "(hospital|emergency department|ed|icu|brief hospital) course", "procedures?( performed)?",
                "(admission|admitting|discharge|final|principal|primary|secondary|preoperative|postoperative|pre\\-operative|post\\-operative|pathologic|clinical) diagnos(is|es)",
                "technique", "comparison", "complications?", "disposition", "condition( on discharge| at discharge)?",
                "heent", "neck", "chest", "lungs?", "heart", "abdomen", "extremities", "skin", "neurologic(al)?",
                "neuro",
                "psychiatric", "constitutional", "gastrointestinal", "genitourinary", "musculoskeletal", "ecg", "ekg",
                "echocardiogram", "chest x\\-ray", "specimens?", "gross description", "microscopic description",
                "laboratory", "studies", "follow\\-up", "recommendations?",
                "assessment( and plan)?", "a/p", "impression", "findings?", "diagnos(is|es)",
                "history of (the )?(present|presenting|current) (illness|complaint)", "hpi",
                "(chief|presenting|main) complaints?", "cc", "(physical )?exam(ination)?", "on examination", "o/e",
                "social history", "sh", "shx", "symptoms?", "signs", "signs and symptoms",
                "subjective", "objective", "labs?", "laboratory( data| results| findings)?", "imaging", "radiology",
                "results", "investigations?", "current(ly)?", "vitals?( signs)?", "observations", "obs",
                "summary", "conclusions?", "note", "status", "current (status|state|condition|problems|diagnoses)",
                "problems?( list)?", "active problems", "review of systems", "ros", "monitoring",
                "haemodynamics", "hemodynamics", "respiratory", "cardiovascular", "cardiac", "ventilation", "airway",
                "exposures?", "risk factors", "habits", "clinical (findings|picture|summary)",
                "general", "plan", "record", "report", "patient", "facts?", "data", "details", "overview", "course",
                "events?", "comments?", "background", "presentation", "evaluation",
            ]),
    ]

    /// What each heading says of its section.
    static let effects = all.map(\.effect)
}
