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
        return open.count == 1 ? open[0] : .product(ordered(open))
    }

    /// Factors in the order in which they read best: conditional before unconditional probabilities, sums last.
    private static func ordered(_ factors: [Estimand]) -> [Estimand] {
        func rank(_ factor: Estimand) -> (Int, Int) {
            switch factor {
            case .probability(_, let given): (0, -given.count)
            case .quotient: (1, 0)
            case .product: (2, 0)
            case .sum: (3, 0)
            }
        }
        return factors.enumerated().sorted { left, right in
            let (a, b) = (rank(left.element), rank(right.element))
            return a != b ? a < b : left.offset < right.offset
        }.map(\.element)
    }

    /// The sum of a product over variables: what no summed variable is in stands outside, and a variable that is in one
    /// probability alone, in front of the bar, is summed away.
    static func summing(over variables: some Collection<Int>, _ factors: [Estimand]) -> Estimand {
        var factors = joining(factors).factors
        var summed = Set(variables)
        var isChanged = true
        while isChanged {
            isChanged = false
            var places: [Int: [Int]] = [:]
            for (place, factor) in factors.enumerated() {
                for variable in factor.freeVariables.intersection(summed) {
                    places[variable, default: []].append(place)
                }
            }
            for variable in summed.sorted() {
                guard let place = places[variable], place.count == 1,
                    case .probability(let of, let given) = factors[place[0]], of.contains(variable)
                else { continue }
                factors[place[0]] = .probability(of: of.filter { $0 != variable }, given: given)
                summed.remove(variable)
                isChanged = true
            }
            factors.removeAll(where: \.isCertain)
        }
        guard !summed.isEmpty else { return joining(factors) }
        let inside = factors.filter { !$0.freeVariables.isDisjoint(with: summed) }
        let outside = factors.filter { $0.freeVariables.isDisjoint(with: summed) }
        return joining(outside + [.sum(over: summed.sorted(), joining(inside))])
    }

    /// Whether the expression is the probability of nothing, which is 1.
    private var isCertain: Bool {
        if case .probability(let of, _) = self { return of.isEmpty }
        return false
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
        var placeByGiven: [[Int]: Int] = [:]
        for (place, factor) in factors.enumerated() {
            if case .probability(_, let given) = factor { placeByGiven[given] = place }
        }
        for (first, factor) in factors.enumerated() {
            guard case .probability(let of, let given) = factor, let second = placeByGiven[(of + given).sorted()],
                second != first, case .probability(let of2, _) = factors[second]
            else { continue }
            return (first, second, .probability(of: (of + of2).sorted(), given: given))
        }
        return nil
    }
}
