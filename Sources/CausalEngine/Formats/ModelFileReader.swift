/// Reads a model file `NAME.scm.yaml`: what the world is, and how it is spoken of.
struct ModelFileReader {
    private(set) var declarations: [VariableDeclaration] = []
    private var indexByName: [String: Int] = [:]

    static func read(_ source: NetworkSource) throws(EngineError) -> Network {
        let root = try YAMLNode.parse(source.model.text, file: source.model.name)
        var fields = try YAMLFields(root, what: "a model file")
        let format = try fields.need("format")
        guard format.text == "causalsynth/scm/1" else { throw format.unexpected("causalsynth/scm/1") }
        let name = try fields.take("name")?.string() ?? source.networkName
        let title = try fields.take("title")?.string()
        let origin = try fields.take("source")?.string()
        if let edges = fields.take("bidirected") {
            throw .invalid(
                found: "“bidirected”", expected: "a model with parameters",
                mend: "only the verb graph answers for a graph without them; else declare latent variables",
                at: edges.location)
        }
        var reader = ModelFileReader()
        try reader.declareAll(&fields)
        let scm = try reader.model()
        _ = fields.take("profile")
        let ownWording = try ProfileReader(scm: scm).read(&fields)
        try fields.finish()
        var profile = ownWording
        if let file = source.profile {
            profile = try ProfileReader(scm: scm).read(file: file)
        }
        var network = Network(name: name, title: title, source: origin, scm: scm, profile: profile, origin: source)
        network.remarks.namedMechanisms = reader.declarations.compactMap(\.namedMechanism)
        network.remarks.comments = source.model.text.split(separator: "\n").count { $0.drop { $0 == " " }.first == "#" }
        return network
    }

    /// The file of wording that a model file names.
    static func profileName(in source: NetworkSource) throws(EngineError) -> String? {
        // Most files name none, and a file is not gone through twice to find that out.
        guard source.model.text.utf8.firstRange(of: "profile".utf8) != nil else { return nil }
        let root = try YAMLNode.parse(source.model.text, file: source.model.name)
        var fields = try YAMLFields(root, what: "a model file")
        return try fields.take("profile")?.string("the name of a file")
    }

    /// Takes the list of variables.
    mutating func declareAll(_ fields: inout YAMLFields) throws(EngineError) {
        let list = try fields.need("variables")
        for item in try list.items("a list of variables") { try declare(item) }
        guard !declarations.isEmpty else { throw list.unexpected("at least one variable") }
    }

    private mutating func declare(_ node: YAMLNode) throws(EngineError) {
        let declaration = try VariableDeclaration(node)
        guard indexByName.updateValue(declarations.count, forKey: declaration.variable.name) == nil else {
            throw .duplicate(declaration.variable.name, what: "variable", at: declaration.nameNode.location)
        }
        declarations.append(declaration)
    }

    private func model() throws(EngineError) -> SCM {
        let variables = declarations.map(\.variable)
        var parents: [[Int]] = []
        for declaration in declarations { parents.append(try indices(of: declaration.parentNodes)) }
        let graph = DirectedGraph(parents: parents)
        if let cycle = graph.findCycle() {
            throw .cycle(cycle.map { variables[$0].name }, at: declarations[cycle[0]].nameNode.location)
        }
        var mechanisms: [Mechanism] = []
        for (index, declaration) in declarations.enumerated() {
            let reader = MechanismReader(declaration: declaration, parents: parents[index].map { variables[$0] })
            mechanisms.append(try reader.read())
        }
        return try SCM(variables: variables, graph: graph, mechanisms: mechanisms)
    }

    /// The indices of named variables, each named once.
    func indices(of nodes: [YAMLNode]) throws(EngineError) -> [Int] {
        var result: [Int] = []
        for node in nodes {
            let name = try node.string("the name of a variable")
            guard let index = indexByName[name] else {
                let near = NearMiss.candidates(for: name, among: declarations.map(\.variable.name))
                throw .unknownVariable(name, near: near, at: node.location)
            }
            guard !result.contains(index) else { throw .duplicate(name, what: "parent", at: node.location) }
            result.append(index)
        }
        return result
    }
}

/// One entry of a model file's list of variables: what is known of it before the others are.
struct VariableDeclaration {
    let node: YAMLNode
    let nameNode: YAMLNode
    let variable: Variable
    let parentNodes: [YAMLNode]
    let table: YAMLNode?
    let response: YAMLNode?
    let equation: YAMLNode?
    let noisyOr: YAMLNode?
    let logistic: YAMLNode?
    let linear: YAMLNode?
    let noise: YAMLNode?

    init(_ node: YAMLNode) throws(EngineError) {
        self.node = node
        var fields = try YAMLFields(node, what: "a variable")
        nameNode = try fields.need("name")
        let name = try nameNode.string("a name")
        guard !name.isEmpty else { throw nameNode.unexpected("a name that is not empty") }
        let label = try fields.take("label")?.string()
        let domain = try Self.domain(&fields)
        let isLatent = try fields.take("latent")?.bool() ?? false
        variable = Variable(
            name: name, label: label ?? DerivedWording.label(for: name), domain: domain, isLatent: isLatent)
        parentNodes = try fields.take("parents")?.itemsOrOne("a list of parents") ?? []
        table = fields.take("table")
        response = fields.take("response")
        equation = fields.take("equation")
        noisyOr = fields.take("noisy-or")
        logistic = fields.take("logistic")
        linear = fields.take("linear")
        noise = fields.take("noise")
        try fields.finish()
    }

    /// The mechanism, where it has a name of its own and is written out as the model is made.
    var namedMechanism: ReadingRemarks.NamedMechanism? {
        let names = [("noisy-or", noisyOr), ("logistic", logistic), ("linear", linear)]
        return names.first { $0.1 != nil }.map { .init(variable: variable.name, mechanism: $0.0) }
    }

    private static func domain(_ fields: inout YAMLFields) throws(EngineError) -> Domain {
        let isOrdinal = try fields.take("ordinal")?.bool() ?? false
        let unit = try fields.take("unit")?.string()
        let range = fields.take("range")
        let write = fields.take("write")
        guard let states = fields.take("states") else {
            var quantity = Quantity(unit: unit)
            if let range { quantity.range = try bounds(range) }
            if let write { quantity.decimals = try decimals(write) }
            return .continuous(quantity)
        }
        for (key, node) in [("range", range), ("write", write)] {
            guard let node else { continue }
            throw .unknownKey(key, in: "a variable with states", near: [], at: node.location)
        }
        return .categorical(states: try names(states), isOrdinal: isOrdinal)
    }

    private static func names(_ node: YAMLNode) throws(EngineError) -> [String] {
        var names: [String] = []
        for item in try node.items("a list of states") {
            let name = try item.string("the name of a state")
            guard !names.contains(name) else { throw .duplicate(name, what: "state", at: item.location) }
            names.append(name)
        }
        guard !names.isEmpty else { throw node.unexpected("at least one state") }
        return names
    }

    private static func bounds(_ node: YAMLNode) throws(EngineError) -> ClosedRange<Double> {
        let items = try node.items("two numbers")
        guard items.count == 2 else { throw node.unexpected("two numbers, the lower first") }
        let low = try items[0].number("a number")
        let high = try items[1].number("a number")
        guard low < high else { throw node.unexpected("two numbers, the lower first") }
        return low...high
    }

    private static func decimals(_ node: YAMLNode) throws(EngineError) -> Int {
        var fields = try YAMLFields(node, what: "“write”")
        let node = try fields.need("decimals")
        guard let text = node.text, let count = Int(text), (0...12).contains(count) else {
            throw node.unexpected("a whole number from 0 to 12")
        }
        try fields.finish()
        return count
    }
}
