/// An expression in probabilities of what is observed.
///
/// A sum binds its variables: within it they mean what is summed over, whatever they mean outside.
public indirect enum Estimand: Sendable, Hashable {
    /// P(of | given); both ascending.
    case probability(of: [Int], given: [Int])
    /// A product; 1 without factors.
    case product([Estimand])
    /// A sum over the values of variables, ascending.
    case sum(over: [Int], Estimand)
    /// A quotient.
    case quotient(Estimand, Estimand)

    /// The number 1.
    static var one: Estimand { .product([]) }

    /// The variables that the expression is a function of.
    public var freeVariables: Set<Int> {
        switch self {
        case .probability(let of, let given): Set(of).union(given)
        case .product(let factors): factors.reduce(into: []) { $0.formUnion($1.freeVariables) }
        case .sum(let over, let body): body.freeVariables.subtracting(over)
        case .quotient(let above, let below): above.freeVariables.union(below.freeVariables)
        }
    }

    /// The factors of a product, or the expression as the only one.
    var factors: [Estimand] {
        if case .product(let factors) = self { return factors }
        return [self]
    }
}

// MARK: Making legible expressions

extension Estimand {
    /// The product of factors, with products among them opened and conditional probabilities joined by the chain rule.
    static func joining(_ factors: [Estimand]) -> Estimand {
        var open = factors.flatMap(\.factors)
        while let (first, second, joined) = chained(in: open) {
            open[first] = joined
            open.remove(at: second)
        }
        return open.count == 1 ? open[0] : .product(open)
    }

    /// The sum of a product over variables: what no summed variable is in stands outside, and a variable that is in one
    /// probability alone, in front of the bar, is summed away.
    static func summing(over variables: some Collection<Int>, _ factors: [Estimand]) -> Estimand {
        var factors = joining(factors).factors
        var summed = Set(variables)
        while let variable = summed.first(where: { isSummedAway($0, from: &factors) }) { summed.remove(variable) }
        guard !summed.isEmpty else { return joining(factors) }
        let inside = factors.filter { !$0.freeVariables.isDisjoint(with: summed) }
        let outside = factors.filter { $0.freeVariables.isDisjoint(with: summed) }
        return joining(outside + [.sum(over: summed.sorted(), joining(inside))])
    }

    /// The quotient of two products without the factors that they share.
    static func dividing(_ above: Estimand, by below: Estimand) -> Estimand {
        var numerator = above.factors
        var denominator: [Estimand] = []
        for factor in below.factors {
            if let index = numerator.firstIndex(of: factor) {
                numerator.remove(at: index)
            } else {
                denominator.append(factor)
            }
        }
        guard !denominator.isEmpty else { return joining(numerator) }
        if let conditional = conditional(numerator, denominator) { return conditional }
        return .quotient(joining(numerator), joining(denominator))
    }

    /// P(a, b | c) / P(a | c) as P(b | a, c).
    private static func conditional(_ above: [Estimand], _ below: [Estimand]) -> Estimand? {
        guard above.count == 1, below.count == 1, case .probability(let of, let given) = above[0],
            case .probability(let of2, let given2) = below[0], given == given2, Set(of2).isStrictSubset(of: of)
        else { return nil }
        return .probability(of: of.filter { !of2.contains($0) }, given: (given + of2).sorted())
    }

    /// P(a | c) and P(b | a, c), joined as P(a, b | c); the places of both and what they become.
    private static func chained(in factors: [Estimand]) -> (Int, Int, Estimand)? {
        for (first, factor) in factors.enumerated() {
            guard case .probability(let of, let given) = factor else { continue }
            let known = Set(of).union(given)
            for (second, other) in factors.enumerated() where second != first {
                guard case .probability(let of2, let given2) = other, Set(given2) == known else { continue }
                return (first, second, .probability(of: (of + of2).sorted(), given: given))
            }
        }
        return nil
    }

    private static func isSummedAway(_ variable: Int, from factors: inout [Estimand]) -> Bool {
        let places = factors.indices.filter { factors[$0].freeVariables.contains(variable) }
        guard places.count == 1, case .probability(let of, let given) = factors[places[0]], of.contains(variable)
        else { return false }
        let rest = of.filter { $0 != variable }
        if rest.isEmpty {
            factors.remove(at: places[0])
        } else {
            factors[places[0]] = .probability(of: rest, given: given)
        }
        return true
    }
}
