import CausalEngine

extension StatementParser {
    /// Parses one statement.
    func statement(at start: Int, inheriting inherited: StatementFrame.Subject) -> Statement? {
        let isFact = starts(at: start)
        if isFact || mayBegin([.title, .possessive, .bareModifier], at: start),
            let statement = findingStatement(at: start) ?? attributeStatement(at: start)
        {
            return statement
        }
        if isFact || mayBegin(Self.subjectOpeners, at: start), let subject = subject(at: start) {
            let described = described(in: start..<subject.end)
            let position = skip([.adverb], from: subject.end)
            let stated =
                saidStatement(at: position, subject: subject.kind)
                ?? framed(at: position, subject.kind, hasSubject: true)
            if var stated {
                append(described, to: &stated.licences)
                return stated
            }
            guard described.isEmpty else {
                return Statement(licences: described, end: subject.end, subject: subject.kind)
            }
        }
        let said = saidStatement(at: start, subject: inherited)
        let framed = frame(at: start, inheriting: inherited)
        guard let said else { return framed }
        // "no fever" as the profile words it may be the beginning of a longer list.
        guard let framed, framed.end > said.end else { return said }
        return framed
    }

    /// What a subject may begin with, besides a fact.
    private static let subjectOpeners: FrameRoles = [
        .pronoun, .title, .possessive, .age, .personNoun, .demonstrative, .test,
    ]

    /// A frame without a subject of its own.
    private func frame(at start: Int, inheriting inherited: StatementFrame.Subject) -> Statement? {
        if inherited != .nobody, let framed = framed(at: start, inherited, hasSubject: false) { return framed }
        if let framed = framed(at: start, .nobody, hasSubject: false) { return framed }
        // Terse notes leave the patient out: "Denies cough.", "Has never smoked."
        if inherited == .nobody, let framed = framed(at: start, .person, hasSubject: false) { return framed }
        return fragment(at: start, subject: inherited)
    }

    /// What a subject's own words state: the age of "a 72-year-old man".
    private func described(in subject: Range<Int>) -> Licences {
        var licences = Licences()
        for position in subject {
            guard let range = candidates(at: position), let age = phraseEnd([.age], at: position) else { continue }
            for index in range where candidates[index].kind == .name && candidates[index].tokens.upperBound == age {
                append(index, isNegated: false, .age, to: &licences)
            }
        }
        return licences
    }

    /// The patient, a test or the record at the head of a clause.
    private func subject(at start: Int) -> (kind: StatementFrame.Subject, end: Int)? {
        guard var position = personEnd(at: start) else {
            if let shown = phraseEnd([.demonstrative], at: start), let identity = phraseEnd([.identity], at: shown),
                let person = personEnd(at: identity)
            {
                return (.person, phraseEnd([.relative], at: person) ?? person)
            }
            return testEnd(at: start).map { (.test, $0) }
        }
        position = appositionEnd(at: position) ?? position
        if let identity = phraseEnd([.identity], at: position), let person = personEnd(at: identity) {
            position = person
            if let relative = phraseEnd([.relative], at: position) { position = relative }
        } else if let relative = phraseEnd([.relative], at: position) {
            position = relative
        }
        return (.person, position)
    }

    private func personEnd(at start: Int) -> Int? {
        if let pronoun = phraseEnd([.pronoun], at: start), isPerson(endingAt: pronoun) { return pronoun }
        if let title = phraseEnd([.title], at: start) { return nameEnd(at: title) }
        let noun = skip([.possessive], from: start)
        if let age = phraseEnd([.age], at: noun) { return phraseEnd([.personNoun], at: age) ?? age }
        let isTheirs = phraseEnd([.possessive], at: start).map { $0 > start } ?? false
        guard let end = phraseEnd([.personNoun], at: noun), isPerson(endingAt: end) else { return nil }
        // "his patient" is somebody else.
        return isTheirs && isPossessivePronoun(at: start) ? nil : end
    }

    private func isPossessivePronoun(at position: Int) -> Bool {
        buffer.tokens[position].word.contains(.ownersPronoun)
    }

    /// A possessive s makes it the owner of something, not the subject.
    private func isPerson(endingAt end: Int) -> Bool {
        end >= limit || buffer.tokens[end].symbol != lexicon.possessiveS
    }

    private func nameEnd(at start: Int) -> Int? {
        var position = start
        while position < limit, position < start + 3, buffer.tokens[position].traits.contains(.capital),
            starts(at: position) == false
        { position += 1 }
        return position > start && isPerson(endingAt: position) ? position : nil
    }

    private func starts(at position: Int) -> Bool { candidates(at: position) != nil }

    /// ", a carpenter," after the subject: up to eight words that hold no concept.
    private func appositionEnd(at start: Int) -> Int? {
        guard start < limit, buffer.tokens[start].word.contains(.comma) else { return nil }
        var position = start + 1
        while position < limit, position <= start + 9 {
            if starts(at: position) { return nil }
            if buffer.tokens[position].word.contains(.comma) { return position + 1 }
            position += 1
        }
        return nil
    }

    /// A test by its own words, or the name of an attribute that is one ("the chest X-ray").
    private func testEnd(at start: Int) -> Int? {
        let noun = skip([.possessive], from: start)
        if let range = candidates(at: noun), let bare = range.first(where: { candidates[$0].kind == .name }) {
            let end = candidates[bare].anchor.upperBound
            return candidates[bare].value == nil ? end : nil
        }
        return phraseEnd([.test], at: start) ?? phraseEnd([.test], at: noun)
    }
}

// MARK: Frames

extension StatementParser {
    /// A frame whose subject has been read, or is left out.
    private func framed(at start: Int, _ subject: StatementFrame.Subject, hasSubject: Bool) -> Statement? {
        // The longest lead first; of leads in the same words the first of the table.
        var before = Int.max
        while let lead = longest([.lead], at: start, endingBefore: before) {
            before = lead.end
            for place in phrasePlaces(at: start) {
                guard case .lead(let index)? = role([.lead], at: place, endingAt: lead.end) else { continue }
                let frame = lexicon.frameRules[index]
                guard frame.subjects.contains(subject) else { continue }
                let position = skip([.adverb], from: lead.end)
                if let statement = complement(of: frame, at: position, subject) { return statement }
            }
        }
        guard hasSubject, subject == .person else { return nil }
        for frame in lexicon.bareFrameRules.all where frame.subjects.contains(subject) {
            if let statement = complement(of: frame, at: start, subject) { return statement }
        }
        return nil
    }

    private func complement(of frame: FrameRule, at position: Int, _ subject: StatementFrame.Subject) -> Statement? {
        switch frame.complement {
        case .findings: return list(at: position, in: frame, subject)
        case .baseVerb:
            return single(at: position, in: frame, subject) { candidate in
                candidate.tokens.count == 1
                    && forms(candidate.tokens.lowerBound).isDisjoint(with: [.endsInS, .endsInED, .endsInING])
            }
        case .participle:
            return single(at: position, in: frame, subject) { candidate in isParticiple(candidate.tokens.lowerBound) }
        case .event:
            return single(at: position, in: frame, subject) { candidate in
                candidate.tokens.count > 1 && isParticiple(candidate.tokens.lowerBound)
            }
        case .finiteVerb:
            return single(at: position, in: frame, subject) { candidate in
                let forms = forms(candidate.tokens.lowerBound)
                return forms.contains(.endsInED) ? candidate.tokens.count > 1 : forms.contains(.finiteS)
            }
        case .predicate:
            let start = skip(frame.isNegative ? [.adverb, .bareModifier] : [.adverb, .modifier], from: position)
            return single(at: start, in: frame, subject) { candidate in isPredicate(candidate) }
        }
    }

    private func single(
        at position: Int, in frame: FrameRule, _ subject: StatementFrame.Subject, where fits: (Candidate) -> Bool
    ) -> Statement? {
        guard let range = candidates(at: position), let first = range.first, fits(candidates[first]) else { return nil }
        let licences = licences(of: range, isNegated: frame.isNegative, frame.source)
        return Statement(licences: licences, end: candidates[first].tokens.upperBound, subject: subject)
    }

    func forms(_ position: Int) -> WordForms { lexicon.forms(of: position, in: buffer) }

    private func isParticiple(_ position: Int) -> Bool {
        !forms(position).isDisjoint(with: [.endsInED, .endsInEN, .irregularParticiple])
    }

    /// What a person can be, as far as the words tell. Nobody is an attribute: "she is a normal chest X-ray".
    private func isPredicate(_ candidate: Candidate) -> Bool {
        guard candidate.kind != .name else { return false }
        if forms(candidate.tokens.lowerBound).contains(.predicatePreposition) { return true }
        let last = forms(candidate.tokens.upperBound - 1)
        return !last.contains(.findingNoun) && last.contains(.predicateEnding)
    }
}

// MARK: Statements that begin with the fact

extension StatementParser {
    /// A phrase of the profile as it stands.
    private func saidStatement(at start: Int, subject: StatementFrame.Subject) -> Statement? {
        owned(at: start).map { Statement(licences: $0.licences, end: $0.end, subject: subject) }
    }

    /// What a phrase of the profile states at a position, or after the words of an owner there.
    func owned(at start: Int) -> (licences: Licences, end: Int)? {
        if let found = said(at: start) { return found }
        let noun = skip([.possessive], from: start)
        return noun > start ? said(at: noun) : nil
    }

    /// The candidates inside the longest phrase of the profile at a position, where they state what the phrase words.
    func said(at position: Int) -> (licences: Licences, end: Int)? {
        var before = Int.max
        while let phrase = longest([.said], at: position, endingBefore: before) {
            before = phrase.end
            for place in phrasePlaces(at: position) {
                guard case .said(let variable)? = role([.said], at: place, endingAt: phrase.end) else { continue }
                let licences = licences(of: Int(variable), in: position..<phrase.end)
                if !licences.isEmpty { return (licences, phrase.end) }
            }
        }
        return nil
    }

    /// The candidates of a variable inside a phrase of the profile that words it.
    private func licences(of variable: Int, in phrase: Range<Int>) -> Licences {
        var licences = Licences()
        for position in phrase {
            for index in candidates(at: position) ?? 0..<0
            where candidates[index].tokens.upperBound <= phrase.upperBound && candidates[index].variable == variable {
                append(index, isNegated: candidates[index].cues.isDenied, .profile, to: &licences)
            }
        }
        return licences
    }

    /// "The blood pressure is low", "BP: low", "MAP 62 mmHg", "blood pressure and heart rate are low".
    private func attributeStatement(at start: Int) -> Statement? {
        var position = skip([.possessive, .bareModifier], from: owner(at: start))
        guard let first = candidates(at: position)?.first, candidates[first].kind == .name else { return nil }
        var names = Licences()
        while let range = candidates(at: position), let index = range.first, candidates[index].kind == .name {
            append(licences(of: range, isNegated: false, .value), to: &names)
            position = candidates[index].anchor.upperBound
            guard let next = phraseEnd([.connector, .alternative], at: position) else { break }
            let name = skip([.possessive], from: next)
            guard let following = candidates(at: name)?.first, candidates[following].kind == .name,
                candidates[following].value == candidates[index].value
            else { break }
            position = name
        }
        guard let value = candidates[first].valueTokens, value.lowerBound >= position,
            let isNegated = isLinked(from: position, to: value.lowerBound)
        else { return nil }
        var licences = Licences()
        forEach(names) { name in
            guard candidates[name.candidate].valueTokens == value else { return }
            append(name.candidate, isNegated: isNegated, .value, to: &licences)
        }
        return Statement(licences: licences, end: value.upperBound, subject: .test)
    }

    /// Whether nothing but licensed links stands between a name and its value, and whether they deny it.
    private func isLinked(from start: Int, to value: Int) -> Bool? {
        var position = skip([.adverb], from: start)
        var isNegated = false
        if position < value {
            guard let link = longest([.link, .denyingLink], at: position, endingBefore: value + 1) else { return nil }
            isNegated = link.role == .denyingLink
            position = skip([.adverb, .possessive], from: link.end)
        }
        return position >= value ? isNegated : nil
    }

    /// "the patient's", "Mr. Alvarez's" before the name of an attribute.
    private func owner(at start: Int) -> Int {
        guard let title = phraseEnd([.title], at: start) else { return start }
        var position = title
        while position < limit, position < title + 3, buffer.tokens[position].traits.contains(.capital) {
            position += 1
        }
        let isOwner = position < limit && buffer.tokens[position].symbol == lexicon.possessiveS
        return isOwner ? position + 1 : start
    }

    /// "Lung cancer is present.", "Tuberculosis and bronchitis have been ruled out."
    private func findingStatement(at start: Int) -> Statement? {
        let position = skip([.possessive], from: owner(at: start))
        guard candidates(at: position) != nil else { return nil }
        guard let list = bareList(at: position) else { return nil }
        let after = skip([.adverb], from: list.end)
        guard let (trail, isNegative, end) = trail(at: after) else { return nil }
        var licences = Licences()
        forEach(list.candidates) { append($0.candidate, isNegated: isNegative, .trail(trail), to: &licences) }
        return Statement(licences: licences, end: end, subject: .nobody)
    }

    /// The words after a fact that say whether it is there.
    func trail(at position: Int) -> (index: Int, isNegative: Bool, end: Int)? {
        guard let found = longest([.trail], at: position), case .trail(let index) = found.role else { return nil }
        return (Int(index), StatementTrail.negative[Int(index)], found.end)
    }

    /// A fragment: "Lung cancer", "no cough or fever", "low blood pressure".
    private func fragment(at start: Int, subject: StatementFrame.Subject) -> Statement? {
        return list(at: start, in: .fragment, subject)
    }
}
