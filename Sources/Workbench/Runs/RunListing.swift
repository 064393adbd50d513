/// Which run of which ledger.
public struct RunKey: Sendable, Hashable {
    /// The path of the ledger.
    public var ledger: String
    /// The run's name within it.
    public var run: String

    /// A run of a ledger.
    public init(ledger: String, run: String) {
        self.ledger = ledger
        self.run = run
    }
}

/// One run as the list of runs shows it.
public struct RunEntry: Sendable, Hashable {
    /// Which run.
    public var key: RunKey
    /// The network's name.
    public var network: String
    /// The seed of its rows.
    public var seed: UInt64
    /// What was set from outside, as the ledger has it; empty for nothing.
    public var interventions: String
    /// Who writes, with the model.
    public var writer: String
    /// How strictly texts are read.
    public var verification: String
    /// The most attempts that a skeleton gets.
    public var budget: Int
    /// The skeletons of the run, twins included.
    public var skeletons: Int
    /// The skeletons that get no further attempt: the denominator.
    public var ended: Int
    /// The skeletons that were realized.
    public var accepted: Int
    /// All attempts.
    public var attempts: Int

    /// Whether nothing is left to be done.
    public var isComplete: Bool { ended == skeletons }
}

/// The runs of the ledgers that there are, and what could not be read.
public struct RunListing: Sendable, Equatable {
    /// The runs: those of ledgers that were named first, each ledger's in the order in which they began.
    public var entries: [RunEntry]
    /// The ledgers that could not be read, and why.
    public var faults: [String]

    /// A list of runs.
    public init(entries: [RunEntry], faults: [String] = []) {
        self.entries = entries
        self.faults = faults
    }
}
