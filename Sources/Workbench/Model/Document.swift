import CausalEngine

/// Everything that undo restores: what was decided, and what came of it.
public struct Document: Sendable, Equatable {
    /// The world as it stands.
    public var world: World
    /// What was seen in it: beliefs are given it.
    public var evidence = Evidence()
    /// What skeletons are drawn given: what was seen when they were sampled.
    public var given = Evidence()
    /// The question of d-separation that is being put.
    public var paths: PathQuestion?
    /// The number of skeletons wanted in the table.
    public var wanted: Int
    /// The beliefs that are shown, of `world` once they have arrived.
    public var beliefs: Beliefs?
    /// The skeletons that are shown, of `draw` once they have arrived.
    public var table: SampledTable?
    /// What was made of each skeleton, by row.
    public var records: [Int: Record]
    /// The meters over the finished records.
    public var meters: Meters?
    /// The selected variable: a node, a column, a verdict and a span at once.
    public var variable: Int
    /// The selected row of the table.
    public var row: Int
    /// The attempt that is looked at; `nil` is the latest.
    public var attempt: Int?

    /// A session at its start.
    public init(world: World, wanted: Int) {
        self.world = world
        self.wanted = wanted
        records = [:]
        variable = 0
        row = 0
    }

    /// What skeletons are drawn from.
    public var draw: Draw { Draw(world: world, given: given) }
    /// Whether the table holds what is wanted of the world as it stands.
    public var isTableCurrent: Bool { table?.draw == draw && table?.count == wanted }
    /// Whether the beliefs are of the world as it stands and what was seen in it.
    public var areBeliefsCurrent: Bool { beliefs?.answer(world, evidence) ?? false }

    /// The rows whose record is finished, ascending.
    public var finishedRows: [Int] { records.filter(\.value.isFinished).map(\.key).sorted() }

    /// How many records are finished, how many of them realized, and how many were realized at once.
    ///
    /// - Complexity: O(records).
    public var tally: Tally {
        var tally = Tally()
        for record in records.values {
            if !record.drafts.isEmpty { tally.begun += 1 }
            tally.attempts += record.drafts.count
            guard record.isFinished else { continue }
            tally.finished += 1
            if record.isRealized { tally.realized += 1 }
            if record.isRealizedAtOnce { tally.realizedAtOnce += 1 }
        }
        return tally
    }

    /// Counts over the records.
    public struct Tally: Sendable, Hashable {
        /// Records with at least one attempt.
        public var begun = 0
        /// Records that no further attempt will change: the denominator.
        public var finished = 0
        /// Finished records whose last attempt agrees with the skeleton.
        public var realized = 0
        /// Finished records whose first attempt agreed.
        public var realizedAtOnce = 0
        /// All attempts.
        public var attempts = 0
    }
}

/// One change in the history.
public struct Change: Sendable, Equatable {
    /// What was done, in a few words.
    public var title: String
    /// The document on the other side of the change: before it in the past, after it in the future.
    public var document: Document

    /// A change.
    public init(title: String, document: Document) {
        self.title = title
        self.document = document
    }
}
