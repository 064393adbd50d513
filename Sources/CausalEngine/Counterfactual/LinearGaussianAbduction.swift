/// Exact counterfactuals where numbers are sums: equations linear in their numbers with normal noise, over variables with
/// states that no number bears on (conditional Gaussian models, Lauritzen 1992, in two worlds at once).
///
/// The twin network says how likely the states are in both worlds. For each combination of them every number, in either world,
/// is a constant and a multiple of each noise; what was seen conditions the noises, all at once, and weighs the combination
/// by its density. Targets are then mixtures of normal laws.
struct LinearGaussianAbduction {
    private let scm: SCM
    private let interventions: [Int: Intervention]
    private let held: Set<Int>
    private let query: Query
    private let targets: [Int]
    private let isChanged: [Bool]
    /// The variables that matter, causes first, in the order of either world.
    private let relevant: [Int]
    private let relevantInOtherWorld: [Int]
    private let twin: TwinNetwork
    /// The variables of the twin network whose states are gone through, and for each combination its probability.
    private let scope: [Int]
    private let joint: [Double]
    private let logEvidence: Double

    /// The most combinations of states that are gone through.
    private static let limit = 1 << 14

    /// The part of a model that matters to a question.
    ///
    /// - Throws: ``InferenceError`` where the question does not have this form.
    init(
        _ counterfactual: Counterfactual, _ query: Query, conventions: Set<ProbabilityTable.NoiseConvention>
    ) throws(InferenceError) {
        scm = counterfactual.scm
        interventions = counterfactual.interventions
        held = counterfactual.held
        self.query = query
        targets = query.targets.map { Array(Set($0)).sorted() } ?? Array(scm.variables.indices)
        isChanged = counterfactual.isChanged
        relevant = Self.relevant(counterfactual, query, targets)
        relevantInOtherWorld = counterfactual.scm.intervene(interventions).topologicalOrder.filter(
            Set(relevant).contains)
        let scm = scm
        let discrete = relevant.filter { !scm.variables[$0].isContinuous }
        for variable in discrete {
            let causes = scm.graph.parents[variable] + (interventions[variable]?.parents ?? [])
            guard causes.allSatisfy({ !scm.variables[$0].isContinuous }) else {
                throw .continuous(variable: scm.variables[variable].name)
            }
        }
        var states = Query(evidence: query.evidence, likelihood: query.likelihood)
        states.targets = discrete
        twin = try TwinNetwork(scm, interventions, holding: held, states, conventions: conventions)
        var scope: [Int] = []
        let twin = twin
        let parents = relevant.filter { scm.variables[$0].isContinuous }.flatMap {
            scm.graph.parents[$0] + (counterfactual.interventions[$0]?.parents ?? [])
        }
        let asked = targets.filter { !scm.variables[$0].isContinuous }
        for node in parents.filter(discrete.contains).flatMap({ [$0, twin.copies[$0]] })
            + asked.map({ twin.copies[$0] })
        where !scope.contains(node) {
            scope.append(node)
        }
        let entries = scope.reduce(1.0) { $0 * Double(twin.model.variables[$1].states.count) }
        guard entries <= Double(Self.limit) else {
            throw .tooLarge(
                InferenceSize(
                    treewidth: scope.count - 1, largestLog2: Numerics.log(entries) / Numerics.log(2), entries: entries),
                limit: Double(Self.limit))
        }
        self.scope = scope
        let engine = ExactInference(twin.model)
        joint = scope.isEmpty ? [1] : try engine.joint(of: scope, states)
        states.targets = []
        logEvidence = try engine.query(states).logEvidence
    }

    /// The ancestors of what was seen and asked, in the world as it was.
    private static func relevant(_ counterfactual: Counterfactual, _ query: Query, _ targets: [Int]) -> [Int] {
        let scm = counterfactual.scm
        let needed = scm.variables(
            changedBy: counterfactual.interventions, holding: counterfactual.held, neededFor: targets)
        // What is set has other causes in the other world, or none.
        let ends =
            needed.filter { counterfactual.interventions[$0] == nil } + targets
            + needed.flatMap { counterfactual.interventions[$0]?.parents ?? [] }
        var isRelevant = [Bool](repeating: false, count: scm.variables.count)
        for variable in ends + query.seen { isRelevant[variable] = true }
        for variable in scm.topologicalOrder.reversed() where isRelevant[variable] {
            for parent in scm.graph.parents[variable] { isRelevant[parent] = true }
        }
        for variable in needed { isRelevant[variable] = true }
        return scm.topologicalOrder.filter { isRelevant[$0] }
    }

    /// The answer.
    ///
    /// - Throws: ``InferenceError`` where an equation is not linear, a noise is not normal, or numbers seen hang on each other.
    /// - Complexity: O(combinations of states · (variables · noises + findings³)).
    func answer() throws(InferenceError) -> CounterfactualAnswer {
        var mixtures: [Int: NormalMixture] = [:]
        var stateWeights: [Int: [Double]] = [:]
        var densities: [(place: Int, logWeight: Double, worlds: Worlds, update: NoiseUpdate)] = []
        for (place, probability) in joint.enumerated() where probability > 0 {
            let worlds = try worlds(states: states(at: place))
            guard let update = try NoiseUpdate(findings(worlds), worlds.laws) else { continue }
            densities.append((place, Numerics.log(probability) + update.logDensity, worlds, update))
        }
        guard let greatest = densities.map(\.logWeight).max(), greatest > -.infinity else {
            throw .impossibleEvidence(
                query.numbers.keys.sorted().map { "\(scm.variables[$0].name)=\(query.numbers[$0] ?? 0)" })
        }
        var total = 0.0
        for (place, logWeight, worlds, update) in densities {
            let weight = Numerics.exp(logWeight - greatest)
            total += weight
            let states = states(at: place)
            for target in targets {
                if scm.variables[target].isContinuous {
                    guard let number = worlds.counterfactual[target] else { continue }
                    let law = update.law(of: number)
                    mixtures[target, default: NormalMixture()].add(
                        weight: weight, mean: law.mean, deviation: law.deviation)
                } else {
                    let empty = scm.variables[target].states.map { _ in 0.0 }
                    stateWeights[target, default: empty][states[twin.copies[target]] ?? 0] += weight
                }
            }
        }
        let estimates = targets.map { target -> (variable: Int, estimate: WeightedPosterior.Estimate) in
            if let mixture = mixtures[target] { return (target, .numbers(mixture.summary(total: total))) }
            let law = (stateWeights[target] ?? []).map { $0 / total }
            return (target, .states(probabilities: law, errors: law.map { _ in 0 }))
        }
        return CounterfactualAnswer(
            method: .linearGaussian, logEvidence: logEvidence + greatest + Numerics.log(total), estimates: estimates)
    }

    /// The states of a combination, by node of the twin network.
    private func states(at place: Int) -> [Int: Int] {
        var states: [Int: Int] = [:]
        var rest = place
        for node in scope.reversed() {
            let count = twin.model.variables[node].states.count
            states[node] = rest % count
            rest /= count
        }
        return states
    }

    // MARK: Numbers as sums

    /// The value of each variable that matters as a sum of noises, in either world.
    private struct Worlds {
        var factual: [Int: AffineNumber] = [:]
        var counterfactual: [Int: AffineNumber] = [:]
        /// The law of each noise, by variable; noise that an intervention brings comes behind all variables.
        var laws: [Int: (mean: Double, variance: Double)] = [:]
    }

    private func worlds(states: [Int: Int]) throws(InferenceError) -> Worlds {
        var worlds = Worlds()
        for variable in relevant {
            worlds.factual[variable] =
                scm.variables[variable].isContinuous
                ? try value(of: variable, worlds.factual, &worlds.laws) : AffineNumber(Double(states[variable] ?? 0))
        }
        for variable in relevantInOtherWorld {
            if !scm.variables[variable].isContinuous {
                worlds.counterfactual[variable] = AffineNumber(Double(states[twin.copies[variable]] ?? 0))
            } else if case .value(.number(let number)) = interventions[variable] {
                worlds.counterfactual[variable] = AffineNumber(number)
            } else if case .function(let function) = interventions[variable] {
                worlds.counterfactual[variable] = try value(
                    of: variable, function.equation, over: function.parents, worlds.counterfactual,
                    noise: function.readsOwnNoise ? variable : scm.variables.count + variable, &worlds.laws)
            } else if isChanged[variable] {
                worlds.counterfactual[variable] = try value(of: variable, worlds.counterfactual, &worlds.laws)
            } else {
                worlds.counterfactual[variable] = worlds.factual[variable]
            }
        }
        return worlds
    }

    private func value(
        of variable: Int, _ values: [Int: AffineNumber], _ laws: inout [Int: (mean: Double, variance: Double)]
    ) throws(InferenceError) -> AffineNumber {
        switch scm.mechanisms[variable] {
        case .constant(.number(let number)): return AffineNumber(number)
        case .equation(let equation):
            return try value(
                of: variable, equation, over: scm.graph.parents[variable], values, noise: variable, &laws)
        default: throw .continuous(variable: scm.variables[variable].name)
        }
    }

    private func value(
        of variable: Int, _ equation: Equation, over parents: [Int], _ values: [Int: AffineNumber], noise: Int,
        _ laws: inout [Int: (mean: Double, variance: Double)]
    ) throws(InferenceError) -> AffineNumber {
        let name = scm.variables[variable].name
        switch equation.noise {
        case nil: break
        case .normal(let mean, let deviation): laws[noise] = (mean, deviation * deviation)
        default: throw .noFiniteNoise(variable: name, found: "its law is not normal")
        }
        guard
            let value = equation.program.affineValue(
                parents: parents.map { values[$0] ?? AffineNumber(.nan) }, noise: AffineNumber(0, [noise: 1]))
        else { throw .noFiniteNoise(variable: name, found: "its equation is not linear") }
        return value
    }

    private func findings(_ worlds: Worlds) -> [(number: AffineNumber, value: Double)] {
        query.numbers.keys.sorted().compactMap { variable in
            guard let number = worlds.factual[variable], let value = query.numbers[variable] else { return nil }
            return (number, value)
        }
    }
}

/// Independent normal noises conditioned on the values of some sums of them.
private struct NoiseUpdate {
    private let laws: [Int: (mean: Double, variance: Double)]
    private let findings: [(number: AffineNumber, value: Double)]
    /// The lower triangle of the Cholesky factor of the covariance of the findings, row by row.
    private var factor: [[Double]] = []
    /// The factor's inverse applied to what the findings differ from their means.
    private var innovation: [Double] = []
    /// The logarithm of the density of the findings.
    private(set) var logDensity = 0.0

    /// - Returns: `nil` for findings that cannot be.
    /// - Throws: ``InferenceError/misfit(variable:found:expected:)`` for findings that determine each other.
    init?(
        _ findings: [(number: AffineNumber, value: Double)], _ laws: [Int: (mean: Double, variance: Double)]
    ) throws(InferenceError) {
        self.laws = laws
        self.findings = findings
        for (index, finding) in findings.enumerated() {
            let row = triangularRow(of: finding.number, upTo: index)
            let left = covariance(finding.number, finding.number) - row.reduce(0) { $0 + $1 * $1 }
            let difference = finding.value - mean(finding.number) - zip(row, innovation).reduce(0) { $0 + $1.0 * $1.1 }
            guard left > 1e-12 * covariance(finding.number, finding.number), left > 0 else {
                if finding.number.isConstant, difference != 0 { return nil }
                throw .misfit(
                    variable: "evidence", found: "numbers that determine each other", expected: "numbers that do not")
            }
            factor.append(row + [left.squareRoot()])
            innovation.append(difference / left.squareRoot())
            logDensity -= 0.5 * (Numerics.log(2 * .pi * left) + difference * difference / left)
        }
    }

    private func mean(_ number: AffineNumber) -> Double {
        number.factors.keys.sorted().reduce(number.constant) {
            $0 + (number.factors[$1] ?? 0) * (laws[$1]?.mean ?? 0)
        }
    }

    private func covariance(_ a: AffineNumber, _ b: AffineNumber) -> Double {
        a.factors.keys.sorted().reduce(0) {
            $0 + (a.factors[$1] ?? 0) * (b.factors[$1] ?? 0) * (laws[$1]?.variance ?? 0)
        }
    }

    /// The covariances of a number with the first findings, in the coordinates of the factor.
    private func triangularRow(of number: AffineNumber, upTo count: Int) -> [Double] {
        var row: [Double] = []
        for index in 0..<count {
            let known = zip(row, factor[index]).reduce(0) { $0 + $1.0 * $1.1 }
            row.append((covariance(number, findings[index].number) - known) / factor[index][index])
        }
        return row
    }

    /// The conditional law of a sum.
    func law(of number: AffineNumber) -> (mean: Double, deviation: Double) {
        let row = triangularRow(of: number, upTo: findings.count)
        let whole = covariance(number, number)
        let left = whole - row.reduce(0) { $0 + $1 * $1 }
        let mean = mean(number) + zip(row, innovation).reduce(0) { $0 + $1.0 * $1.1 }
        // What rounding leaves of a determined number is no spread.
        return (mean, left > 1e-13 * whole ? left.squareRoot() : 0)
    }
}
