@testable import CausalEngine

/// The exact distribution of a small discrete model, by going through every assignment.
struct Enumeration {
    /// The probability of each assignment, by its states.
    let probabilities: [[Int]: Double]

    init(_ scm: SCM) {
        var partial: [[Int]: Double] = [Array(repeating: 0, count: scm.variables.count): 1]
        for variable in scm.topologicalOrder {
            var next: [[Int]: Double] = [:]
            for (assignment, probability) in partial {
                let parents = scm.graph.parents[variable].map { assignment[$0] }
                for (state, share) in Self.law(of: scm.mechanisms[variable], given: parents, scm.variables[variable])
                    .enumerated()
                {
                    var extended = assignment
                    extended[variable] = state
                    next[extended] = probability * share
                }
            }
            partial = next
        }
        probabilities = partial
    }

    private static func law(of mechanism: Mechanism, given parents: [Int], _ variable: Variable) -> [Double] {
        switch mechanism {
        case .table(let table): return Array(table.row(table.configuration(of: parents)))
        case .response(let response):
            let row = zip(parents, response.parentCardinalities).reduce(0) { $0 * $1.1 + $1.0 }
            var law = [Double](repeating: 0, count: variable.states.count)
            for (noise, share) in response.noise.enumerated() {
                law[response.values[row * response.noise.count + noise]] += share
            }
            return law
        case .constant(let value): return variable.states.indices.map { .state($0) == value ? 1 : 0 }
        case .distribution(let probabilities): return probabilities
        case .equation: return []
        }
    }
}

/// Pearson's chi-square test of counts against a known distribution.
enum ChiSquare {
    /// The probability of a statistic at least this large when the counts follow the expectation; 0 as soon as something of
    /// probability zero has been counted. Cells that are expected fewer than ten times are pooled.
    static func pValue(counts: [[Int]: Int], expected: [[Int]: Double], total: Int) -> Double {
        guard counts.keys.allSatisfy({ (expected[$0] ?? 0) > 0 }) else { return 0 }
        var pooled = (count: 0.0, expectation: 0.0)
        var statistic = 0.0
        var cells = 0
        for (cell, probability) in expected {
            let count = Double(counts[cell] ?? 0)
            let expectation = probability * Double(total)
            if expectation < 10 {
                pooled = (pooled.count + count, pooled.expectation + expectation)
            } else {
                statistic += (count - expectation) * (count - expectation) / expectation
                cells += 1
            }
        }
        if pooled.expectation >= 10 {
            let difference = pooled.count - pooled.expectation
            statistic += difference * difference / pooled.expectation
            cells += 1
        }
        guard cells > 1 else { return 1 }
        return 1 - Numerics.lowerGamma(Double(cells - 1) / 2, statistic / 2)
    }
}
