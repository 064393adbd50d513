/// Reads the chance nodes of GeNIe's and SMILE's format: tables, deterministic nodes and noisy-MAX.
struct XDSLReader: XMLNetworkReader {
    let source: SourceText
    var assembly: NetworkAssembly

    private func id(_ tag: XMLTag) throws(EngineError) -> String {
        guard let id = tag.attributes["id"], !id.isEmpty else {
            throw .missingKey("id", in: "<\(tag.name)>", at: source.location(of: tag.place))
        }
        return id
    }

    mutating func readFile(_ root: XMLTag) throws(EngineError) {
        guard root.name == "smile" else { throw unexpected(root, "<smile>") }
        let nodes = try need("nodes", in: root)
        let drawn = Self.drawings(in: root)
        for tag in nodes.children {
            guard ["cpt", "deterministic", "noisymax"].contains(tag.name) else {
                throw unexpected(tag, "chance nodes with states: <cpt>, <deterministic> or <noisymax>")
            }
            try declare(tag, drawn)
        }
        guard !nodes.children.isEmpty else { throw unexpected(nodes, "at least one <cpt> in it") }
        for (child, tag) in nodes.children.enumerated() { try define(child, tag) }
        for tag in root.children where tag.name != "nodes" && tag.name != "extensions" {
            assembly.remarks.passOver(property: tag.name)
        }
    }

    // MARK: Variables

    /// What GeNIe draws of the nodes, by their ids.
    private static func drawings(in root: XMLTag) -> [String: XMLTag] {
        var drawings: [String: XMLTag] = [:]
        var open = root.children("extensions")
        while let tag = open.popLast() {
            for child in tag.children {
                if child.name == "node", let id = child.attributes["id"] { drawings[id] = child }
                if child.name == "genie" || child.name == "submodel" { open.append(child) }
            }
        }
        return drawings
    }

    private mutating func declare(_ tag: XMLTag, _ drawings: [String: XMLTag]) throws(EngineError) {
        let name = try id(tag)
        var states: [String] = []
        for state in tag.children("state") {
            let state = (name: try id(state), place: state.place)
            guard !states.contains(state.name) else {
                throw .duplicate(state.name, what: "state", at: source.location(of: state.place))
            }
            states.append(state.name)
        }
        guard !states.isEmpty else {
            throw .missingKey("state", in: "the node “\(name)”", at: source.location(of: tag.place))
        }
        let label = drawings[name]?.first("name")?.trimmed
        let index = try assembly.declare(
            name, states: states, label: label?.isEmpty == false && label != name ? label : nil, at: tag.place)
        assembly.positions[index] = drawings[name]?.first("position").flatMap(Self.centre)
        for property in tag.children("property") {
            assembly.remarks.passOver(property: property.attributes["id"] ?? "without a name")
        }
    }

    /// The middle of the left, top, right and bottom of a node.
    private static func centre(_ tag: XMLTag) -> CausalGraph.Position? {
        let sides = tag.trimmed.split(separator: " ").compactMap { DecimalScanner.number($0) }
        guard sides.count == 4, sides.allSatisfy(\.isFinite) else { return nil }
        return CausalGraph.Position(x: (sides[0] + sides[2]) / 2, y: (sides[1] + sides[3]) / 2)
    }

    // MARK: Tables

    private mutating func define(_ child: Int, _ tag: XMLTag) throws(EngineError) {
        var parents: [Int] = []
        if let list = tag.first("parents") {
            for (word, place) in list.words(in: source) {
                let parent = try assembly.index(of: String(word), at: place)
                guard !parents.contains(parent) else {
                    throw .duplicate(String(word), what: "parent", at: source.location(of: place))
                }
                parents.append(parent)
            }
        }
        let shape = try assembly.shape(of: child, parents: parents, at: tag.place)
        let numbers: [Double]
        switch tag.name {
        case "deterministic": numbers = try results(need("resultingstates", in: tag), shape)
        case "noisymax": numbers = try noisyMax(tag, shape)
        default: numbers = try assembly.probabilities(in: need("probabilities", in: tag), of: shape.variable)
        }
        try assembly.define(child, parents: parents, shape, numbers: numbers, at: tag.place)
    }

    private func results(_ tag: XMLTag, _ shape: ParentRows) throws(EngineError) -> [Double] {
        let words = tag.words(in: source)
        guard words.count == shape.count else {
            throw .wrongCount(
                found: words.count, expected: shape.count, what: "resulting states of “\(shape.variable.name)”",
                at: source.location(of: tag.place))
        }
        var numbers = [Double](repeating: 0, count: shape.entryCount)
        for (row, word) in words.enumerated() {
            let state = try assembly.state(String(word.text), of: shape.variable, at: word.place)
            numbers[row * shape.variable.states.count + state] = 1
        }
        return numbers
    }

    // MARK: Noisy-MAX

    /// The table of a noisy-MAX (Díez 1993): independent causes each lift the effect to some degree, the highest counts.
    ///
    /// States run from the highest degree to the last, the lowest, where no cause acts. Each parent has a column for each of
    /// its states, ending with the one in which it does nothing; the leak comes last.
    private func noisyMax(_ tag: XMLTag, _ shape: ParentRows) throws(EngineError) -> [Double] {
        let states = shape.variable.states.count
        let list = try need("parameters", in: tag)
        let parameters = try assembly.probabilities(in: list, of: shape.variable)
        let columns = shape.cardinalities.reduce(1, +)
        guard parameters.count == columns * states else {
            throw .wrongCount(
                found: parameters.count, expected: columns * states,
                what: "noisy-MAX parameters of “\(shape.variable.name)”", at: source.location(of: list.place))
        }
        // For each column the probability that the cause leaves the effect at or below each degree.
        var atMost = parameters
        for column in 0..<columns {
            try assembly.check(
                parameters[column * states..<(column + 1) * states], of: shape, configuration: 0, at: list.place)
            for state in (0..<states - 1).reversed() {
                atMost[column * states + state] += atMost[column * states + state + 1]
            }
        }
        let columnOf = try columnsByState(tag, shape, parameters)
        var numbers: [Double] = []
        numbers.reserveCapacity(shape.entryCount)
        var odometer = Odometer(cardinalities: shape.cardinalities)
        for _ in 0..<shape.count {
            let active = zip(columnOf, odometer.digits).map { $0[$1] } + [columns - 1]
            let below = (0..<states).map { state in active.reduce(1.0) { $0 * atMost[$1 * states + state] } }
            numbers += (0..<states).map { state in
                max(0, below[state] - (state + 1 < states ? below[state + 1] : 0))
            }
            odometer.advance()
        }
        return numbers
    }

    /// The column of each state of each parent.
    ///
    /// Files list columns by strength; where a file orders strengths otherwise than states, the column in which the parent
    /// does nothing has to tell that this is so.
    private func columnsByState(
        _ tag: XMLTag, _ shape: ParentRows, _ parameters: [Double]
    ) throws(EngineError) -> [[Int]] {
        let states = shape.variable.states.count
        let strengths = tag.first("strengths")?.words(in: source).compactMap { Int($0.text) }
        var columns: [[Int]] = []
        var first = 0
        for cardinality in shape.cardinalities {
            let own = Array((strengths ?? []).dropFirst(first).prefix(cardinality))
            let order = strengths == nil ? Array(0..<cardinality) : own
            let doesNothing = parameters[(first + cardinality - 1) * states..<(first + cardinality) * states]
            guard order.sorted() == Array(0..<cardinality), doesNothing.last == 1 else {
                throw .invalid(
                    found: "strengths of the parents of “\(shape.variable.name)” whose order cannot be told",
                    expected: "for each parent a last column 0 … 0 1", mend: "save the node as a table (CPT)",
                    at: source.location(of: tag.place))
            }
            var byState = [Int](repeating: 0, count: cardinality)
            for (position, state) in order.enumerated() { byState[state] = first + position }
            columns.append(byState)
            first += cardinality
        }
        return columns
    }
}
