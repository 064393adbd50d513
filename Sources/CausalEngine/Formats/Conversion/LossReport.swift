/// Collects what a file cannot hold of a network.
struct LossReport {
    private let network: Network
    private let derived: Profile
    private(set) var list: [ConversionLoss] = []

    init(_ network: Network) {
        self.network = network
        derived = Profile.derived(for: network.variables)
    }

    private mutating func add(_ kind: ConversionLoss.Kind, _ text: String) {
        list.append(ConversionLoss(kind, text))
    }

    /// Adds the variables for which something holds.
    private mutating func add(
        _ kind: ConversionLoss.Kind, _ explanation: String = "", where holds: (Int) -> Bool
    ) {
        let names = network.variables.indices.filter(holds).map { network.variables[$0].name }
        guard !names.isEmpty else { return }
        add(kind, ConversionLoss.list(names) + (explanation.isEmpty ? "" : ": \(explanation)"))
    }

    // MARK: Names and words

    /// Adds the name that a model file gave; other networks are known by their files anyway.
    mutating func addName(unlessIn fileName: String?) {
        guard let fileName, network.origin?.format ?? .scm == .scm, GraphSource.name(ofFile: fileName) != network.name
        else { return }
        add(.name, "“\(network.name)”: a file of this format is known by its own name")
    }

    mutating func addSpelling(
        _ spelling: (variables: [NameSpelling.Change], states: [(variable: String, [NameSpelling.Change])])
    ) {
        for change in spelling.variables { add(.names, "“\(change.name)” is written \(change.spelled)") }
        for (variable, changes) in spelling.states {
            let texts = changes.map { "“\($0.name)” as \($0.spelled)" }
            add(.states, "of \(variable): " + texts.joined(separator: ", "))
        }
    }

    mutating func addTitle() {
        if let title = network.title { add(.title, "“\(title)”") }
    }

    mutating func addSource() {
        if let source = network.source { add(.source, "“\(source)”") }
    }

    mutating func addLabels() {
        let labels = network.variables.filter { $0.label != DerivedWording.label(for: $0.name) }
            .map { "\($0.name) (\($0.label))" }
        if !labels.isEmpty { add(.labels, ConversionLoss.list(labels)) }
    }

    mutating func addPositions() {
        let positions = network.positions
        add(.positions) { positions[$0] != nil }
    }

    // MARK: Mechanisms

    mutating func addOrder() {
        let variables = network.variables
        add(.order, "that it carries meaning (ordinal)") { index in
            if case .categorical(_, true) = variables[index].domain { true } else { false }
        }
    }

    mutating func addMechanisms() {
        let scm = network.scm
        add(.noise, "declared by the model; a reader will assume its own") { index in
            guard case .table(let table) = scm.mechanisms[index] else { return false }
            let count = scm.variables[index].states.count
            return table.convention != (count <= 2 ? .inverseCDF : .gumbelMax)
        }
        add(.response, "became a table; which noise gave which state is gone, and with it exact counterfactuals") {
            if case .response = scm.mechanisms[$0] { true } else { false }
        }
        add(.equations, "became a table of the values") {
            if case .equation = scm.mechanisms[$0] { true } else { false }
        }
    }

    /// Adds the mechanisms that have a name in the file, and are written as the tables or equations that they mean.
    mutating func addNamedMechanisms() {
        let named = network.remarks.namedMechanisms.map { "\($0.variable) (\($0.mechanism))" }
        guard !named.isEmpty else { return }
        add(.mechanisms, ConversionLoss.list(named) + ": written out as tables or equations, which mean the same")
    }

    /// Adds all that a graph does not hold.
    mutating func addParameters() {
        let variables = network.variables
        add(.states) { !variables[$0].isContinuous }
        addOrder()
        add(.quantities, "units, ranges and decimals") { index in
            variables[index].quantity.map { $0 != Quantity() } ?? false
        }
        let scm = network.scm
        add(.probabilities) { index in
            if case .equation = scm.mechanisms[index] { false } else { true }
        }
        add(.equations) { if case .equation = scm.mechanisms[$0] { true } else { false } }
    }

    mutating func addLatent() {
        let variables = network.variables
        add(.latent) { variables[$0].isLatent }
    }

    // MARK: Wording

    mutating func addProfile() {
        let profile = network.profile
        let derived = derived
        add(.wording) { profile.wording[$0] != derived.wording[$0] }
        if profile.domain != derived.domain { add(.wording, "the kind of text: “\(profile.domain)”") }
        if profile.styles != derived.styles { add(.wording, "\(profile.styles.count) styles of writing") }
        add(.prior) { !profile.priors[$0].isEmpty }
        let prompts = PromptKind.allCases.filter { profile.prompts[$0] != derived.prompts[$0] }.map(\.rawValue)
        if !prompts.isEmpty { add(.prompts, prompts.joined(separator: ", ")) }
    }

    // MARK: What was not even read

    mutating func addPassedOver() {
        list += ConversionLoss.passedOver(network.remarks)
    }
}

extension ConversionLoss {
    /// What a reader passed over, which so no file can hold.
    static func passedOver(_ remarks: ReadingRemarks) -> [ConversionLoss] {
        var losses: [ConversionLoss] = []
        let properties = remarks.properties.map { $0.count == 1 ? $0.name : "\($0.name) (\($0.count) times)" }
        if !properties.isEmpty { losses.append(ConversionLoss(.properties, list(properties))) }
        if remarks.comments > 0 {
            losses.append(ConversionLoss(.comments, "\(remarks.comments) of the file that was read"))
        }
        return losses
    }
}
