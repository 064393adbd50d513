/// What a question says was seen, checked and in order.
struct Findings: Sendable {
    /// The variables seen for certain, ascending, and the state of each.
    let fixed: [Int]
    let states: [Int]
    /// The variables seen uncertainly, ascending, without those seen for certain.
    let weighed: [Int]
    /// The likelihoods of the uncertain findings, each divided by its largest.
    private let likelihoods: [[Double]]
    private let cardinalities: [Int]
    /// What likelihoods contribute to the logarithm of the probability of the evidence beside the tables.
    let logConstant: Double

    /// Checks what a question says was seen.
    ///
    /// - Throws: ``InferenceError/badFinding(variable:found:expected:)``, or that the evidence is impossible in itself.
    init(_ query: Query, _ model: DiscreteModel) throws(InferenceError) {
        cardinalities = model.cardinalities
        let seen = try Self.seen(query, model)
        fixed = seen.map(\.variable)
        states = seen.map(\.state)
        var weighed: [Int] = []
        var likelihoods: [[Double]] = []
        var logConstant = query.numbers.keys.sorted().reduce(0.0) { $0 + (model.logScales[$1] ?? 0) }
        var isImpossible = false
        for variable in query.likelihood.keys.sorted() {
            let count = model.cardinalities[variable]
            guard let numbers = query.likelihood[variable] else { continue }
            if count == 0 { _ = try model.family(of: variable) }
            let greatest = try Self.greatest(numbers, of: model.scm.variables[variable], count: count)
            if let state = seen.first(where: { $0.variable == variable })?.state {
                logConstant += Numerics.log(numbers[state])
                if numbers[state] == 0 { isImpossible = true }
            } else {
                weighed.append(variable)
                likelihoods.append(numbers.map { $0 / greatest })
                logConstant += Numerics.log(greatest)
            }
        }
        self.weighed = weighed
        self.likelihoods = likelihoods
        self.logConstant = logConstant
        if isImpossible { throw impossible(in: model.scm) }
    }

    /// What was seen for certain, ascending by variable; a number as its place among those that its variable can take.
    private static func seen(
        _ query: Query, _ model: DiscreteModel
    ) throws(InferenceError) -> [(variable: Int, state: Int)] {
        var seen: [(variable: Int, state: Int)] = []
        for variable in query.evidence.keys.sorted() {
            guard let state = query.evidence[variable] else { continue }
            let count = model.cardinalities[variable]
            if count == 0 { _ = try model.family(of: variable) }
            guard (0..<count).contains(state) else {
                throw .badFinding(
                    variable: model.scm.variables[variable].name, found: "state \(state)",
                    expected: "one from 0 to \(count - 1)")
            }
            seen.append((variable, state))
        }
        for variable in query.numbers.keys.sorted() {
            guard let number = query.numbers[variable] else { continue }
            let declared = model.scm.variables[variable]
            guard declared.isContinuous else {
                throw .badFinding(variable: declared.name, found: "the number \(number)", expected: "one of its states")
            }
            _ = try model.family(of: variable)
            guard let place = model.supports[variable].firstIndex(of: number) else {
                throw .impossibleEvidence(["\(declared.name)=\(declared.text(of: .number(number)))"])
            }
            seen.append((variable, place))
        }
        return seen.sorted { $0.variable < $1.variable }
    }

    /// The largest of likelihoods.
    ///
    /// - Throws: ``InferenceError/badFinding(variable:found:expected:)`` when they are none.
    static func greatest(
        _ numbers: [Double], of variable: Variable, count: Int
    ) throws(InferenceError) -> Double {
        let greatest = numbers.max() ?? 0
        guard numbers.count == count, numbers.allSatisfy({ $0 >= 0 && $0.isFinite }), greatest > 0 else {
            throw .badFinding(
                variable: variable.name, found: "the likelihoods \(numbers)",
                expected: "\(count) numbers from 0 on, not all of them 0")
        }
        return greatest
    }

    /// The state in which a variable was seen.
    func state(of variable: Int) -> Int? {
        var low = 0
        var high = fixed.count
        while low < high {
            let middle = (low + high) / 2
            if fixed[middle] < variable { low = middle + 1 } else { high = middle }
        }
        return low < fixed.count && fixed[low] == variable ? states[low] : nil
    }

    /// The state of a variable that was seen for certain.
    func knownState(of variable: Int) -> Int { state(of: variable) ?? 0 }

    /// The likelihoods of an uncertain finding, the largest 1; 1 for the state of one for certain; `nil` for neither.
    func likelihood(of variable: Int) -> [Double]? {
        if let index = weighed.firstIndex(of: variable) { return likelihoods[index] }
        guard let state = state(of: variable) else { return nil }
        var likelihood = [Double](repeating: 0, count: cardinalities[variable])
        likelihood[state] = 1
        return likelihood
    }

    /// The error that the findings exclude each other.
    func impossible(in scm: SCM) -> InferenceError {
        let certain = zip(fixed, states).map { variable, state in
            "\(scm.variables[variable].name)=\(scm.variables[variable].text(of: .state(state)))"
        }
        return .impossibleEvidence(certain + weighed.map { "\(scm.variables[$0].name)=?" })
    }
}
