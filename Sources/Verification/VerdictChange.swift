/// What became of the verdict on one variable from one draft to the next.
public struct VerdictChange: Sendable, Hashable {
    /// The variable's index.
    public var variable: Int
    /// The verdict on the earlier draft; `nil` where there was none.
    public var before: Verdict.Kind?
    /// The verdict on the later draft; `nil` where there is none.
    public var after: Verdict.Kind?

    /// A change of verdict.
    public init(variable: Int, before: Verdict.Kind?, after: Verdict.Kind?) {
        self.variable = variable
        self.before = before
        self.after = after
    }

    /// Whether the change mended the variable.
    public var isMended: Bool { (after == .match || after == nil) && before != after }
    /// Whether the change broke what had been right: the price of a correction.
    public var isBroken: Bool { (before == .match || before == nil) && before != after }

    /// The variables whose verdict differs between two drafts, in the network's order.
    ///
    /// - Complexity: O(*v* log *v*) in the number of verdicts.
    public static func changes(from old: Verdicts, to new: Verdicts) -> [VerdictChange] {
        let before = Dictionary(old.all.map { ($0.variable, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.all.map { ($0.variable, $0.kind) }, uniquingKeysWith: { first, _ in first })
        return Set(before.keys).union(after.keys).sorted().compactMap { variable in
            guard before[variable] != after[variable] else { return nil }
            return VerdictChange(variable: variable, before: before[variable], after: after[variable])
        }
    }
}
