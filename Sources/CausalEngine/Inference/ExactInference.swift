import Synchronization

/// Answers questions to a model exactly, by propagation in a junction tree (Lauritzen & Spiegelhalter 1988).
///
/// ```swift
/// let inference = ExactInference(scm.intervene([smoke: .value(.state(0))]))
/// let posterior = try inference.query(Query(evidence: [dysp: 0]))
/// posterior[bronc]            // P(bronc | do(smoke), dysp)
/// ```
///
/// Variables that matter to a question must have finitely many values: tables, finite noise, and equations over such variables
/// with `bernoulli` noise or none. Continuous variables that are neither asked for nor ancestors of what is asked for or seen
/// do not matter. What is computed once is kept: an order of elimination for the model, and a plan for each set of variables
/// that were seen together, so that asking again with other states only propagates.
///
/// The answers hang on model and question alone, not on what was asked before or on threads.
public final class ExactInference: Sendable {
    /// The model.
    public let scm: SCM
    /// The most entries that the tables of all cliques together may have.
    public let limit: Double
    let model: DiscreteModel
    private let probabilities: FixedNumbers<Double>
    private let kept: Mutex<Kept>

    /// The most entries of all cliques unless said otherwise: about 4 GB, and some seconds.
    public static let standardLimit = 0x1p29

    private struct Kept {
        var logarithms: FixedNumbers<Double>?
        /// An order of elimination of all variables that have tables.
        var order: [Int]?
        var plans: [PlanKey: PropagationPlan] = [:]
        /// The keys of `plans`, the longest unused first.
        var recency: [PlanKey] = []
        var entries = 0
    }

    private struct PlanKey: Hashable {
        var fixed: [Int]
        var weighed: [Int]
        var purpose: PropagationPlan.Purpose
    }

    /// An engine for a model.
    ///
    /// - Parameters:
    ///   - scm: the model; interventions are those that were made on it.
    ///   - limit: the most entries that the tables of all cliques together may have.
    /// - Complexity: O(entries of all tables).
    public init(_ scm: SCM, limit: Double = ExactInference.standardLimit) {
        self.scm = scm
        self.limit = limit
        model = DiscreteModel(scm)
        probabilities = FixedNumbers(model.numbers)
        kept = Mutex(Kept())
    }

    /// The posterior of each variable asked for, and the probability of the evidence.
    ///
    /// - Throws: ``InferenceError``: evidence of probability zero, a continuous variable that matters, or tables beyond
    ///   ``limit``.
    /// - Complexity: O(entries of the cliques that the question leaves), once up and once down the tree.
    public func query(_ query: Query) throws(InferenceError) -> Posterior {
        let findings = try Findings(query, model)
        let targets = query.targets.map { Array(Set($0)).sorted() }
        if let targets { try check(targets) }
        let purpose = PropagationPlan.Purpose.marginals(targets)
        let plan = try plan(findings, purpose)
        return try propagate(plan, findings) { run, logEvidence in
            posterior(of: targets ?? Array(scm.variables.indices), run, findings, logEvidence)
        } logarithms: { run, logEvidence in
            posterior(of: targets ?? Array(scm.variables.indices), run, findings, logEvidence)
        }
    }

    /// The joint posterior of a few variables.
    ///
    /// - Parameter variables: the variables, each once.
    /// - Returns: the probability of each combination of states, the last variable fastest.
    /// - Throws: ``InferenceError`` as ``query(_:)``.
    public func joint(of variables: [Int], _ query: Query = Query()) throws(InferenceError) -> [Double] {
        let findings = try Findings(query, model)
        try check(variables)
        let free = variables.filter { findings.state(of: $0) == nil }
        let plan = try plan(findings, .joint(free))
        let values: [Double] = try propagate(plan, findings) { run, _ in
            jointValues(run)
        } logarithms: { run, _ in
            jointValues(run)
        }
        return spread(values, over: variables, findings)
    }

    /// How large the junction tree of a question is, without propagating.
    ///
    /// - Throws: ``InferenceError`` when a variable that matters is continuous.
    public func size(of query: Query) throws(InferenceError) -> InferenceSize {
        let findings = try Findings(query, model)
        return try planned(findings, .marginals(query.targets.map { Array(Set($0)).sorted() })).size
    }

    private func check(_ targets: [Int]) throws(InferenceError) {
        for target in targets where model.families[target] == nil { _ = try model.family(of: target) }
    }
}

// MARK: Answers

extension ExactInference {
    private func posterior<Arithmetic: TableArithmetic>(
        of targets: [Int], _ run: Propagation<Arithmetic>, _ findings: Findings, _ logEvidence: Double
    ) -> Posterior {
        var values: [Double] = []
        var offsets = [0]
        values.reserveCapacity(targets.count * 3)
        offsets.reserveCapacity(targets.count + 1)
        var group = 0
        for target in targets {
            if let state = findings.state(of: target) {
                for index in 0..<model.cardinalities[target] { values.append(index == state ? 1 : 0) }
            } else {
                run.distribution(slot: run.plan.groups[group], into: &values)
                group += 1
            }
            offsets.append(values.count)
        }
        return Posterior(logEvidence: logEvidence, variables: targets, values: values, offsets: offsets)
    }

    private func jointValues<Arithmetic: TableArithmetic>(_ run: Propagation<Arithmetic>) -> [Double] {
        var values: [Double] = []
        guard let slot = run.plan.groups.first else { return [1] }
        run.distribution(slot: slot, into: &values)
        return values
    }

    /// Puts seen variables back among those whose joint posterior was computed.
    private func spread(_ values: [Double], over variables: [Int], _ findings: Findings) -> [Double] {
        let isSeen = variables.map { findings.state(of: $0) != nil }
        guard isSeen.contains(true) else { return values }
        let cardinalities = variables.map { model.cardinalities[$0] }
        var spread = [Double](repeating: 0, count: cardinalities.reduce(1, *))
        for (index, value) in values.enumerated() {
            var rest = index
            var place = 0
            var stride = 1
            for position in variables.indices.reversed() {
                if let state = findings.state(of: variables[position]) {
                    place += state * stride
                } else {
                    place += rest % cardinalities[position] * stride
                    rest /= cardinalities[position]
                }
                stride *= cardinalities[position]
            }
            spread[place] = value
        }
        return spread
    }
}

// MARK: Running plans

extension ExactInference {
    /// Runs a plan on probabilities, and on logarithms where numbers could vanish.
    func propagate<Answer>(
        _ plan: PropagationPlan, _ findings: Findings,
        probabilities read: (Propagation<SumOfProducts>, Double) -> Answer,
        logarithms readLogarithms: (Propagation<SumOfLogarithms>, Double) -> Answer
    ) throws(InferenceError) -> Answer {
        var run = Propagation<SumOfProducts>(
            plan, numbers: probabilities, state: findings.knownState(of:), likelihood: findings.likelihood(of:))
        switch run.run(down: true) {
        case .done(let logEvidence): return read(run, logEvidence + findings.logConstant)
        case .impossible: throw findings.impossible(in: scm)
        case .wide: break
        }
        var slow = Propagation<SumOfLogarithms>(
            plan, numbers: logarithms(), state: findings.knownState(of:), likelihood: findings.logLikelihood(of:))
        guard case .done(let logEvidence) = slow.run(down: true) else { throw findings.impossible(in: scm) }
        return readLogarithms(slow, logEvidence + findings.logConstant)
    }

    /// The logarithms of the model's tables.
    func logarithms() -> FixedNumbers<Double> {
        kept.withLock { kept in
            if let logarithms = kept.logarithms { return logarithms }
            let logarithms = FixedNumbers(model.numbers.map { Numerics.log($0) })
            kept.logarithms = logarithms
            return logarithms
        }
    }
}

// MARK: Plans

extension ExactInference {
    /// The most plans that are kept, and the most entries of their workspaces and indices.
    private static var mostPlans: Int { 64 }

    /// The plan for a kind of question, within the limit.
    func plan(_ findings: Findings, _ purpose: PropagationPlan.Purpose) throws(InferenceError) -> PropagationPlan {
        let plan = try planned(findings, purpose)
        guard plan.size.entries <= limit else { throw .tooLarge(plan.size, limit: limit) }
        return plan
    }

    private func planned(
        _ findings: Findings, _ purpose: PropagationPlan.Purpose
    ) throws(InferenceError) -> PropagationPlan {
        let key = PlanKey(fixed: findings.fixed, weighed: findings.weighed, purpose: purpose)
        if let plan = kept.withLock({ $0.plans[key] }) { return plan }
        let plan = try makePlan(findings, purpose)
        kept.withLock { kept in
            if kept.recency.count >= Self.mostPlans { kept.plans[kept.recency.removeFirst()] = nil }
            if kept.plans.updateValue(plan, forKey: key) == nil { kept.recency.append(key) }
        }
        return plan
    }

    private func makePlan(
        _ findings: Findings, _ purpose: PropagationPlan.Purpose
    ) throws(InferenceError) -> PropagationPlan {
        let targets = purpose.targets
        let reduction = try Reduction(model, targets: targets, fixed: findings.fixed, weighed: findings.weighed)
        let graph = reduction.interactionGraph(model, groups: purpose.joined)
        let order = order(of: graph, reduction, isWhole: targets == nil)
        let tree = CliqueTree(graph, order: order, merging: purpose == .conditionals ? .none : .maximal)
        let size = tree.size
        guard size.entries <= limit else {
            var plan = PropagationPlan()
            plan.size = size
            return plan
        }
        return PlanBuilder.plan(
            model, reduction, tree: tree, order: order, weighed: findings.weighed, purpose: purpose)
    }

    /// Trees with fewer entries than this are not worth another search.
    private static var smallTree: Double { 20_000 }

    /// An order of elimination of what a question leaves.
    private func order(of graph: InteractionGraph, _ reduction: Reduction, isWhole: Bool) -> [Int] {
        guard isWhole else { return EliminationSearch.order(of: graph, effort: .brief).order }
        let whole = wholeOrder()
        let restricted = whole.compactMap { reduction.nodeOf[$0] < 0 ? nil : reduction.nodeOf[$0] }
        let entries = CliqueTree(graph, order: restricted, merging: .maximal).size.entries
        guard entries > Self.smallTree else { return restricted }
        return EliminationSearch.order(
            of: graph, effort: .brief, startingWith: .init(order: restricted, entries: entries)
        ).order
    }

    /// An order of elimination of all variables, found once.
    private func wholeOrder() -> [Int] {
        if let order = kept.withLock({ $0.order }) { return order }
        // Found outside the lock: whoever finds it finds the same.
        guard let reduction = try? Reduction(model, targets: nil, fixed: [], weighed: []) else { return [] }
        let graph = reduction.interactionGraph(model, groups: [])
        let order = EliminationSearch.order(of: graph, effort: .thorough).order.map { reduction.free[$0] }
        kept.withLock { $0.order = order }
        return order
    }
}

extension PropagationPlan.Purpose {
    /// The variables that matter besides those seen; `nil` for all.
    var targets: [Int]? {
        switch self {
        case .marginals(let targets): targets
        case .joint(let variables): variables
        case .explanation: nil
        case .conditionals: []
        }
    }

    /// The sets of variables that are to share a clique.
    var joined: [[Int]] {
        if case .joint(let variables) = self { return [variables] }
        return []
    }
}
