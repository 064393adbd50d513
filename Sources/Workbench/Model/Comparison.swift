import CausalEngine

/// Seeing beside doing: what every other variable is when a variable is seen in a state, and when it is set to it.
///
/// For an effect of the variable the gap between the two is confounding: common causes move both when it is seen, and are left
/// alone when it is set (Pearl 2009, §3.1). Other findings are left out, so that nothing else can open a gap.
public struct Comparison: Sendable, Equatable {
    /// What is compared.
    public struct Question: Sendable, Hashable {
        /// What is set besides.
        public var interventions: [Int: Intervention]
        /// The variable.
        public var variable: Int
        /// The state that it is seen in, and set to.
        public var state: Int
    }

    /// The two distributions of another variable.
    public struct Row: Sendable, Equatable {
        /// The variable.
        public var variable: Int
        /// The probability of each state when the finding is seen.
        public var seen: [Double]
        /// The probability of each state when it is set.
        public var done: [Double]
        /// Whether the variable is an effect, near or far, of the one that is set.
        public var isEffect: Bool

        /// The total variation between the two.
        public var distance: Double { zip(seen, done).reduce(0) { $0 + abs($1.0 - $1.1) } / 2 }
    }

    /// What is compared.
    public var question: Question
    /// The other variables: effects first, then by distance, the greatest first.
    public var rows: [Row]
    /// The number of variables that exact inference does not reach.
    public var left: Int
    /// Why there is nothing to compare.
    public var obstacle: String?
}

extension Model {
    /// The state that is compared of the selected variable: what it was seen to be, else what it is set to, else what was stepped to;
    /// at first yes of a yes/no variable.
    var comparedState: Int? {
        guard let node = selectedNode, !node.states.isEmpty else { return nil }
        if let stepped = comparedStep, node.states.indices.contains(stepped) { return stepped }
        if let seen = document.evidence.values[document.variable]?.stateIndex { return seen }
        if case .value(.state(let set))? = document.world.interventions[document.variable] { return set }
        return node.affirmative ?? 0
    }

    /// What the panel compares; `nil` when it is not shown, or of a variable without states.
    var comparisonQuestion: Comparison.Question? {
        guard side == .compare, let state = comparedState else { return nil }
        var interventions = document.world.interventions
        interventions[document.variable] = nil
        return Comparison.Question(interventions: interventions, variable: document.variable, state: state)
    }
}
