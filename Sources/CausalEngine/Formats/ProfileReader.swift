/// Reads the wording, prior and prompts of a model, from the model's file or from one of their own.
struct ProfileReader {
    let scm: SCM

    private var variables: [Variable] { scm.variables }

    /// Reads a whole file of wording.
    func read(file: NetworkSource.File) throws(EngineError) -> Profile {
        let root = try YAMLNode.parse(file.text, file: file.name)
        var fields = try YAMLFields(root, what: "a file of wording")
        _ = fields.take("format")
        let profile = try read(&fields)
        try fields.finish()
        return profile
    }

    /// Takes the keys of wording out of a mapping; what is not given is derived from names and states.
    func read(_ fields: inout YAMLFields) throws(EngineError) -> Profile {
        var profile = Profile.derived(for: variables)
        if let domain = try fields.take("domain")?.string("the kind of text") { profile.domain = domain }
        if let node = fields.take("styles") {
            profile.styles = try node.strings("a list of styles")
            guard !profile.styles.isEmpty else { throw node.unexpected("at least one style") }
        }
        if let node = fields.take("wording") { try readWording(node, into: &profile) }
        if let node = fields.take("prior") { try readPriors(node, into: &profile) }
        if let node = fields.take("prompts") { try readPrompts(node, into: &profile) }
        return profile
    }

    private func index(of key: YAMLNode) throws(EngineError) -> Int {
        let name = try key.string("the name of a variable")
        guard let index = scm.index(of: name) else {
            throw .unknownVariable(
                name, near: NearMiss.candidates(for: name, among: variables.map(\.name)), at: key.location)
        }
        return index
    }

    // MARK: Wording

    private func readWording(_ node: YAMLNode, into profile: inout Profile) throws(EngineError) {
        var all = profile.wording
        for (key, value) in try node.entries("a mapping from variables to their wording") {
            let index = try index(of: key)
            let variable = variables[index]
            var fields = try YAMLFields(value, what: "the wording of “\(variable.name)”")
            var wording = all[index]
            if let say = fields.take("say") {
                wording.say = try phrases(say, of: variable, else: wording.say)
                wording.reading = DerivedWording.reading(of: variable, say: wording.say)
            }
            if let read = fields.take("read") { wording.reading = try rules(read, of: variable) }
            if let derivable = fields.take("derivable") { wording.isDerivable = try derivable.bool() }
            try fields.finish()
            all[index] = wording
        }
        profile.wording = all
    }

    private func phrases(
        _ node: YAMLNode, of variable: Variable, else derived: [[String]]
    ) throws(EngineError) -> [[String]] {
        guard !variable.isContinuous else {
            var phrases: [String] = []
            for item in try node.itemsOrOne("a list of phrases") {
                let phrase = try item.string("a phrase")
                guard phrase.contains("{{value}}") else {
                    throw .invalid(
                        found: "“\(phrase)”", expected: "a phrase with {{value}} in it",
                        mend: "write {{value}} where the number goes", at: item.location)
                }
                phrases.append(phrase)
            }
            guard !phrases.isEmpty else { throw node.unexpected("at least one phrase") }
            return [phrases]
        }
        var say = derived
        for (key, value) in try node.entries("a mapping from states to phrases") {
            let state = try variable.stateIndex(key)
            let phrases = try value.strings("a list of phrases")
            guard !phrases.isEmpty, !phrases.contains("") else { throw value.unexpected("phrases that are not empty") }
            say[state] = phrases
        }
        return say
    }

    private func rules(_ node: YAMLNode, of variable: Variable) throws(EngineError) -> ReadingRules {
        var fields = try YAMLFields(node, what: "the reading rules of “\(variable.name)”")
        var rules = ReadingRules()
        rules.findings = try patterns(fields.take("concepts"))
        rules.names = try patterns(fields.take("names"))
        if let node = fields.take("values") { rules.values = try byState(node, of: variable) }
        if let node = fields.take("states") { rules.stateConcepts = try byState(node, of: variable) }
        for (index, state) in variable.states.enumerated() {
            guard let node = fields.take(state) else { continue }
            switch node.text {
            case "present": rules.presentState = index
            case "absent": rules.absentState = index
            default: throw node.unexpected("present or absent")
            }
        }
        try fields.finish()
        return rules
    }

    private func byState(_ node: YAMLNode, of variable: Variable) throws(EngineError) -> [[String]] {
        var lists = [[String]](repeating: [], count: variable.states.count)
        for (key, value) in try node.entries("a mapping from states to words") {
            lists[try variable.stateIndex(key)] = try patterns(value)
        }
        return lists
    }

    private func patterns(_ node: YAMLNode?) throws(EngineError) -> [String] {
        guard let node else { return [] }
        var patterns: [String] = []
        for item in try node.itemsOrOne("a list of phrases") {
            let text = try item.string("a phrase")
            do throws(ConceptPattern.Problem) {
                _ = try ConceptPattern.parse(text)
            } catch {
                var place = item.textLocation
                place.column = place.column.map { $0 + error.offset }
                throw .syntax(found: error.found, expected: error.expected, at: place)
            }
            patterns.append(text)
        }
        return patterns
    }

    // MARK: Prior

    private func readPriors(_ node: YAMLNode, into profile: inout Profile) throws(EngineError) {
        for (key, value) in try node.entries("a mapping from variables to rules") {
            let index = try index(of: key)
            guard !variables[index].isContinuous else {
                throw .invalid(
                    found: "a prior of the continuous variable “\(variables[index].name)”",
                    expected: "a variable with states", mend: "remove it", at: key.location)
            }
            var rules: [PriorRule] = []
            for item in value.isSequence ? try value.items("a list of rules") : [value] {
                rules.append(try rule(item, of: variables[index]))
            }
            profile.priors[index] = rules
        }
    }

    private func rule(_ node: YAMLNode, of variable: Variable) throws(EngineError) -> PriorRule {
        var fields = try YAMLFields(node, what: "a rule of the prior")
        var given: [Int: Value] = [:]
        if let conditions = fields.take("given") {
            for (key, value) in try conditions.entries("the states of other variables") {
                let index = try index(of: key)
                guard !variables[index].isContinuous else { throw key.unexpected("a variable with states") }
                given[index] = .state(try variables[index].stateIndex(value))
            }
        }
        let probabilities = try fields.need("p")
        try fields.finish()
        return PriorRule(given: given, probabilities: try distribution(probabilities, of: variable))
    }

    private func distribution(_ node: YAMLNode, of variable: Variable) throws(EngineError) -> [Double] {
        guard node.isMapping else {
            let items = try node.items("probabilities of the states")
            guard items.count == variable.states.count else {
                throw .wrongCount(
                    found: items.count, expected: variable.states.count, what: "probabilities of “\(variable.name)”",
                    at: node.location)
            }
            return try MechanismReader.distribution(items, of: variable.name, where: " (its prior)", at: node.location)
        }
        var byState = [YAMLNode?](repeating: nil, count: variable.states.count)
        for (key, value) in try node.entries("probabilities of the states") {
            byState[try variable.stateIndex(key)] = value
        }
        guard byState.allSatisfy({ $0 != nil }) else {
            let missing = byState.firstIndex { $0 == nil } ?? 0
            throw .missingKey(variable.states[missing], in: "the prior of “\(variable.name)”", at: node.location)
        }
        return try MechanismReader.distribution(
            byState.compactMap { $0 }, of: variable.name, where: " (its prior)", at: node.location)
    }

    // MARK: Prompts

    private func readPrompts(_ node: YAMLNode, into profile: inout Profile) throws(EngineError) {
        var fields = try YAMLFields(node, what: "the prompts")
        for kind in PromptKind.allCases {
            guard let node = fields.take(kind.rawValue) else { continue }
            let text = try node.string("a template")
            _ = try PromptTemplate.parse(
                text, allowed: kind.names, at: node.textLocation, indentation: node.blockIndentation)
            profile.prompts[kind] = text
        }
        try fields.finish()
    }
}
