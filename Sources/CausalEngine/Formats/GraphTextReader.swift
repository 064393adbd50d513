/// A graph as it was read from a text, with what the text holds besides.
struct GraphText {
    var graph: CausalGraph
    var remarks: ReadingRemarks
}

/// Reads the grammar that DAGitty's text and DOT share: statements of nodes and of chains of edges, groups in braces, and
/// attributes in brackets.
struct GraphTextReader {
    private typealias Token = GraphTextScanner.Token

    private struct Chain {
        var directed: [CausalGraph.Edge] = []
        var bidirected: [CausalGraph.Edge] = []
    }

    /// The deepest nesting of groups.
    static let deepestNesting = 128
    /// The most edges that a file may declare.
    static let mostEdges = 1 << 24

    private var scanner: GraphTextScanner
    private var token: Token
    private var nodes: [CausalGraph.Node] = []
    private var places: [Int] = []
    private var indexByName: [String: Int] = [:]
    private var edges = Chain()
    private var remarks = ReadingRemarks()
    private var depth = 0

    /// Reads a whole file.
    ///
    /// - Parameter kinds: the words that may stand before the opening brace, in lower case.
    static func read(_ file: NetworkSource.File, kinds: [String]) throws(EngineError) -> GraphText {
        var reader = try GraphTextReader(file)
        try reader.readHeader(kinds)
        while !reader.token.isSign("}") { _ = try reader.readStatement() }
        try reader.advance()
        guard reader.token.kind == .end else { throw reader.unexpected("the end of the file") }
        reader.remarks.comments = reader.scanner.comments
        return GraphText(graph: try reader.graph(), remarks: reader.remarks)
    }

    private init(_ file: NetworkSource.File) throws(EngineError) {
        scanner = GraphTextScanner(file)
        token = try scanner.next()
    }

    private func graph() throws(EngineError) -> CausalGraph {
        do throws(EngineError) {
            return try CausalGraph(nodes: nodes, directed: edges.directed, bidirected: edges.bidirected)
        } catch {
            guard case .cycle(let names, _) = error else { throw error }
            let place = names.first.flatMap { indexByName[$0] }.map { scanner.location(of: places[$0]) }
            throw .cycle(names, at: place)
        }
    }

    // MARK: Tokens

    private mutating func advance() throws(EngineError) { token = try scanner.next() }

    private mutating func take(_ sign: String) throws(EngineError) -> Bool {
        guard token.isSign(sign) else { return false }
        try advance()
        return true
    }

    private func unexpected(_ expected: String) -> EngineError {
        let found = token.kind == .end ? "the end of the file" : "“\(token.text)”"
        return .syntax(found: found, expected: expected, at: scanner.location(of: token.place))
    }

    // MARK: Statements

    private mutating func readHeader(_ kinds: [String]) throws(EngineError) {
        let expected = kinds.map { "“\($0) {”" }.joined(separator: " or ")
        if token.isKeyword("strict") { try advance() }
        guard token.kind == .name, kinds.contains(token.text.lowercased()) else { throw unexpected(expected) }
        try advance()
        if token.isName { try advance() }
        guard try take("{") else { throw unexpected("“{”") }
    }

    /// Reads one statement, or a sign between two, and tells the nodes that it names.
    private mutating func readStatement() throws(EngineError) -> [Int] {
        if token.isSign(";") || token.isSign(",") {
            try advance()
            return []
        }
        let first = token
        let isSetting = first.isKeyword("graph") || first.isKeyword("node") || first.isKeyword("edge")
        if first.isName {
            try advance()
            if isSetting, token.isSign("[") { return try skipSettings() }
            if token.isSign("=") {
                _ = try scanner.value()
                try advance()
                remarks.passOver(property: first.text)
                return []
            }
            let isSubgraph = first.isKeyword("subgraph") && (token.isName || token.isSign("{"))
            if !isSubgraph { return try readChain(from: [readNode(first)]) }
            if token.isName { try advance() }
        }
        return try readChain(from: readGroup())
    }

    private mutating func skipSettings() throws(EngineError) -> [Int] {
        for attribute in try readAttributes() { remarks.passOver(property: attribute.key) }
        return []
    }

    private mutating func readOperand() throws(EngineError) -> [Int] {
        guard token.isName else { return try readGroup() }
        let first = token
        try advance()
        guard first.isKeyword("subgraph"), token.isName || token.isSign("{") else { return [try readNode(first)] }
        if token.isName { try advance() }
        return try readGroup()
    }

    /// The node of a name that was just read; Graphviz's ports behind it are passed over.
    private mutating func readNode(_ name: Token) throws(EngineError) -> Int {
        while try take(":") {
            guard token.isName else { throw unexpected("the name of a port") }
            try advance()
        }
        if let index = indexByName[name.text] { return index }
        indexByName[name.text] = nodes.count
        nodes.append(CausalGraph.Node(name.text))
        places.append(name.place)
        return nodes.count - 1
    }

    private mutating func readGroup() throws(EngineError) -> [Int] {
        guard token.isSign("{") else { throw unexpected("a name or “{”") }
        guard depth < Self.deepestNesting else {
            throw unexpected("at most \(Self.deepestNesting) groups in each other")
        }
        depth += 1
        try advance()
        var members: [Int] = []
        while !token.isSign("}") {
            guard token.kind != .end else { throw unexpected("“}”") }
            members += try readStatement()
        }
        depth -= 1
        try advance()
        var seen: Set<Int> = []
        return members.filter { seen.insert($0).inserted }
    }

    // MARK: Edges

    private mutating func readChain(from first: [Int]) throws(EngineError) -> [Int] {
        var members = first
        var last = first
        var chain = Chain()
        var isChain = false
        while token.isArrow {
            let arrow = token
            guard arrow.text != "--" else {
                throw unexpected("“->”, “<-” or “<->”: an edge without a direction says nothing of causes")
            }
            try advance()
            let next = try readOperand()
            try connect(last, next, arrow, in: &chain)
            members += next
            last = next
            isChain = true
        }
        let attributes = try readAttributes()
        if isChain {
            try add(chain, attributes)
        } else if first.count == 1 {
            for attribute in attributes { try apply(attribute, to: first[0]) }
        }
        return members
    }

    private func connect(
        _ left: [Int], _ right: [Int], _ arrow: Token, in chain: inout Chain
    ) throws(EngineError) {
        let count = edges.directed.count + edges.bidirected.count + chain.directed.count + chain.bidirected.count
        guard left.count * right.count <= Self.mostEdges - count else {
            throw .invalid(
                found: "more than \(Self.mostEdges) edges", expected: "fewer", mend: "",
                at: scanner.location(of: arrow.place))
        }
        for a in left {
            for b in right {
                guard a != b else {
                    throw .cycle([nodes[a].name], at: scanner.location(of: arrow.place))
                }
                switch arrow.text {
                case "->": chain.directed.append(.init(a, b))
                case "<-": chain.directed.append(.init(b, a))
                default: chain.bidirected.append(.init(min(a, b), max(a, b)))
                }
            }
        }
    }

    /// Adds the edges of a chain, turned as Graphviz's `dir` says.
    private mutating func add(_ chain: Chain, _ attributes: [Attribute]) throws(EngineError) {
        if let role = attributes.first(where: { CausalGraph.Role(rawValue: $0.key) != nil && $0.value == nil }) {
            throw .invalid(
                found: "the role “\(role.key)” on an edge", expected: "it on a node",
                mend: "name the node again by itself, such as “x [\(role.key)]”", at: scanner.location(of: role.place))
        }
        for attribute in attributes where attribute.key != "dir" { remarks.passOver(property: attribute.key) }
        edges.bidirected += chain.bidirected
        let direction = attributes.last { $0.key == "dir" }
        switch direction?.value?.lowercased() {
        case nil, "forward": edges.directed += chain.directed
        case "back": edges.directed += chain.directed.map { .init($0.target, $0.source) }
        case "both":
            edges.bidirected += chain.directed.map {
                .init(min($0.source, $0.target), max($0.source, $0.target))
            }
        case let other?:
            throw .syntax(
                found: "“dir=\(other)”", expected: "forward, back or both",
                at: direction.map { scanner.location(of: $0.place) })
        }
    }

    // MARK: Attributes

    private struct Attribute {
        var key: String
        var value: String?
        var place: Int
    }

    private mutating func readAttributes() throws(EngineError) -> [Attribute] {
        var attributes: [Attribute] = []
        while try take("[") {
            while try !take("]") {
                if token.isSign(",") || token.isSign(";") {
                    try advance()
                    continue
                }
                guard token.isName else { throw unexpected("an attribute or “]”") }
                var attribute = Attribute(key: token.text.lowercased(), value: nil, place: token.place)
                try advance()
                if token.isSign("=") {
                    token = try scanner.value()
                    guard token.isName else { throw unexpected("the value of “\(attribute.key)”") }
                    attribute.value = token.text
                    try advance()
                }
                attributes.append(attribute)
            }
        }
        return attributes
    }

    private mutating func apply(_ attribute: Attribute, to node: Int) throws(EngineError) {
        if attribute.key == "pos" {
            nodes[node].position = try position(attribute)
            return
        }
        let isDenied = ["false", "no", "0"].contains(attribute.value?.lowercased())
        if attribute.key == "observed" {
            if isDenied { nodes[node].roles.insert(.latent) }
            return
        }
        guard let role = Self.role(attribute) else { return remarks.passOver(property: attribute.key) }
        guard !isDenied else { return }
        nodes[node].roles.insert(role)
    }

    private static func role(_ attribute: Attribute) -> CausalGraph.Role? {
        if let role = CausalGraph.Role(rawValue: attribute.key) { return role }
        switch (attribute.key, attribute.value) {
        case ("source", nil), ("e", nil): return .exposure
        case ("target", nil), ("o", nil): return .outcome
        case ("unobserved", _), ("u", nil), ("l", nil): return .latent
        case ("a", nil): return .adjusted
        case ("s", nil): return .selected
        default: return nil
        }
    }

    private func position(_ attribute: Attribute) throws(EngineError) -> CausalGraph.Position {
        let text = attribute.value ?? ""
        let parts = text.split(separator: ",").map { part in
            Double(part.filter { !$0.isWhitespace && $0 != "!" })
        }
        guard parts.count >= 2, let x = parts[0], let y = parts[1], x.isFinite, y.isFinite else {
            throw .syntax(
                found: "“\(text)” as a position", expected: "two numbers such as “0.5,1”",
                at: scanner.location(of: attribute.place))
        }
        return .init(x: x, y: y)
    }
}
