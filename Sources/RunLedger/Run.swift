import CausalEngine

/// One run: which network, which rows, who writes, how it is checked. A ledger holds it together with the network's own
/// texts, so that resuming and exporting need no other file.
public struct Run: Sendable, Hashable {
    /// What decides how a run goes, the settings apart.
    public struct Writer: Sendable, Hashable {
        /// The kind of realizer: `template`, `simulated`, `chat`, `transcript`.
        public var kind: String
        /// The model, or the settings of a simulated writer as they are shown.
        public var model: String?
        /// What the realizer has to be made with again, as JSON. Never a secret.
        public var parameters: String

        /// A writer and what it has to be made with again.
        public init(kind: String, model: String? = nil, parameters: String = "{}") {
            self.kind = kind
            self.model = model
            self.parameters = parameters
        }
    }

    /// The name of the run within its ledger: network, seed, and a hash of all that decides the run.
    public private(set) var id: String
    /// The name of the network.
    public var networkName: String
    /// The texts of the network.
    public var source: NetworkSource
    /// The seed of the rows.
    public var seed: UInt64
    /// The number of skeletons.
    public var count: Int
    /// What was intervened on, as exported: `{"VARIABLE":"state"}`, a number, or `{"state":p,…}`; one line of JSON.
    public var interventions: String
    /// What the counterfactual twin of every row is intervened on, in the same form; `nil` without twins.
    public var counterfactual: String?
    /// Who writes.
    public var writer: Writer
    /// How drafts are checked and corrected, as JSON.
    public var settings: String
    /// How strictly texts are read, as every output names it.
    public var verification: String
    /// The most attempts that a skeleton gets.
    public var attemptBudget: Int
    /// The version of the software that began the run.
    public var softwareVersion: String

    /// A run of a network.
    ///
    /// - Throws: ``LedgerError/networkWithoutSource(name:)`` for a network made in memory.
    public init(
        network: Network, seed: UInt64, count: Int, interventions: [Int: Intervention] = [:],
        counterfactual: [Int: Intervention]? = nil, writer: Writer, settings: String, verification: String,
        attemptBudget: Int, softwareVersion: String
    ) throws(LedgerError) {
        guard let source = network.origin else { throw .networkWithoutSource(name: network.name) }
        let coding = RecordCoding(variables: network.variables)
        self.init(
            id: "", networkName: network.name, source: source, seed: seed, count: count,
            interventions: coding.json(interventions).text,
            counterfactual: counterfactual.map { coding.json($0).text }, writer: writer, settings: settings,
            verification: verification, attemptBudget: attemptBudget, softwareVersion: softwareVersion)
        id = "\(network.name)-\(seed)-\(contentHash.prefix(8))"
    }

    init(
        id: String, networkName: String, source: NetworkSource, seed: UInt64, count: Int, interventions: String,
        counterfactual: String?, writer: Writer, settings: String, verification: String, attemptBudget: Int,
        softwareVersion: String
    ) {
        self.id = id
        self.networkName = networkName
        self.source = source
        self.seed = seed
        self.count = count
        self.interventions = interventions
        self.counterfactual = counterfactual
        self.writer = writer
        self.settings = settings
        self.verification = verification
        self.attemptBudget = attemptBudget
        self.softwareVersion = softwareVersion
    }

    /// The hash of the network's text, as exports name it: `sha256:` and 64 digits.
    public var networkHash: String { "sha256:" + SHA256.hexDigest(of: source.model.text) }

    /// The hash of the text that holds the wording: a file of its own, or the network's.
    public var wordingHash: String { "sha256:" + SHA256.hexDigest(of: (source.profile ?? source.model).text) }

    /// The network, read again from its texts.
    ///
    /// - Throws: ``EngineError`` when this version of the program does not take the text any more.
    public func network() throws(EngineError) -> Network {
        var network = try Network.parse(source)
        network.name = networkName
        return network
    }

    /// What was intervened on, by variable of the run's network.
    ///
    /// - Throws: ``LedgerError/damaged(path:what:)`` when a name is not one of the network's.
    public func interventions(in network: Network) throws(LedgerError) -> [Int: Intervention] {
        try RecordCoding(variables: network.variables).interventions(interventions, in: network.scm)
    }

    /// What the counterfactual twins are intervened on, by variable of the run's network; `nil` without twins.
    ///
    /// - Throws: ``LedgerError/damaged(path:what:)`` when a name is not one of the network's.
    public func counterfactualInterventions(in network: Network) throws(LedgerError) -> [Int: Intervention]? {
        guard let counterfactual else { return nil }
        return try RecordCoding(variables: network.variables).interventions(counterfactual, in: network.scm)
    }

    /// What is set from outside in a unit, or in its counterfactual twin, as exported: `{"VARIABLE":"state"}`, in the network's
    /// order; what the twin sets overrides.
    ///
    /// - Throws: ``LedgerError/damaged(path:what:)`` when a name is not one of the network's.
    public func interventionsJSON(in network: Network, isCounterfactual: Bool) throws(LedgerError) -> JSONValue {
        var merged = try interventions(in: network)
        if isCounterfactual, let twin = try counterfactualInterventions(in: network) {
            merged.merge(twin) { _, new in new }
        }
        return RecordCoding(variables: network.variables).json(merged)
    }

    /// The name under which exports know a record.
    public func recordID(row: UInt64, isCounterfactual: Bool) -> String {
        "\(networkName)-\(seed)-\(row)" + (isCounterfactual ? "-cf" : "")
    }

    /// The content address of an attempt: the same model given the same prompt under the same parameters as the same try.
    public func address(of attempt: Attempt) -> String {
        SHA256.hexDigest(
            of: JSONValue.array([
                .string(writer.kind), JSONValue(writer.model), .string(writer.parameters), .string(attempt.prompt),
                .integer(attempt.number),
            ]).text)
    }

    private var contentHash: String {
        SHA256.hexDigest(
            of: JSONValue.array([
                .string(networkHash), .string(wordingHash), .unsigned(seed), .integer(count), .string(interventions),
                JSONValue(counterfactual), .string(writer.kind), JSONValue(writer.model), .string(writer.parameters),
                .string(settings), .string(softwareVersion),
            ]).text)
    }
}
