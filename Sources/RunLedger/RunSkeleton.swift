import CausalEngine

/// One skeleton of a run: a unit, and in which world it stands.
public struct RunSkeleton: Sendable, Hashable {
    /// The place within the run, from 0. Rows are in order; a counterfactual twin follows its factual unit.
    public var position: Int
    /// The unit: row, values and noise.
    public var skeleton: Skeleton
    /// The place of the factual unit whose counterfactual twin this is; `nil` for a factual unit.
    public var counterfactualOf: Int?

    /// A skeleton at its place within a run.
    public init(position: Int, skeleton: Skeleton, counterfactualOf: Int? = nil) {
        self.position = position
        self.skeleton = skeleton
        self.counterfactualOf = counterfactualOf
    }
}

/// One skeleton with all attempts on it.
public struct RunRecord: Sendable, Hashable {
    /// The skeleton.
    public var unit: RunSkeleton
    /// The attempts, in order.
    public var attempts: [Attempt]

    /// A skeleton with its attempts.
    public init(unit: RunSkeleton, attempts: [Attempt]) {
        self.unit = unit
        self.attempts = attempts
    }

    /// Whether an attempt was accepted.
    public var isAccepted: Bool { attempts.last?.isAccepted ?? false }

    /// Whether the skeleton gets no further attempt: one was accepted, it was given up, or `budget` attempts were made.
    public func isEnded(budget: Int) -> Bool {
        isAccepted || attempts.last?.end.reason == Attempt.End.unpaired || attempts.count >= budget
    }
}

/// How far a skeleton has come.
public struct SkeletonProgress: Sendable, Hashable {
    /// The place within the run, from 0.
    public var position: Int
    /// How many attempts were made.
    public var attempts: Int
    /// Whether one was accepted.
    public var isAccepted: Bool
    /// Whether it was given up, as a twin is whose unit was never realized.
    public var isGivenUp: Bool

    /// How far a skeleton has come.
    public init(position: Int, attempts: Int, isAccepted: Bool, isGivenUp: Bool = false) {
        self.position = position
        self.attempts = attempts
        self.isAccepted = isAccepted
        self.isGivenUp = isGivenUp
    }

    /// Whether the skeleton gets no further attempt: one was accepted, it was given up, or `budget` attempts were made.
    public func isEnded(budget: Int) -> Bool { isAccepted || isGivenUp || attempts >= budget }
}
