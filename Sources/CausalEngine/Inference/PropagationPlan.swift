/// What to compute, in which order, to answer a kind of question: everything but the states that were seen.
///
/// Messages go up the clique tree to the root and down again (Jensen, Lauritzen & Olesen 1990): down, a clique's whole product
/// is summed onto each separator at once and divided by what came up. Messages that are known to be all ones, because only
/// barren variables lie behind them, are neither computed nor multiplied.
struct PropagationPlan: Sendable {
    /// A table of the workspace.
    struct Slot: Sendable {
        var offset: Int
        var count: Int
    }

    enum Step: Sendable {
        /// Runs a contraction of the program.
        case contract(Int)
        /// Brings the numbers of a table near 1, and counts by how much when the message goes up.
        case settle(slot: Int, counts: Bool)
        /// Divides a table by another.
        case divide(slot: Int, by: Int)
    }

    /// A finding that moves the place where a table begins.
    struct Shift: Sendable {
        var port: Int
        var variable: Int
        var stride: Int
    }

    /// A table of which evidence leaves one number.
    struct Constant: Sendable {
        var offset: Int
        var strides: [(variable: Int, stride: Int)]
    }

    /// What is asked of a plan.
    enum Purpose: Sendable, Hashable {
        /// The posterior of each target, ascending; of all variables for `nil`.
        case marginals([Int]?)
        /// The joint posterior of variables, the last fastest.
        case joint([Int])
        /// The likeliest values of all variables together.
        case explanation
        /// For each variable its distribution given the variables eliminated after it.
        case conditionals
    }

    /// One clique with what is multiplied in it, for walking the tree from the root.
    struct Bucket: Sendable {
        /// The nodes to be decided here.
        var nodes: [Int]
        /// The nodes decided before.
        var separator: [Int]
        var inputs: [TableLayout]
        /// The ports of `inputs` are numbered from here on.
        var firstPort: Int
    }

    /// The variable of each node.
    var variables: [Int] = []
    var cardinalities: [Int] = []
    var slots: [Slot] = []
    var workspaceCount = 0
    var up: [Step] = []
    var down: [Step] = []
    /// The slots of the total of each connected part.
    var totals: [Int] = []
    /// The slot of each group.
    var groups: [Int] = []
    /// The tables of uncertain findings.
    var findings: [(variable: Int, slot: Int)] = []
    var shifts: [Shift] = []
    var constants: [Constant] = []
    /// The cliques from the roots on, where the purpose needs them.
    var buckets: [Bucket] = []
    var size = InferenceSize(treewidth: 0, largestLog2: 0, entries: 0)
    /// For each contraction the binary exponents of the smallest numbers of the model's tables in it, added up.
    var exponents: [Int] = []
    var program = Contraction.FixedProgram(.init())
}
