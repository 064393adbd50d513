/// The ways in which the simulated writer lays out a text.
enum WritingStyle: Hashable {
    /// Fragments in running lines, as in a registrar's note.
    case terse
    /// One line a fact.
    case bullets
    /// Full sentences in paragraphs; a letter has a salutation.
    case prose(isLetter: Bool)

    /// The layout for a style named in a profile; an unknown name is prose.
    init(named name: String) {
        let name = name.lowercased()
        if ["bullet", "list", "points"].contains(where: name.contains) {
            self = .bullets
        } else if ["terse", "telegra", "short", "brief", "registrar", "shorthand"].contains(where: name.contains) {
            self = .terse
        } else {
            self = .prose(isLetter: name.contains("letter"))
        }
    }
}
