/// A network of tables while its file is read: variables are declared, then defined, then put together.
///
/// Every reader of tables uses it, so that all refuse the same things with the same words: names given twice, unknown parents
/// with their near misses, tables beyond the limit, rows that do not sum to 1, cycles, variables without a table.
struct NetworkAssembly {
    /// A table as it was read.
    struct Table {
        var parents: [Int]
        var place: Int
        /// The rows in odometer order, last parent fastest.
        var probabilities: [Double]
    }

    let source: SourceText
    /// The title of the network.
    var title: String?
    /// Where variables stand in a drawing.
    var positions: [Int: CausalGraph.Position] = [:]
    /// What the file holds that the model does not.
    var remarks = ReadingRemarks()
    private(set) var variables: [Variable] = []
    private var places: [Int] = []
    private var tables: [Table?] = []
    private var indexByName: [String: Int] = [:]
    private var entries = 0

    /// The most entries that the tables of one file may have together.
    private static let entryLimit = 1 << 27

    init(_ source: SourceText) { self.source = source }

    // MARK: Declaring

    /// Adds a variable.
    @discardableResult
    mutating func declare(
        _ name: String, states: [String], label: String? = nil, at place: Int
    ) throws(EngineError) -> Int {
        guard indexByName.updateValue(variables.count, forKey: name) == nil else {
            throw .duplicate(name, what: "variable", at: source.location(of: place))
        }
        variables.append(
            Variable(
                name: name, label: label ?? DerivedWording.label(for: name),
                domain: .categorical(states: states, isOrdinal: false)))
        places.append(place)
        tables.append(nil)
        return variables.count - 1
    }

    /// The index of a declared variable.
    func index(of name: String, at place: Int) throws(EngineError) -> Int {
        guard let index = indexByName[name] else {
            throw .unknownVariable(
                name, near: NearMiss.candidates(for: name, among: variables.map(\.name)),
                at: source.location(of: place))
        }
        return index
    }

    /// The index of a state.
    func state(_ name: String, of variable: Variable, at place: Int) throws(EngineError) -> Int {
        guard let state = variable.index(ofState: name) else {
            throw .unknownState(
                name, variable: variable.name, near: NearMiss.offer(for: name, among: variable.states),
                at: source.location(of: place))
        }
        return state
    }

    // MARK: Defining

    /// The rows that the table of a variable has to have.
    mutating func shape(of child: Int, parents: [Int], at place: Int) throws(EngineError) -> ParentRows {
        guard tables[child] == nil else {
            throw .duplicate(variables[child].name, what: "probability block of", at: source.location(of: place))
        }
        let shape = try ParentRows(
            variable: variables[child], parents: parents.map { variables[$0] }, at: source.location(of: place))
        entries += shape.entryCount
        guard entries <= Self.entryLimit else {
            throw .invalid(
                found: "tables with over \(Self.entryLimit) entries together", expected: "fewer",
                mend: "give variables fewer parents or states", at: source.location(of: place))
        }
        return shape
    }

    /// Checks that a row sums to 1 within 1e-6.
    func check(
        _ row: some Collection<Double>, of shape: ParentRows, configuration: Int, at place: Int
    ) throws(EngineError) {
        var sum = 0.0
        for number in row { sum += number }
        guard abs(sum - 1) <= 1e-6 else {
            throw .rowSum(
                variable: shape.variable.name, row: shape.clause(configuration), sum: sum,
                at: source.location(of: place))
        }
    }

    /// Checks and takes a table whose numbers stand in odometer order, the variable's own state fastest.
    mutating func define(
        _ child: Int, parents: [Int], _ shape: ParentRows, numbers: [Double], at place: Int
    ) throws(EngineError) {
        let count = shape.variable.states.count
        guard numbers.count == shape.entryCount else {
            throw .wrongCount(
                found: numbers.count, expected: shape.entryCount, what: "probabilities of “\(shape.variable.name)”",
                at: source.location(of: place))
        }
        for configuration in 0..<shape.count {
            try check(
                numbers[configuration * count..<(configuration + 1) * count], of: shape, configuration: configuration,
                at: place)
        }
        define(child, Table(parents: parents, place: place, probabilities: numbers))
    }

    /// Takes a table whose rows have been checked.
    mutating func define(_ child: Int, _ table: Table) { tables[child] = table }

    /// A probability, or the complaint about a text that is none.
    func probability(_ text: String, of variable: Variable, at place: Int) throws(EngineError) -> Double {
        guard let number = DecimalScanner.number(text), (0...1).contains(number) else {
            throw .badProbability("“\(text)”", variable: variable.name, at: source.location(of: place))
        }
        return number + 0
    }

    // MARK: The network

    /// The network, once everything is read.
    func network(_ origin: NetworkSource) throws(EngineError) -> Network {
        var mechanisms: [Mechanism] = []
        mechanisms.reserveCapacity(variables.count)
        for (index, table) in tables.enumerated() {
            guard let table else {
                throw .missingKey(
                    "probability", in: "the variable “\(variables[index].name)”", at: source.location(of: places[index])
                )
            }
            let parents = table.parents.map { variables[$0].states.count }
            mechanisms.append(
                .table(
                    ProbabilityTable(
                        parentCardinalities: parents, stateCount: variables[index].states.count,
                        probabilities: table.probabilities, convention: variables[index].defaultConvention)))
        }
        let graph = DirectedGraph(parents: tables.map { $0?.parents ?? [] })
        let scm: SCM
        do throws(EngineError) {
            scm = try SCM(variables: variables, graph: graph, mechanisms: mechanisms)
        } catch .cycle(let names, _) {
            let place = names.first.flatMap { indexByName[$0] }.flatMap { tables[$0]?.place }
            throw .cycle(names, at: source.location(of: place ?? 0))
        }
        var profile = Profile.derived(for: variables)
        if let file = origin.profile { profile = try ProfileReader(scm: scm).read(file: file) }
        var network = Network(name: origin.networkName, title: title, scm: scm, profile: profile, origin: origin)
        network.positions = positions
        network.remarks = remarks
        return network
    }
}
