/// Lays out the propagation for one kind of question.
struct PlanBuilder {
    let model: DiscreteModel
    let purpose: PropagationPlan.Purpose
    let tree: CliqueTree
    let placement: TablePlacement
    let rooted: RootedTree
    var plan = PropagationPlan()
    private var writer: ContractionWriter
    /// The slots of the messages from each clique up and to each clique down; -1 for none.
    private var upSlots: [Int]
    private var downSlots: [Int]
    /// The nodes of each group asked for.
    private let groups: [[Int]]
    /// Which groups are summed from each clique's product, and from each separator.
    private var groupsAtClique: [[Int]]
    private var groupsAtSeparator: [[Int]]
    private var isCliqueNeeded: [Bool]

    /// The plan for a reduced problem.
    ///
    /// - Parameters:
    ///   - order: the nodes of `reduction` in order of elimination.
    ///   - weighed: the variables seen uncertainly.
    static func plan(
        _ model: DiscreteModel, _ reduction: Reduction, tree: CliqueTree, order: [Int], weighed: [Int],
        purpose: PropagationPlan.Purpose
    ) -> PropagationPlan {
        let placement = TablePlacement(
            model, reduction, tree, order: order, weighed: weighed, countsFindings: !purpose.hasOptionalFindings)
        var builder = PlanBuilder(model, tree, placement, purpose)
        builder.layOut()
        builder.plan.program = .init(builder.writer.program)
        return builder.plan
    }

    private init(
        _ model: DiscreteModel, _ tree: CliqueTree, _ placement: TablePlacement, _ purpose: PropagationPlan.Purpose
    ) {
        self.model = model
        self.purpose = purpose
        self.tree = tree
        self.placement = placement
        groups = purpose.groups(of: placement)
        rooted = RootedTree(
            tree, placement: placement, preferred: Self.preferredRoot(tree, groups), canMove: purpose.canMoveRoots)
        writer = ContractionWriter(cardinalities: tree.cardinalities)
        upSlots = Array(repeating: -1, count: tree.count)
        downSlots = upSlots
        groupsAtClique = Array(repeating: [], count: tree.count)
        groupsAtSeparator = groupsAtClique
        isCliqueNeeded = Array(repeating: false, count: tree.count)
        plan.variables = placement.variables
        plan.cardinalities = tree.cardinalities
        plan.size = tree.size
        plan.constants = placement.constants
        plan.groups = Array(repeating: -1, count: groups.count)
        for node in placement.findings {
            plan.findings.append(
                .init(
                    variable: placement.variables[node], slot: addSlot(tree.cardinalities[node]),
                    clique: tree.cliqueOfNode[node]))
        }
        if purpose.hasOptionalFindings { plan.option = .init(rooted) }
    }

    private mutating func addSlot(_ count: Int) -> Int {
        plan.slots.append(.init(offset: plan.workspaceCount, count: count))
        plan.workspaceCount += count
        return plan.slots.count - 1
    }

    private func count(_ nodes: [Int]) -> Int {
        var count = 1
        for node in nodes { count *= tree.cardinalities[node] }
        return count
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

    // MARK: Contractions

    /// Begins the product of a clique: its tables, and the messages from below.
    private mutating func begin(_ clique: Int, anchor: [Int]) -> Int {
        let index = writer.begin(scope: tree.members[clique], anchor: anchor)
        var exponent = 0
        for factor in placement.factors[clique] {
            switch factor {
            case .family(let variable):
                guard let family = model.families[variable] else { continue }
                exponent += family.minimumExponent
                for (member, stride) in zip(family.scope, family.strides) where placement.nodeOf[member] < 0 {
                    plan.shifts.append(.init(port: writer.nextPort, variable: member, stride: stride))
                }
                writer.addInput(
                    slot: -1, base: family.offset,
                    zip(family.scope, family.strides).lazy.filter { [nodeOf = placement.nodeOf] in nodeOf[$0.0] >= 0 }
                        .map { [nodeOf = placement.nodeOf] in (node: nodeOf[$0.0], stride: $0.1) })
            case .finding(let node, let finding):
                plan.option?.findingPorts.append((writer.nextPort, finding))
                addInput(plan.findings[finding].slot, over: [node])
            }
        }
        plan.exponents.append(exponent)
        for child in rooted.children[clique] where upSlots[child] >= 0 {
            plan.option?.messagePorts.append((writer.nextPort, child))
            addInput(upSlots[child], over: rooted.separators[child])
        }
        return index
    }

    private mutating func addInput(_ slot: Int, over nodes: [Int]) {
        writer.addInput(slot: slot, base: plan.slots[slot].offset, nodes: nodes)
    }

    private mutating func addOutput(_ slot: Int, over nodes: [Int]) {
        writer.addOutput(slot: slot, base: plan.slots[slot].offset, nodes: nodes)
    }

    private mutating func addGroup(_ group: Int) {
        plan.groups[group] = addSlot(count(groups[group]))
        addOutput(plan.groups[group], over: groups[group])
    }

    /// The product of a table that is there already.
    private mutating func begin(_ slot: Int, over nodes: [Int]) -> Int {
        let index = writer.begin(scope: nodes)
        plan.exponents.append(0)
        addInput(slot, over: nodes)
        return index
    }

    // MARK: Messages

    private mutating func layOut() {
        switch purpose {
        case .marginals, .joint, .everything:
            placeGroups()
            layOutPosteriors()
        case .explanation: layOutExplanation()
        case .conditionals: layOutConditionals()
        }
    }

    /// A message to the parent of a clique.
    private mutating func goUp(from clique: Int) {
        let separator = rooted.separators[clique]
        let slot = addSlot(count(separator))
        let index = begin(clique, anchor: separator)
        addOutput(slot, over: separator)
        upSlots[clique] = slot
        plan.up.append(.init(.contract(index), with: clique))
        plan.up.append(.init(.settle(slot: slot, counts: true), with: clique))
    }

    /// Messages up to the roots, but those that are all ones in every run.
    private mutating func goUp() {
        for clique in rooted.order.reversed() where rooted.parent[clique] >= 0 {
            if purpose.hasOptionalFindings || !rooted.isUnitUp[clique] { goUp(from: clique) }
        }
    }

    private mutating func layOutPosteriors() {
        goUp()
        for clique in rooted.order {
            let isRoot = rooted.parent[clique] < 0
            let hasTotal = isRoot && (rooted.hasEvidence[clique] || purpose.hasOptionalFindings)
            guard isCliqueNeeded[clique] || hasTotal else { continue }
            let outputs = outputs(of: clique, withTotal: hasTotal)
            let index = begin(clique, anchor: outputs.first?.nodes ?? [])
            if !isRoot { addInput(downSlots[clique], over: rooted.separators[clique]) }
            plan.down.append(.init(.contract(index)))
            sum(outputs, from: clique)
            finishSeparators(below: clique)
        }
    }

    /// A table that a clique's whole product is summed onto.
    private struct Output {
        var slot: Int
        var nodes: [Int]
        var count: Int
    }

    /// The tables that a clique's whole product is summed onto, the largest first.
    private mutating func outputs(of clique: Int, withTotal: Bool) -> [Output] {
        var outputs: [Output] = []
        func add(_ nodes: [Int]) -> Int {
            outputs.append(Output(slot: addSlot(count(nodes)), nodes: nodes, count: count(nodes)))
            return plan.slots.count - 1
        }
        for child in rooted.children[clique] where isCliqueNeeded[child] || !groupsAtSeparator[child].isEmpty {
            downSlots[child] = add(rooted.separators[child])
        }
        for group in groupsAtClique[clique] { plan.groups[group] = add(groups[group]) }
        if withTotal { plan.totals.append(.init(slot: add([]), root: clique)) }
        return outputs.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(
            \.element)
    }

    /// Sums of smaller cliques are not worth a step of their own.
    private static let smallClique = 256.0

    /// Sums a clique's product onto tables, or a larger one of these onto a smaller one that it has all nodes of.
    private mutating func sum(_ outputs: [Output], from clique: Int) {
        let isLarge = tree.entries(of: clique) > Self.smallClique
        var sources = [Output?](repeating: nil, count: outputs.count)
        for (place, output) in outputs.enumerated() {
            sources[place] = isLarge ? outputs[..<place].last { Set($0.nodes).isSuperset(of: output.nodes) } : nil
            if sources[place] == nil { addOutput(output.slot, over: output.nodes) }
        }
        for (output, source) in zip(outputs, sources) {
            guard let source else { continue }
            let index = begin(source.slot, over: source.nodes)
            addOutput(output.slot, over: output.nodes)
            plan.down.append(.init(.contract(index)))
        }
    }

    private mutating func addTotal(of root: Int) {
        plan.totals.append(.init(slot: addSlot(1), root: root))
        addOutput(plan.slots.count - 1, over: [])
    }

    /// Sums groups from the separators below a clique, and makes messages of them.
    private mutating func finishSeparators(below clique: Int) {
        for child in rooted.children[clique] where downSlots[child] >= 0 {
            let slot = downSlots[child]
            plan.down.append(.init(.settle(slot: slot, counts: false)))
            if !groupsAtSeparator[child].isEmpty {
                let index = begin(slot, over: rooted.separators[child])
                for group in groupsAtSeparator[child] { addGroup(group) }
                plan.down.append(.init(.contract(index)))
            }
            guard isCliqueNeeded[child], upSlots[child] >= 0 else { continue }
            plan.down.append(.init(.divide(slot: slot, by: upSlots[child]), with: child))
            plan.down.append(.init(.settle(slot: slot, counts: false), with: child))
        }
    }

    // MARK: Explanations and conditionals

    private mutating func layOutExplanation() {
        for clique in rooted.order.reversed() {
            if rooted.parent[clique] >= 0 {
                goUp(from: clique)
            } else {
                let index = begin(clique, anchor: [])
                addTotal(of: clique)
                plan.up.append(.init(.contract(index)))
            }
        }
        for clique in rooted.order {
            let separator = rooted.separators[clique]
            plan.buckets.append(
                .init(
                    nodes: tree.members[clique].filter { !separator.contains($0) }, separator: separator,
                    factors: placement.factors[clique],
                    messages: rooted.children[clique].map { (upSlots[$0], rooted.separators[$0]) }))
        }
    }

    private mutating func layOutConditionals() {
        goUp()
        for clique in rooted.order {
            let separator = rooted.separators[clique]
            let nodes = tree.members[clique].filter { !separator.contains($0) }
            let slot = addSlot(count(tree.members[clique]))
            let index = begin(clique, anchor: [])
            addOutput(slot, over: separator + nodes)
            plan.down.append(.init(.contract(index)))
            plan.buckets.append(.init(nodes: nodes, separator: separator, slot: slot))
            guard rooted.parent[clique] < 0, rooted.hasEvidence[clique] else { continue }
            let sum = begin(slot, over: nodes)
            addTotal(of: clique)
            plan.down.append(.init(.contract(sum)))
        }
    }
}

extension PropagationPlan.Purpose {
    /// Whether the result is the same whatever cliques are roots.
    var canMoveRoots: Bool {
        switch self {
        case .marginals, .joint, .everything: true
        case .explanation, .conditionals: false
        }
    }

    /// Whether findings may be there or not from run to run.
    var hasOptionalFindings: Bool { self == .everything }

    /// The nodes of each group of variables whose joint posterior is asked for; those that are fixed are in none.
    func groups(of placement: TablePlacement) -> [[Int]] {
        let nodeOf = placement.nodeOf
        switch self {
        case .marginals(let targets):
            return (targets ?? Array(nodeOf.indices)).compactMap { nodeOf[$0] < 0 ? nil : [nodeOf[$0]] }
        case .everything:
            return nodeOf.map { [$0] }
        case .joint(let variables):
            return variables.isEmpty ? [] : [variables.map { nodeOf[$0] }]
        case .explanation, .conditionals:
            return []
        }
    }
}
