extension Profile {
    /// The wording of variables that nobody worded, from their names and states alone, so that any network can be realized.
    public static func derived(for variables: [Variable]) -> Profile {
        Profile(
            domain: "a short factual record",
            styles: ["plain sentences", "bullet list"],
            words: WordingSource(derivedFor: variables),
            priors: variables.map { _ in [] },
            prompts: .default)
    }
}

/// Words made from names: what is said and looked for when a file gives no wording.
enum DerivedWording {
    /// The name with its separators opened: `BirthAsphyxia` becomes “birth asphyxia”, `CO2Report` “CO2 report”.
    static func label(for name: String) -> String { asciiLabel(for: name) ?? anyLabel(for: name) }

    /// The label of a name in any script.
    static func anyLabel(for name: String) -> String {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        let letters = Array(name)
        for (index, letter) in letters.enumerated() {
            guard !"_-. \t".contains(letter) else {
                end()
                continue
            }
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            if letter.isUppercase, let last = word.last,
                last.isLowercase || (last.isNumber && next?.isLowercase == true)
            {
                end()
            }
            word.append(letter)
        }
        end()
        let lowered = words.map { keepsItsCase($0) ? $0 : $0.lowercased() }
        return lowered.isEmpty ? name : lowered.joined(separator: " ")
    }

    /// The label of a name in ASCII, byte by byte: names are many, and what Unicode knows of letters is slow to ask.
    ///
    /// - Returns: `nil` for other names.
    private static func asciiLabel(for name: String) -> String? {
        guard name.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\r") }) else { return nil }
        // A blank before each letter is the most that is added.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * name.utf8.count + 1) { label in
            var count = 0
            var start = 0
            func end() {
                let word = label[start..<count]
                let keepsItsCase =
                    word.count(where: isUpper) > 1
                    || (word.first.map(isUpper) ?? false && word.contains(where: isDigit))
                if !keepsItsCase { for index in start..<count where isUpper(label[index]) { label[index] |= 0x20 } }
                start = count
            }
            var bytes = name.utf8.makeIterator()
            var following = bytes.next()
            while let byte = following {
                following = bytes.next()
                let isSeparator = separators.contains(byte)
                let isNewWord = count > start && isUpper(byte) && endsWord(label[count - 1], before: following)
                if isSeparator || isNewWord { end() }
                guard !isSeparator else { continue }
                if count == start, count > 0 {
                    label[count] = UInt8(ascii: " ")
                    count += 1
                    start = count
                }
                label[count] = byte
                count += 1
            }
            end()
            return count == 0 ? name : String(decoding: UnsafeBufferPointer(rebasing: label[..<count]), as: UTF8.self)
        }
    }

    private static let separators: [UInt8] = Array("_-. \t".utf8)

    /// Whether a capital letter after a byte begins a word.
    private static func endsWord(_ last: UInt8, before next: UInt8?) -> Bool {
        isLower(last) || (isDigit(last) && next.map(isLower) ?? false)
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
    private static func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Whether a word is an acronym or a symbol such as `LVH` or `O2`.
    private static func keepsItsCase(_ word: String) -> Bool {
        word.count(where: \.isUppercase) > 1 || (word.first?.isUppercase == true && word.contains(where: \.isNumber))
    }

    static func wording(of variable: Variable) -> Wording {
        let say = phrases(for: variable)
        return Wording(say: say, reading: reading(of: variable, say: []))
    }

    private static func phrases(for variable: Variable) -> [[String]] {
        let label = variable.label
        guard case .categorical(let states, _) = variable.domain else {
            let unit = variable.quantity?.unit.map { " " + $0 } ?? ""
            return [["\(label) is {{value}}\(unit)", "\(label): {{value}}\(unit)"]]
        }
        guard let affirmative = presence(of: states) else {
            return states.map { ["\(label) is \($0)", "\(label): \($0)"] }
        }
        return states.indices.map { index in
            index == affirmative ? ["\(label) is present"] : ["\(label) is absent", "no \(label)"]
        }
    }

    /// Of two states that say whether something is there, the one that says it is.
    private static func presence(of states: [String]) -> Int? {
        let pairs = [("yes", "no"), ("true", "false"), ("present", "absent"), ("y", "n"), ("t", "f")]
        let names = states.map { $0.lowercased() }
        guard names.count == 2, let pair = pairs.first(where: { names.contains($0.0) && names.contains($0.1) }) else {
            return nil
        }
        return names.firstIndex(of: pair.0)
    }

    /// What to look for when the file says only what is said: the phrases themselves, and the variable's name with a state.
    static func reading(of variable: Variable, say: [[String]]) -> ReadingRules {
        let names = unique([variable.label, variable.name].map(ConceptPattern.literal))
        guard case .categorical(let states, _) = variable.domain else { return ReadingRules(names: names) }
        let phrases = say.map { $0.map(ConceptPattern.literal) }
        if let affirmative = presence(of: states), say.isEmpty {
            return ReadingRules(findings: names, presentState: affirmative, absentState: 1 - affirmative)
        }
        return ReadingRules(
            stateConcepts: phrases, names: names, values: states.map { [ConceptPattern.literal($0)] })
    }

    /// The words without those that are another one in other letters.
    private static func unique(_ words: [String]) -> [String] {
        let folded = words.map { $0.lowercased() }
        return words.indices.filter { folded.firstIndex(of: folded[$0]) == $0 }.map { words[$0] }
    }
}

extension Variable {
    /// What the numbers of a continuous variable mean; `nil` for a categorical one.
    public var quantity: Quantity? {
        if case .continuous(let quantity) = domain { return quantity }
        return nil
    }
}
