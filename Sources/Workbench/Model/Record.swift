import CausalEngine
import RunLedger
import Verification

/// One attempt as it is shown: with what changed since the one before.
public struct Draft: Sendable, Hashable {
    /// The attempt.
    public var attempt: Attempt
    /// The difference from the text of the attempt before; empty for the first.
    public var difference: [TextDifference.Segment]

    /// An attempt with what changed since the one before it.
    ///
    /// - Complexity: that of ``Verification/TextDifference``.
    public init(attempt: Attempt, after earlier: Attempt?) {
        self.attempt = attempt
        difference = earlier.map { ReadableDifference.segments(from: $0.text, to: attempt.text) } ?? []
    }

    /// The verdict on a variable, where the text was checked and there is one.
    public func verdict(on variable: Int) -> Verdict? { attempt.check?.verdicts[variable] }
}

/// What was made of one skeleton so far.
public struct Record: Sendable, Hashable {
    /// The attempts, in their order.
    public var drafts: [Draft]
    /// Whether no further attempt will be made.
    public var isFinished: Bool

    /// The attempts on one skeleton.
    public init(drafts: [Draft] = [], isFinished: Bool = false) {
        self.drafts = drafts
        self.isFinished = isFinished
    }

    /// Whether the last attempt agrees with the skeleton.
    public var isRealized: Bool { drafts.last?.attempt.isAccepted ?? false }
    /// Whether the first attempt already agreed.
    public var isRealizedAtOnce: Bool { drafts.first?.attempt.isAccepted ?? false }
}

/// A draft that is being written.
public struct Writing: Sendable, Hashable {
    /// The row of the table it is for.
    public var row: Int
    /// The number of the attempt, from 0.
    public var attempt: Int
    /// The text so far.
    public var text: String

    /// A draft that is being written.
    public init(row: Int, attempt: Int = 0, text: String = "") {
        self.row = row
        self.attempt = attempt
        self.text = text
    }
}
