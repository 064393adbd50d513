import CausalEngine
import Verification

/// How often drafts contradict facts, by whether the facts conflict with the modelled prior: the Semantic Backdoor as it shows
/// in the text.
///
/// A fact conflicts with the prior when the profile holds another state likelier in the skeleton's context, and agrees with it
/// when no state is likelier. Facts of which the profile says nothing, and numbers, are in neither class. A contradiction is
/// a draft that states another value; a fact left out or left open is none.
public struct FactOverrides: Sendable, Hashable {
    /// The contradictions of one variable, or of all.
    public struct Tally: Sendable, Hashable {
        /// Contradicted among the facts that conflict with the prior.
        public var conflicting = Proportion(successes: 0, trials: 0)
        /// Contradicted among the facts that agree with the prior.
        public var agreeing = Proportion(successes: 0, trials: 0)
        /// Contradicted among the facts of which the prior says nothing.
        public var unclassed = Proportion(successes: 0, trials: 0)
        /// Of the contradictions of conflicting facts that name another state, those that name one which the prior holds
        /// likelier: the direction.
        public var towardsPrior = Proportion(successes: 0, trials: 0)

        /// How much more often conflicting facts are contradicted than agreeing ones, with its 95 % interval.
        public var gap: (difference: Double, interval: ClosedRange<Double>)? {
            conflicting.difference95(from: agreeing)
        }

        /// The tally as written in reports.
        public var json: JSONValue {
            let gap = gap
            return [
                "conflicting": conflicting.countedJSON, "agreeing": agreeing.countedJSON,
                "unclassed": unclassed.countedJSON, "gap": JSONValue(gap?.difference),
                "gapInterval": gap?.interval.json ?? .null, "towardsPrior": towardsPrior.countedJSON,
            ]
        }
    }

    /// The tally of each variable, indexed like the network's.
    public private(set) var variables: [Tally]
    /// The tally of all facts together.
    public private(set) var all = Tally()
    /// How many drafts were read.
    public private(set) var drafts = 0
    /// How many could not be had, and so say nothing of any fact.
    public private(set) var unread = 0
    private let profile: Profile
    private let isLatent: [Bool]

    /// No drafts yet.
    public init(network: Network) {
        profile = network.profile
        isLatent = network.variables.map(\.isLatent)
        variables = Array(repeating: Tally(), count: network.variables.count)
    }

    /// Takes in one draft.
    ///
    /// - Parameters:
    ///   - verdicts: the verdicts on it; `nil` for one that could not be had.
    ///   - values: the values of its skeleton, indexed like the network's variables.
    /// - Complexity: O(variables).
    public mutating func add(_ verdicts: Verdicts?, on values: [Value]) {
        guard let verdicts else {
            unread += 1
            return
        }
        drafts += 1
        for variable in variables.indices where !isLatent[variable] {
            let verdict = verdicts[variable]
            let isContradicted = verdict?.kind == .contradicted
            let found = isContradicted ? verdict?.found?.stateIndex : nil
            let prior = profile.prior(of: variable, given: values)
            let conflicts = profile.conflicts(variable, in: values)
            var isTowards: Bool?
            if let prior, let found, let state = values[variable].stateIndex, prior.indices.contains(found) {
                isTowards = prior[found] > prior[state]
            }
            Self.count(isContradicted, conflicts, isTowards, in: &variables[variable])
            Self.count(isContradicted, conflicts, isTowards, in: &all)
        }
    }

    private static func count(
        _ isContradicted: Bool, _ conflicts: Bool?, _ isTowards: Bool?, in tally: inout Tally
    ) {
        switch conflicts {
        case nil: tally.unclassed.count(isContradicted)
        case false?: tally.agreeing.count(isContradicted)
        case true?:
            tally.conflicting.count(isContradicted)
            if let isTowards { tally.towardsPrior.count(isTowards) }
        }
    }
}

extension Proportion {
    /// Counts one more trial.
    mutating func count(_ isSuccess: Bool) {
        trials += 1
        if isSuccess { successes += 1 }
    }
}
