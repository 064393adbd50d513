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

    /// One step of a run.
    struct Step: Sendable {
        enum Action: Sendable {
            /// Runs a contraction of the program.
            case contract(Int)
            /// Brings the numbers of a table near 1, and counts by how much when the message goes up.
            case settle(slot: Int, counts: Bool)
            /// Divides a table by another.
            case divide(slot: Int, by: Int)
        }

        var action: Action
        /// The clique without whose message up the step falls away; -1 for none.
        var clique: Int

        init(_ action: Action, with clique: Int = -1) {
            self.action = action
            self.clique = clique
        }
    }

    /// A finding that moves the place where a table begins.
    struct Shift: Sendable {
        var port: Int
        var variable: Int
        var stride: Int
    }

    /// A table of likelihoods.
    struct Finding: Sendable {
        var variable: Int
        var slot: Int
        var clique: Int
    }

    /// The whole of a connected part summed up.
    struct Total: Sendable {
        var slot: Int
        var root: Int
    }

    /// What is asked of a plan.
    enum Purpose: Sendable, Hashable {
        /// The posterior of each target, ascending; of all variables for `nil`.
        case marginals([Int]?)
        /// The posterior of every variable, whatever was seen: findings are tables that may be there or not.
        case everything
        /// The joint posterior of variables, the last fastest.
        case joint([Int])
        /// The likeliest values of all variables together.
        case explanation
        /// For each variable its distribution given the variables eliminated after it.
        case conditionals
    }

    /// One clique, for walking the tree from the root.
    struct Bucket: Sendable {
        /// The nodes to be decided here.
        var nodes: [Int]
        /// The nodes decided before.
        var separator: [Int]
        /// What is multiplied in the clique, where the purpose needs it.
        var factors: [TablePlacement.Factor] = []
        var messages: [(slot: Int, nodes: [Int])] = []
        /// The product over separator and nodes, the last fastest, where the purpose needs it.
        var slot = -1
    }

    /// What may fall away from run to run, as findings are there or not.
    struct Option: Sendable {
        /// The cliques, parents before children, and the parent of each, -1 for a root.
        var order: [Int]
        var parent: [Int]
        /// Whether the message up from a clique is all ones without findings behind it.
        var isUnitUp: [Bool]
        var findingPorts: [(port: Int, finding: Int)] = []
        var messagePorts: [(port: Int, clique: Int)] = []

        init(_ tree: RootedTree) {
            order = tree.order
            parent = tree.parent
            isUnitUp = tree.isUnitUp
        }
    }

    /// The variable of each node.
    var variables: [Int] = []
    var cardinalities: [Int] = []
    var slots: [Slot] = []
    var workspaceCount = 0
    var up: [Step] = []
    var down: [Step] = []
    /// The totals of the connected parts that evidence bears on.
    var totals: [Total] = []
    /// The slot of each group.
    var groups: [Int] = []
    var findings: [Finding] = []
    var shifts: [Shift] = []
    /// The variables of whose tables evidence leaves one number.
    var constants: [Int] = []
    var buckets: [Bucket] = []
    var size = InferenceSize(treewidth: 0, largestLog2: 0, entries: 0)
    /// For each contraction the binary exponents of the smallest numbers of the model's tables in it, added up.
    var exponents: [Int] = []
    var option: Option?
    var program = Contraction.FixedProgram(.init())
}
