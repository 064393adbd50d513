/// Lays out the propagation for one kind of question.
struct PlanBuilder {
    private let purpose: PropagationPlan.Purpose
    private let tree: CliqueTree
    private let placement: TablePlacement
    private let rooted: RootedTree
    private var plan = PropagationPlan()
    private var program = Contraction.Program()
    /// The slots of the messages from each clique up and to each clique down; -1 for none.
    private var upSlots: [Int]
    private var downSlots: [Int]
    /// The nodes of each group asked for.
    private let groups: [[Int]]
    /// Which groups are summed from each clique's product, and from each separator.
    private var groupsAtClique: [[Int]]
    private var groupsAtSeparator: [[Int]]
    private var isCliqueNeeded: [Bool]

    private typealias Factor = TablePlacement.Factor

    /// The plan for a reduced problem.
    ///
    /// - Parameters:
    ///   - order: the nodes of `reduction` in order of elimination.
    ///   - weighed: the variables seen uncertainly.
    static func plan(
        _ model: DiscreteModel, _ reduction: Reduction, tree: CliqueTree, order: [Int], weighed: [Int],
        purpose: PropagationPlan.Purpose
    ) -> PropagationPlan {
        let placement = TablePlacement(model, reduction, tree, order: order, weighed: weighed)
        var builder = PlanBuilder(tree, placement, purpose)
        builder.layOut()
        return builder.plan
    }

    private init(_ tree: CliqueTree, _ placement: TablePlacement, _ purpose: PropagationPlan.Purpose) {
        self.purpose = purpose
        self.tree = tree
        self.placement = placement
        groups = purpose.groups(of: placement)
        rooted = RootedTree(
            tree, placement: placement, preferred: Self.preferredRoot(tree, groups), canMove: purpose.canMoveRoots)
        upSlots = Array(repeating: -1, count: tree.count)
        downSlots = upSlots
        groupsAtClique = Array(repeating: [], count: tree.count)
        groupsAtSeparator = groupsAtClique
        isCliqueNeeded = Array(repeating: false, count: tree.count)
        plan.variables = placement.variables
        plan.cardinalities = tree.cardinalities
        plan.size = tree.size
        plan.constants = placement.constants
        plan.groups = groups.map { _ in -1 }
        for node in placement.findings {
            plan.findings.append((placement.variables[node], addSlot(tree.cardinalities[node])))
        }
    }

    private mutating func addSlot(_ count: Int) -> Int {
        plan.slots.append(.init(offset: plan.workspaceCount, count: count))
        plan.workspaceCount += count
        return plan.slots.count - 1
    }

    private func count(_ nodes: [Int]) -> Int { nodes.reduce(1) { $0 * tree.cardinalities[$1] } }

    private func layout(_ slot: Int, _ nodes: [Int]) -> TableLayout {
        TableLayout(slot: slot, base: plan.slots[slot].offset, nodes: nodes, cardinalities: tree.cardinalities)
    }

    // MARK: Groups

    /// The smallest clique with all that is asked for, if there is one: nothing need come down then.
    private static func preferredRoot(_ tree: CliqueTree, _ groups: [[Int]]) -> Int? {
        guard groups.count <= 8 else { return nil }
        let nodes = Set(groups.joined())
        let candidates = tree.members.indices.filter { nodes.isSubset(of: tree.members[$0]) }
        return nodes.isEmpty ? nil : candidates.min { tree.entries(of: $0) < tree.entries(of: $1) }
    }

    /// Decides from which table each group is summed: the smallest that is there anyhow.
    private mutating func placeGroups() {
        var waiting = [[(group: Int, nodes: [Int])]](repeating: [], count: tree.count)
        for (group, nodes) in groups.enumerated() {
            guard var clique = nodes.min().map({ tree.cliqueOfNode[$0] }) else { continue }
            // The holder nearest the root: as long as the separator holds the group, so does the parent.
            while rooted.parent[clique] >= 0, nodes.allSatisfy(rooted.separators[clique].contains) {
                clique = rooted.parent[clique]
            }
            waiting[clique].append((group, nodes))
        }
        for clique in rooted.order.reversed() {
            let needed = rooted.children[clique].filter { isCliqueNeeded[$0] || !groupsAtSeparator[$0].isEmpty }
            isCliqueNeeded[clique] = !needed.isEmpty
            for (group, nodes) in waiting[clique] {
                let holders = needed.filter { nodes.allSatisfy(rooted.separators[$0].contains) }
                if let child = holders.min(by: { count(rooted.separators[$0]) < count(rooted.separators[$1]) }) {
                    groupsAtSeparator[child].append(group)
                } else {
                    groupsAtClique[clique].append(group)
                    isCliqueNeeded[clique] = true
                }
            }
        }
    }

    // MARK: Steps

    private mutating func layOut() {
        placeGroups()
        switch purpose {
        case .marginals, .joint: layOutPosteriors()
        case .explanation: layOutExplanation()
        case .conditionals: layOutConditionals()
        }
        plan.program = .init(program)
    }

    /// The tables that are multiplied in a clique when a message goes up from it.
    private func inputs(of clique: Int) -> [Factor] {
        placement.factors[clique]
            + rooted.children[clique].compactMap { child in
                upSlots[child] < 0
                    ? nil : Factor(table: layout(upSlots[child], rooted.separators[child]))
            }
    }

    private mutating func contract(_ scope: [Int], _ inputs: [Factor], onto outputs: [TableLayout])
        -> PropagationPlan.Step
    {
        for (position, input) in inputs.enumerated() {
            for (variable, stride) in input.fixed {
                plan.shifts.append(.init(port: program.ports.count + position, variable: variable, stride: stride))
            }
        }
        plan.exponents.append(inputs.reduce(0) { $0 + $1.exponent })
        return .contract(
            program.append(
                scope: scope, cardinalities: tree.cardinalities, inputs: inputs.map(\.table), outputs: outputs))
    }

    /// A message to the parent of a clique.
    private mutating func goUp(from clique: Int) {
        let separator = rooted.separators[clique]
        let slot = addSlot(count(separator))
        let inputs = inputs(of: clique)
        upSlots[clique] = slot
        plan.up.append(contract(tree.members[clique], inputs, onto: [layout(slot, separator)]))
        plan.up.append(.settle(slot: slot, counts: true))
    }

    private mutating func layOutPosteriors() {
        for clique in rooted.order.reversed() where rooted.parent[clique] >= 0 && !rooted.isUnitUp[clique] {
            goUp(from: clique)
        }
        for clique in rooted.order {
            if rooted.parent[clique] < 0 {
                finishRoot(clique)
            } else if isCliqueNeeded[clique] {
                goDown(from: clique)
            }
        }
    }

    private mutating func finishRoot(_ root: Int) {
        guard rooted.hasEvidence[root] || isCliqueNeeded[root] else { return }
        let total = addSlot(1)
        let outputs = spread(from: root)
        if rooted.hasEvidence[root] { plan.totals.append(total) }
        let step = contract(tree.members[root], inputs(of: root), onto: [layout(total, [])] + outputs)
        plan.down.append(step)
        finishSeparators(below: root)
    }

    private mutating func goDown(from clique: Int) {
        let inputs = inputs(of: clique) + [Factor(table: layout(downSlots[clique], rooted.separators[clique]))]
        let step = contract(tree.members[clique], inputs, onto: spread(from: clique))
        plan.down.append(step)
        finishSeparators(below: clique)
    }

    /// The tables that a clique's whole product is summed onto.
    private mutating func spread(from clique: Int) -> [TableLayout] {
        var outputs: [TableLayout] = []
        for group in groupsAtClique[clique] { outputs.append(groupTable(group)) }
        for child in rooted.children[clique] where isCliqueNeeded[child] || !groupsAtSeparator[child].isEmpty {
            downSlots[child] = addSlot(count(rooted.separators[child]))
            outputs.append(layout(downSlots[child], rooted.separators[child]))
        }
        return outputs
    }

    private mutating func groupTable(_ group: Int) -> TableLayout {
        let nodes = groups[group]
        plan.groups[group] = addSlot(count(nodes))
        return layout(plan.groups[group], nodes)
    }

    /// Sums groups from the separators below a clique, and makes messages of them.
    private mutating func finishSeparators(below clique: Int) {
        for child in rooted.children[clique] where downSlots[child] >= 0 {
            let separator = rooted.separators[child]
            let table = layout(downSlots[child], separator)
            plan.down.append(.settle(slot: downSlots[child], counts: false))
            if !groupsAtSeparator[child].isEmpty {
                let outputs = groupsAtSeparator[child].map { groupTable($0) }
                plan.down.append(contract(separator, [Factor(table: table)], onto: outputs))
            }
            guard isCliqueNeeded[child], upSlots[child] >= 0 else { continue }
            plan.down.append(.divide(slot: downSlots[child], by: upSlots[child]))
            plan.down.append(.settle(slot: downSlots[child], counts: false))
        }
    }

    // MARK: Explanations and conditionals

    private mutating func layOutExplanation() {
        for clique in rooted.order.reversed() {
            if rooted.parent[clique] >= 0 {
                goUp(from: clique)
            } else {
                let total = addSlot(1)
                plan.totals.append(total)
                let inputs = inputs(of: clique)
                plan.up.append(contract(tree.members[clique], inputs, onto: [layout(total, [])]))
            }
        }
        for clique in rooted.order {
            let separator = rooted.separators[clique]
            let inputs = inputs(of: clique)
            // A contraction that is never run: its ports carry what evidence shifts.
            let firstPort = program.ports.count
            _ = contract([], inputs, onto: [])
            plan.buckets.append(
                .init(
                    nodes: tree.members[clique].filter { !separator.contains($0) }, separator: separator,
                    inputs: inputs.map(\.table), firstPort: firstPort))
        }
    }

    private mutating func layOutConditionals() {
        for clique in rooted.order.reversed() where rooted.parent[clique] >= 0 && !rooted.isUnitUp[clique] {
            goUp(from: clique)
        }
        for clique in rooted.order {
            let separator = rooted.separators[clique]
            let nodes = tree.members[clique].filter { !separator.contains($0) }
            let slot = addSlot(count(tree.members[clique]))
            plan.groups.append(slot)
            let inputs = inputs(of: clique)
            plan.down.append(
                contract(tree.members[clique], inputs, onto: [layout(slot, separator + nodes)]))
            plan.buckets.append(.init(nodes: nodes, separator: separator, inputs: [], firstPort: 0))
            guard rooted.parent[clique] < 0, rooted.hasEvidence[clique] else { continue }
            let total = addSlot(1)
            plan.totals.append(total)
            let table = Factor(table: layout(slot, separator + nodes))
            plan.down.append(contract(nodes, [table], onto: [layout(total, [])]))
        }
    }
}

extension PropagationPlan.Purpose {
    /// Whether the result is the same whatever cliques are roots.
    var canMoveRoots: Bool {
        switch self {
        case .marginals, .joint: true
        case .explanation, .conditionals: false
        }
    }

    /// The nodes of each group of variables whose joint posterior is asked for; those that are fixed are in none.
    func groups(of placement: TablePlacement) -> [[Int]] {
        let nodeOf = placement.nodeOf
        switch self {
        case .marginals(let targets):
            return (targets ?? Array(nodeOf.indices)).compactMap { nodeOf[$0] < 0 ? nil : [nodeOf[$0]] }
        case .joint(let variables):
            let nodes = variables.map { nodeOf[$0] }
            return nodes.isEmpty ? [] : [nodes]
        case .explanation, .conditionals:
            return []
        }
    }
}
