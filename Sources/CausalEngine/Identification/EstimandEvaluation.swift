/// Evaluates estimands on a model from the distribution of what is observed alone.
public struct EstimandEvaluation {
    /// The most entries that a table on the way may have.
    public static let largestTable = 1 << 24

    private let inference: ExactInference
    private let cardinalities: [Int]
    private var kept: [Question: FactorTable] = [:]

    private struct Question: Hashable {
        var variables: [Int]
        var evidence: [Int: Int]
    }

    /// An evaluation on a model.
    public init(_ scm: SCM) {
        inference = ExactInference(scm)
        cardinalities = scm.variables.map(\.states.count)
    }

    /// The joint distribution of the outcomes that an estimand gives, the last outcome fastest.
    ///
    /// - Parameters:
    ///   - outcomes: the outcomes, ascending.
    ///   - states: the states of treatments and conditions. Variables beyond these may take any value; the first at which the estimand
    ///     is defined is taken.
    /// - Returns: `nil` where it is not defined, since it divides by a probability of zero.
    /// - Throws: ``InferenceError`` where variables are continuous or tables too large.
    public mutating func distribution(
        _ estimand: Estimand, of outcomes: [Int], at states: [Int: Int]
    ) throws(InferenceError) -> [Double]? {
        let others = estimand.freeVariables.subtracting(outcomes).subtracting(states.keys).sorted()
        let tries = min(64, others.reduce(1) { $0 * min(64, max(1, cardinalities[$1])) })
        for attempt in 0..<max(1, tries) {
            var fixed = states
            var rest = attempt
            for variable in others.reversed() {
                fixed[variable] = rest % max(1, cardinalities[variable])
                rest /= max(1, cardinalities[variable])
            }
            let table = try table(estimand, fixed)
            // Outcomes that the estimand does not speak of cannot be: each is in front of a bar.
            guard table.variables == outcomes, table.values.allSatisfy(\.isFinite) else { continue }
            return table.values
        }
        return nil
    }

    private mutating func table(_ estimand: Estimand, _ fixed: [Int: Int]) throws(InferenceError) -> FactorTable {
        switch estimand {
        case .probability(let of, let given):
            return try conditional(of, given, fixed)
        case .product(let factors):
            var product = FactorTable.one
            for factor in factors { product = try multiplied(product, table(factor, fixed)) }
            return product
        case .sum(let over, let body):
            let inner = fixed.filter { !over.contains($0.key) }
            var tables: [FactorTable] = []
            for factor in body.factors { tables.append(try table(factor, inner)) }
            return try eliminate(over, from: tables)
        case .quotient(let above, let below):
            let numerator = try table(above, fixed)
            let denominator = try table(below, fixed)
            try check(numerator, denominator)
            return numerator / denominator
        }
    }

    /// Sums variables out of a product, the one that makes the smallest table first.
    private func eliminate(_ variables: [Int], from factors: [FactorTable]) throws(InferenceError) -> FactorTable {
        var tables = factors
        var left = Set(variables)
        func size(_ variable: Int) -> Double {
            let scope = tables.filter { $0.variables.contains(variable) }.reduce(into: Set<Int>()) {
                $0.formUnion($1.variables)
            }
            return scope.reduce(1.0) { $0 * Double(cardinalities[$1]) }
        }
        while let (_, variable) = left.map({ (size($0), $0) }).min(by: { $0 < $1 }) {
            left.remove(variable)
            let joined = tables.filter { $0.variables.contains(variable) }
            tables.removeAll { $0.variables.contains(variable) }
            var product = FactorTable.one
            for table in joined { product = try multiplied(product, table) }
            tables.append(
                joined.isEmpty
                    ? FactorTable(variables: [], cardinalities: [], values: [Double(cardinalities[variable])])
                    : product.summed(over: [variable]))
        }
        var product = FactorTable.one
        for table in tables { product = try multiplied(product, table) }
        return product
    }

    private func multiplied(_ left: FactorTable, _ right: FactorTable) throws(InferenceError) -> FactorTable {
        try check(left, right)
        return left * right
    }

    private func check(_ left: FactorTable, _ right: FactorTable) throws(InferenceError) {
        try check(Set(left.variables).union(right.variables))
    }

    private func check(_ variables: Set<Int>) throws(InferenceError) {
        let entries = variables.reduce(1.0) { $0 * Double(cardinalities[$1]) }
        guard entries > Double(Self.largestTable) else { return }
        throw .tooLarge(
            InferenceSize(treewidth: variables.count - 1, largestLog2: Double(entries.exponent), entries: entries),
            limit: Double(Self.largestTable))
    }

    // MARK: Probabilities of what is observed

    /// P(of | given), with fixed variables at their states.
    private mutating func conditional(
        _ of: [Int], _ given: [Int], _ fixed: [Int: Int]
    ) throws(InferenceError) -> FactorTable {
        let evidence = fixed.filter { given.contains($0.key) }
        let free = given.filter { evidence[$0] == nil }
        let variables = (of + free).sorted()
        try check(Set(variables))
        guard let joint = try joint(variables, evidence) else {
            let sizes = variables.map { cardinalities[$0] }
            let undefined = FactorTable(
                variables: variables, cardinalities: sizes,
                values: Array(repeating: .nan, count: sizes.reduce(1, *)))
            return undefined.restricted(to: fixed)
        }
        let conditional = free.isEmpty ? joint : joint / joint.summed(over: Set(of))
        return conditional.restricted(to: fixed)
    }

    /// The joint distribution of variables given evidence; `nil` when the evidence has probability zero.
    private mutating func joint(
        _ variables: [Int], _ evidence: [Int: Int]
    ) throws(InferenceError) -> FactorTable? {
        let question = Question(variables: variables, evidence: evidence)
        if let table = kept[question] { return table }
        do throws(InferenceError) {
            let values = try inference.joint(of: variables, Query(evidence: evidence))
            let table = FactorTable(
                variables: variables, cardinalities: variables.map { cardinalities[$0] }, values: values)
            kept[question] = table
            return table
        } catch {
            if case .impossibleEvidence = error { return nil }
            throw error
        }
    }
}
