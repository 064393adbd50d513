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
/// do not matter. Where evidence leaves few configurations they are gone through one by one. What is computed once is kept: an order of elimination for the model, and a plan for each set of variables
/// that were seen together, so that asking again with other states only propagates.
///
/// The answers hang on model and question alone, not on what was asked before or on threads.
public final class ExactInference: Sendable {
    /// The model.
    public let scm: SCM
    /// The most entries that the tables of all cliques together may have.
    public let limit: Double
    let model: DiscreteModel
    /// How many steps may be taken configuration by configuration before a propagation is laid out.
    private let mostSteps: Int
    private let probabilities: FixedNumbers<Double>
    private let kept: Mutex<Kept>

    /// The most entries of all cliques unless said otherwise: about 4 GB, and some seconds.
    public static let standardLimit = 0x1p29

    private struct Kept {
        var logarithms: FixedNumbers<Double>?
        var whole = WholePlan.unknown
        var plans: [PlanKey: PropagationPlan] = [:]
        /// The keys of `plans`, the oldest first.
        var recency: [PlanKey] = []
    }

    /// The plan that serves any findings, as far as it is known whether there is one.
    private enum WholePlan {
        case unknown
        case plan(PropagationPlan)
        case none
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
    public convenience init(_ scm: SCM, limit: Double = ExactInference.standardLimit) {
        self.init(DiscreteModel(scm), limit: limit)
    }

    /// An engine that propagates whatever would take more than some steps without.
    init(_ model: DiscreteModel, limit: Double = standardLimit, mostSteps: Int = ConfigurationSum.mostSteps) {
        scm = model.scm
        self.limit = limit
        self.mostSteps = mostSteps
        self.model = model
        probabilities = FixedNumbers(model.numbers)
        kept = Mutex(Kept())
    }

    /// The posterior of each variable asked for, and the probability of the evidence.
    ///
    /// - Throws: ``InferenceError``: evidence of probability zero, a continuous variable that matters, or tables beyond
    ///   ``limit``.
    /// - Complexity: O(entries of the cliques that the question leaves), once up and once down the tree.
    public func query(_ query: Query) throws(InferenceError) -> Posterior {
        if let other = seeingNumbers(of: query) { return try other.query(query) }
        let findings = try Findings(query, model)
        let targets = query.targets.map { Array(Set($0)).sorted() }
        if let targets { try check(targets) }
        if let sum = ConfigurationSum(model, findings, mostSteps: mostSteps) {
            return try posterior(of: targets, sum, findings)
        }
        let plan = try marginalPlan(findings, targets)
        return try propagate(plan, findings) { run, logEvidence in
            posterior(of: targets, run, findings, logEvidence)
        } logarithms: { run, logEvidence in
            posterior(of: targets, run, findings, logEvidence)
        }
    }

    /// The joint posterior of a few variables.
    ///
    /// - Parameter variables: the variables, each once.
    /// - Returns: the probability of each combination of states, the last variable fastest.
    /// - Throws: ``InferenceError`` as ``query(_:)``.
    public func joint(of variables: [Int], _ query: Query = Query()) throws(InferenceError) -> [Double] {
        if let other = seeingNumbers(of: query) { return try other.joint(of: variables, query) }
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
        if let other = seeingNumbers(of: query) { return try other.size(of: query) }
        let findings = try Findings(query, model)
        return try tree(findings, .marginals(query.targets.map { Array(Set($0)).sorted() })).2.size
    }

    /// An engine for the numbers that a question says were seen; `nil` when this one serves.
    func seeingNumbers(of query: Query) -> ExactInference? {
        let isNew = query.numbers.contains { model.families.indices.contains($0.key) && model.families[$0.key] == nil }
        guard isNew, model.seen.isEmpty else { return nil }
        return ExactInference(DiscreteModel(scm, seen: query.numbers), limit: limit, mostSteps: mostSteps)
    }

    private func check(_ targets: [Int]) throws(InferenceError) {
        for target in targets where model.families[target] == nil { _ = try model.family(of: target) }
    }
}

// MARK: Answers

extension ExactInference {
    private func posterior<Arithmetic: TableArithmetic>(
        of targets: [Int]?, _ run: Propagation<Arithmetic>, _ findings: Findings, _ logEvidence: Double
    ) -> Posterior {
        let targets = targets ?? Array(scm.variables.indices)
        let holdsAll = run.plan.option != nil
        var values: [Double] = []
        var offsets = [0]
        values.reserveCapacity(targets.count * 3)
        offsets.reserveCapacity(targets.count + 1)
        var group = 0
        for target in targets {
            if let state = findings.state(of: target) {
                for index in 0..<model.cardinalities[target] { values.append(index == state ? 1 : 0) }
            } else {
                run.distribution(slot: run.plan.groups[holdsAll ? target : group], into: &values)
                group += 1
            }
            offsets.append(values.count)
        }
        return Posterior(logEvidence: logEvidence, variables: targets, values: values, offsets: offsets)
    }

    /// The answer where all configurations were gone through.
    private func posterior(
        of targets: [Int]?, _ sum: ConfigurationSum, _ findings: Findings
    ) throws(InferenceError) -> Posterior {
        guard sum.total > 0 else { throw findings.impossible(in: scm) }
        let targets = targets ?? Array(scm.variables.indices)
        var values: [Double] = []
        var offsets = [0]
        values.reserveCapacity(targets.count * 3)
        offsets.reserveCapacity(targets.count + 1)
        for target in targets {
            sum.appendDistribution(of: target, to: &values)
            offsets.append(values.count)
        }
        // Without findings the sum is 1 but for rounding, and its logarithm is 0 by definition.
        let isUnconditioned = findings.fixed.isEmpty && findings.weighed.isEmpty
        let logTotal = isUnconditioned ? 0 : Numerics.log(sum.total)
        return Posterior(
            logEvidence: logTotal + findings.logConstant, variables: targets, values: values, offsets: offsets)
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
            plan, model, numbers: probabilities, findings)
        switch run.run(down: true) {
        case .done(let logEvidence): return read(run, logEvidence + findings.logConstant)
        case .impossible: throw findings.impossible(in: scm)
        case .wide: break
        }
        var slow = Propagation<SumOfLogarithms>(
            plan, model, numbers: logarithms(), findings)
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
    /// The most plans that are kept.
    private static var mostPlans: Int { 64 }

    /// Trees with at most this many entries are gone through whole, whatever was seen: that costs less than a new plan.
    private static var smallTree: Double { 0x1p18 }

    /// The plan for the posteriors of targets.
    private func marginalPlan(_ findings: Findings, _ targets: [Int]?) throws(InferenceError) -> PropagationPlan {
        if let plan = wholePlan() { return plan }
        return try plan(findings, .marginals(targets))
    }

    /// The plan that serves any findings, when the tree of the whole model is small enough.
    private func wholePlan() -> PropagationPlan? {
        switch kept.withLock({ $0.whole }) {
        case .plan(let plan): return plan
        case .none: return nil
        case .unknown: break
        }
        // Made outside the lock: whoever makes it makes the same.
        let plan = makeWholePlan()
        kept.withLock { $0.whole = plan.map { .plan($0) } ?? .none }
        return plan
    }

    private func makeWholePlan() -> PropagationPlan? {
        guard let reduction = try? Reduction(model, targets: nil, fixed: [], weighed: []) else { return nil }
        let graph = reduction.interactionGraph(model, groups: [])
        var search = EliminationSearch(graph)
        guard search.best.entries <= 4 * Self.smallTree else { return nil }
        search.refine(.thorough)
        let tree = CliqueTree(graph, order: search.best.order, merging: .maximal)
        guard tree.size.entries <= min(Self.smallTree, limit) else { return nil }
        return PlanBuilder.plan(
            model, reduction, tree: tree, order: search.best.order, weighed: reduction.free, purpose: .everything)
    }

    /// The plan for a kind of question, within the limit.
    func plan(_ findings: Findings, _ purpose: PropagationPlan.Purpose) throws(InferenceError) -> PropagationPlan {
        let key = PlanKey(fixed: findings.fixed, weighed: findings.weighed, purpose: purpose)
        if let plan = kept.withLock({ $0.plans[key] }) { return plan }
        let (reduction, order, tree) = try tree(findings, purpose)
        guard tree.size.entries <= limit else { throw .tooLarge(tree.size, limit: limit) }
        let plan = PlanBuilder.plan(
            model, reduction, tree: tree, order: order, weighed: findings.weighed, purpose: purpose)
        kept.withLock { kept in
            if kept.recency.count >= Self.mostPlans { kept.plans[kept.recency.removeFirst()] = nil }
            if kept.plans.updateValue(plan, forKey: key) == nil { kept.recency.append(key) }
        }
        return plan
    }

    /// What a question leaves of the model, an order in which to eliminate it, and the tree of that.
    private func tree(
        _ findings: Findings, _ purpose: PropagationPlan.Purpose
    ) throws(InferenceError) -> (Reduction, order: [Int], CliqueTree) {
        let reduction = try Reduction(
            model, targets: purpose.targets, fixed: findings.fixed, weighed: findings.weighed)
        let graph = reduction.interactionGraph(model, groups: purpose.joined)
        let order = EliminationSearch.order(of: graph, effort: .brief).order
        let merging: CliqueTree.Merging = purpose == .conditionals ? .none : .maximal
        return (reduction, order, CliqueTree(graph, order: order, merging: merging))
    }
}

extension PropagationPlan.Purpose {
    /// The variables that matter besides those seen; `nil` for all.
    var targets: [Int]? {
        switch self {
        case .marginals(let targets): targets
        case .joint(let variables): variables
        case .explanation, .everything: nil
        case .conditionals: []
        }
    }

    /// The sets of variables that are to share a clique.
    var joined: [[Int]] {
        if case .joint(let variables) = self { return [variables] }
        return []
    }
}
