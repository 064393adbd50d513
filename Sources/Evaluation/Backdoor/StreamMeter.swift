import CausalEngine
import RunLedger
import Verification

/// The figures of one stream of the Semantic Backdoor experiment, kept up to date while it runs.
///
/// Skeletons may be added in any order; no figure shows it.
public struct StreamMeter: Sendable {
    /// One skeleton and what became of it.
    struct Trial: Sendable {
        var row: UInt64
        var values: [Value]
        /// The values with their conflicts with the prior, on which acceptance is estimated.
        var features: [Value]
        var isAccepted: Bool
        var isFirstAccepted: Bool
    }

    /// The number of attempts.
    public private(set) var attempts = 0
    /// How many skeletons were accepted of how many.
    public private(set) var realizability = Proportion(successes: 0, trials: 0)
    /// The contradictions in first drafts.
    public private(set) var firstDrafts: FactOverrides
    /// The contradictions in the last draft of every skeleton, accepted or not: what would be handed out if all had to be.
    public private(set) var lastDrafts: FactOverrides
    private var unordered: [Trial] = []
    private let profile: Profile

    /// A stream that has not begun.
    public init(network: Network) {
        firstDrafts = FactOverrides(network: network)
        lastDrafts = FactOverrides(network: network)
        profile = network.profile
    }

    /// Takes in a skeleton that gets no further attempt.
    ///
    /// - Complexity: O(variables + attempts).
    public mutating func add(_ skeleton: Skeleton, attempts made: [Attempt]) {
        let isAccepted = made.last?.isAccepted ?? false
        attempts += made.count
        realizability.count(isAccepted)
        firstDrafts.add(made.first?.check?.verdicts, on: skeleton.values)
        lastDrafts.add(made.last { $0.check != nil }?.check?.verdicts, on: skeleton.values)
        unordered.append(
            Trial(
                row: skeleton.row, values: skeleton.values, features: profile.withConflicts(skeleton.values),
                isAccepted: isAccepted,
                isFirstAccepted: made.first?.isAccepted ?? false))
    }

    /// The skeletons in row order.
    var trials: [Trial] { unordered.sorted { $0.row < $1.row } }

    /// What acceptance has done to the distribution so far.
    ///
    /// - Complexity: that of ``SelectionBias``; for a meter that is redrawn often, ask once a frame.
    public var bias: SelectionBias {
        let trials = trials
        return SelectionBias(values: trials.map(\.features), accepted: trials.map(\.isAccepted))
    }

    /// How much more often conflicting facts are contradicted than agreeing ones in the last drafts.
    public var gap: (difference: Double, interval: ClosedRange<Double>)? { lastDrafts.all.gap }
}
