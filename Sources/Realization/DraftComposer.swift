import CausalEngine

/// Puts what is said into words, along a plan.
struct DraftComposer {
    let plan: DraftPlan
    let facts: [Fact]
    /// The phrases for a value of a variable.
    let phrases: (Fact, Value) -> [Phrase]

    /// The sentences that word one group of facts; none when all of it is left unsaid.
    ///
    /// - Parameter version: which of the possible wordings; a mended group that would come out unchanged takes another.
    func sentences(_ group: [Int], saying said: [Said], version: Int) -> [String] {
        var draws = plan.draws(facts[group[0]].name, version: version)
        let chosen = group.map { position -> Phrase? in
            var draws = plan.draws("phrase of \(facts[position].name)", version: version)
            guard case .value(let value) = said[position] else { return nil }
            return draws.pick(phrases(facts[position], value))
        }.compactMap { $0 }
        switch plan.style {
        case .prose: return prose(chosen, isFirst: group == plan.groups.first, &draws)
        case .terse: return chosen.map { Phrase.capitalize($0.telegraphic) + "." }
        case .bullets: return chosen.map { bullet($0) }
        }
    }

    private func prose(_ phrases: [Phrase], isFirst: Bool, _ draws: inout Draws) -> [String] {
        let usesPronoun = draws.happens(0.6)
        let choice = draws.uniform()
        let isJoined = draws.happens(0.8)
        let sentence = Sentence(subject: subject(usesPronoun))
        func pick(_ frames: [String]) -> String {
            // Nothing comes before the first fact that another could be added to.
            let fitting = isFirst ? frames.filter { !$0.contains(" also ") } : frames
            return fitting[min(fitting.count - 1, Int(choice * Double(fitting.count)))]
        }
        if phrases.count == 2, isJoined {
            let frames = sentence.frames(for: phrases[0], phrases[1])
            if !frames.isEmpty { return [pick(frames)] }
        }
        return phrases.map { pick(sentence.frames(for: $0)) }
    }

    private func bullet(_ phrase: Phrase) -> String {
        var draws = plan.draws("bullets")
        return Phrase.capitalize(draws.happens(0.5) ? phrase.telegraphic : phrase.text)
    }

    private func subject(_ usesPronoun: Bool) -> String? {
        guard plan.persona.isPatient else { return nil }
        return usesPronoun ? plan.persona.pronoun : "The patient"
    }

    // MARK: The whole text

    /// The sentences of each group alone, to stand within another text.
    func excerpt(_ groups: [[String]]) -> String {
        groups.flatMap { $0 }.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    }

    /// The text from the sentences of each group.
    func text(_ groups: [[String]]) -> String {
        switch plan.style {
        case .prose(let isLetter): letter(paragraphs(groups), isLetter: isLetter)
        case .terse:
            ([note(opening: plan.persona.tag)] + paragraphs(groups)).filter { !$0.isEmpty }.joined(separator: "\n")
        case .bullets: list(groups.flatMap { $0 })
        }
    }

    private func paragraphs(_ groups: [[String]]) -> [String] {
        var paragraphs: [[String]] = []
        for (index, sentences) in groups.enumerated() {
            if plan.breaks[index] || paragraphs.isEmpty { paragraphs.append([]) }
            paragraphs[paragraphs.count - 1] += sentences
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    private func note(opening tag: String) -> String {
        tag.isEmpty ? "" : tag + "."
    }

    private func list(_ lines: [String]) -> String {
        var draws = plan.draws("list")
        let mark = draws.pick(["- ", "* "]) ?? "- "
        let heading = draws.pick([plan.persona.description, "Patient: \(plan.persona.description)"]) ?? ""
        let head = plan.persona.isPatient ? [Phrase.capitalize(heading)] : []
        return (head + lines.map { mark + $0 }).joined(separator: "\n")
    }

    private func letter(_ paragraphs: [String], isLetter: Bool) -> String {
        var draws = plan.draws("opening")
        let whom = "\(plan.persona.article) \(plan.persona.description)"
        let person = "this \(plan.persona.description)"
        let openings =
            isLetter
            ? [
                "Thank you for seeing \(person).", "I am writing about \(person).",
                "Please find below a summary on \(person).",
            ]
            : ["This is \(whom).", "This record is about \(whom).", "The patient is \(whom)."]
        let opening = plan.persona.isPatient ? draws.pick(openings) : nil
        let greeting = isLetter ? draws.pick(["Dear colleague,", "Dear Doctor,", "Dear colleagues,"]) : nil
        let farewell = isLetter ? draws.pick(["Kind regards", "With best wishes", "Yours sincerely"]) : nil
        var paragraphs = paragraphs
        if let opening, !isLetter, !paragraphs.isEmpty {
            paragraphs[0] = opening + " " + paragraphs[0]
        } else if let opening {
            paragraphs.insert(opening, at: 0)
        }
        return ([greeting].compactMap { $0 } + paragraphs + [farewell].compactMap { $0 }).joined(separator: "\n\n")
    }
}
