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
        fixed = query.evidence.keys.sorted()
        var states: [Int] = []
        for variable in fixed {
            let count = model.cardinalities[variable]
            guard let state = query.evidence[variable] else { continue }
            if count == 0 { _ = try model.family(of: variable) }
            guard (0..<count).contains(state) else {
                throw .badFinding(
                    variable: model.scm.variables[variable].name, found: "state \(state)",
                    expected: "one from 0 to \(count - 1)")
            }
            states.append(state)
        }
        self.states = states
        var weighed: [Int] = []
        var likelihoods: [[Double]] = []
        var logConstant = 0.0
        var isImpossible = false
        for variable in query.likelihood.keys.sorted() {
            let count = model.cardinalities[variable]
            guard let numbers = query.likelihood[variable] else { continue }
            if count == 0 { _ = try model.family(of: variable) }
            let greatest = numbers.max() ?? 0
            guard numbers.count == count, numbers.allSatisfy({ $0 >= 0 && $0.isFinite }), greatest > 0 else {
                throw .badFinding(
                    variable: model.scm.variables[variable].name, found: "the likelihoods \(numbers)",
                    expected: "\(count) numbers from 0 on, not all of them 0")
            }
            if let state = query.evidence[variable] {
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
