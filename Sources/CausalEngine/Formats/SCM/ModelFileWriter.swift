/// Writes a model file: what the world is, and how it is spoken of; what the reader would derive by itself is left out.
struct ModelFileWriter {
    private let network: Network
    private var lines: [String] = ["format: causalsynth/scm/1"]

    private init(_ network: Network) { self.network = network }

    /// The file of a network.
    static func text(of network: Network) -> String {
        var writer = ModelFileWriter(network)
        writer.writeHeader(name: network.name, title: network.title, source: network.source)
        writer.lines += ["", "variables:"]
        for index in network.variables.indices { writer.writeVariable(index) }
        writer.writeProfile()
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func writeHeader(name: String, title: String?, source: String?) {
        lines.append("name: \(YAMLText.scalar(name))")
        if let title { lines.append("title: \(YAMLText.scalar(title))") }
        if let source { lines.append("source: \(YAMLText.scalar(source))") }
    }

    // MARK: Variables

    private mutating func writeVariable(_ index: Int) {
        let variable = network.variables[index]
        lines.append("  - name: \(YAMLText.scalar(variable.name))")
        func add(_ key: String, _ value: String) { lines.append("    \(key): \(value)") }
        if variable.label != DerivedWording.label(for: variable.name) { add("label", YAMLText.scalar(variable.label)) }
        switch variable.domain {
        case .categorical(let states, let isOrdinal):
            add("states", YAMLText.list(states))
            if isOrdinal { add("ordinal", "true") }
        case .continuous(let quantity):
            if let unit = quantity.unit { add("unit", YAMLText.scalar(unit)) }
            if let range = quantity.range { add("range", YAMLText.numbers([range.lowerBound, range.upperBound])) }
            if quantity.decimals != Quantity().decimals {
                add("write", YAMLText.mapping([("decimals", String(quantity.decimals))]))
            }
        }
        let parents = network.scm.graph.parents[index].map { network.variables[$0] }
        if !parents.isEmpty { add("parents", YAMLText.list(parents.map(\.name))) }
        for line in mechanism(index, parents) { lines.append("    " + line) }
        if variable.isLatent { add("latent", "true") }
    }

    private func mechanism(_ index: Int, _ parents: [Variable]) -> [String] {
        let variable = network.variables[index]
        switch network.scm.mechanisms[index] {
        case .table(let table):
            let isDefault = table.convention == variable.defaultConvention
            let noise = isDefault ? [] : ["noise: \(table.convention.rawValue)"]
            return noise
                + rows("table", "p", parents, count: table.rowCount) { YAMLText.numbers(table.row($0)) }
        case .response(let response):
            let width = response.noise.count
            return ["noise: \(YAMLText.mapping([("p", YAMLText.numbers(response.noise))]))"]
                + rows("response", "values", parents, count: response.values.count / width) { row in
                    YAMLText.list(response.values[row * width..<(row + 1) * width].map { variable.states[$0] })
                }
        case .equation(let equation):
            let noise = equation.noise.map { ["noise: \(YAMLText.scalar($0.text))"] } ?? []
            return ["equation: \(YAMLText.scalar(equation.source))"] + noise
        case .constant(.state(let state)):
            return ["table: " + YAMLText.numbers(variable.states.indices.map { $0 == state ? 1 : 0 })]
        case .constant(.number(let number)): return ["equation: \(YAMLText.scalar(Variable.text(of: number)))"]
        case .distribution(let probabilities): return ["table: " + YAMLText.numbers(probabilities)]
        }
    }

    private func rows(
        _ key: String, _ part: String, _ parents: [Variable], count: Int, _ row: (Int) -> String
    ) -> [String] {
        guard !parents.isEmpty else { return ["\(key): \(row(0))"] }
        var odometer = Odometer(cardinalities: parents.map(\.states.count))
        return ["\(key):"]
            + (0..<count).map { index in
                let given = zip(parents, odometer.digits).map { ($0.name, YAMLText.scalar($0.states[$1])) }
                odometer.advance()
                return "  - {given: \(YAMLText.mapping(given)), \(part): \(row(index))}"
            }
    }

    // MARK: Wording

    private mutating func writeProfile() {
        let profile = network.profile
        let derived = Profile.derived(for: network.variables)
        var added: [String] = []
        if profile.domain != derived.domain {
            added.append("domain: \(YAMLText.value(profile.domain, indentation: 2))")
        }
        if profile.styles != derived.styles { added.append("styles: \(YAMLText.list(profile.styles))") }
        let wording = network.variables.indices.flatMap { self.wording($0, else: derived.wording[$0]) }
        if !wording.isEmpty { added += ["wording:"] + wording }
        let priors = network.variables.indices.flatMap(prior)
        if !priors.isEmpty { added += ["prior:"] + priors }
        let prompts = PromptKind.allCases.filter { profile.prompts[$0] != derived.prompts[$0] }
        if !prompts.isEmpty {
            added.append("prompts:")
            added += prompts.map { "  \($0.rawValue): \(YAMLText.value(profile.prompts[$0], indentation: 4))" }
        }
        if !added.isEmpty { lines += [""] + added }
    }

    private func wording(_ index: Int, else derived: Wording) -> [String] {
        let variable = network.variables[index]
        let wording = network.profile.wording[index]
        var entries: [String] = []
        var expected = derived.reading
        if wording.say != derived.say {
            entries.append("    say: \(say(wording.say, of: variable))")
            expected = DerivedWording.reading(of: variable, say: wording.say)
        }
        if wording.reading.canonical != expected.canonical {
            entries.append("    read: \(rules(wording.reading, of: variable))")
        }
        if wording.isDerivable { entries.append("    derivable: true") }
        return entries.isEmpty ? [] : ["  \(YAMLText.scalar(variable.name)):"] + entries
    }

    private func say(_ phrases: [[String]], of variable: Variable) -> String {
        guard !variable.isContinuous else { return YAMLText.list(phrases.first ?? []) }
        return YAMLText.mapping(zip(variable.states, phrases).map { ($0, YAMLText.list($1)) })
    }

    private func rules(_ rules: ReadingRules, of variable: Variable) -> String {
        var entries: [(key: String, value: String)] = []
        if !rules.findings.isEmpty { entries.append(("concepts", YAMLText.list(rules.findings))) }
        if !rules.names.isEmpty { entries.append(("names", YAMLText.list(rules.names))) }
        for (key, lists) in [("values", rules.values), ("states", rules.stateConcepts)] {
            let byState = zip(variable.states, lists).filter { !$1.isEmpty }.map { ($0, YAMLText.list($1)) }
            if !byState.isEmpty { entries.append((key, YAMLText.mapping(byState))) }
        }
        for (index, word) in [(rules.presentState, "present"), (rules.absentState, "absent")] {
            if let index { entries.append((variable.states[index], word)) }
        }
        return YAMLText.mapping(entries)
    }

    private func prior(_ index: Int) -> [String] {
        let rules = network.profile.priors[index]
        guard !rules.isEmpty else { return [] }
        let lines = rules.map { rule in
            let given = rule.given.sorted { $0.key < $1.key }.map { variable, value in
                (network.variables[variable].name, YAMLText.scalar(network.variables[variable].text(of: value)))
            }
            let condition = given.isEmpty ? "" : "given: \(YAMLText.mapping(given)), "
            return "    - {\(condition)p: \(YAMLText.numbers(rule.probabilities))}"
        }
        return ["  \(YAMLText.scalar(network.variables[index].name)):"] + lines
    }
}

extension ModelFileWriter {
    /// The model file of a graph without parameters.
    static func text(of graph: CausalGraph, name: String) -> String {
        var lines = ["format: causalsynth/scm/1", "name: \(YAMLText.scalar(name))", "", "variables:"]
        for (index, node) in graph.nodes.enumerated() {
            lines.append("  - name: \(YAMLText.scalar(node.name))")
            let parents = graph.directed.parents[index].map(graph.name(of:))
            if !parents.isEmpty { lines.append("    parents: \(YAMLText.list(parents))") }
            if node.roles.contains(.latent) { lines.append("    latent: true") }
        }
        let pairs = graph.bidirectedEdges.map { YAMLText.list([graph.name(of: $0.source), graph.name(of: $0.target)]) }
        if !pairs.isEmpty { lines.append("bidirected: [\(pairs.joined(separator: ", "))]") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ReadingRules {
    /// The rules with lists that say nothing left out, as a file leaves them out.
    fileprivate var canonical: ReadingRules {
        var rules = self
        if rules.values.allSatisfy(\.isEmpty) { rules.values = [] }
        if rules.stateConcepts.allSatisfy(\.isEmpty) { rules.stateConcepts = [] }
        return rules
    }
}
