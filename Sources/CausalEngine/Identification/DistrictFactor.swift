/// Q[T]: the distribution of a set of variables when all others are set from outside, as an expression in what is observed
/// (Tian & Pearl 2002).
///
/// It is a sum of a product of conditionals. The conditional of a variable sums to 1 over it, whatever the other variables are,
/// and speaks of no variable of T that comes later in the topological order.
struct DistrictFactor {
    private struct Conditional {
        var variable: Int
        var expression: Estimand
    }

    /// By variable, in topological order.
    private var conditionals: [Conditional]
    /// The variables among them that are summed over.
    private var summed: Set<Int>

    /// The factor of a product of conditionals in topological order.
    init(_ conditionals: [(variable: Int, expression: Estimand)]) {
        self.conditionals = conditionals.map { Conditional(variable: $0.variable, expression: $0.expression) }
        summed = []
    }

    /// The factor as one expression.
    var expression: Estimand {
        .summing(over: summed, conditionals.map(\.expression))
    }

    /// The variables of the factor.
    private var variables: [Int] { conditionals.map(\.variable).filter { !summed.contains($0) } }

    /// The factor of some of the variables, which hold their ancestors among them: the others are summed over.
    func marginal(to kept: Set<Int>) -> DistrictFactor {
        var marginal = self
        marginal.summed.formUnion(variables.filter { !kept.contains($0) })
        marginal.prune()
        return marginal
    }

    /// Takes out summed variables that nothing else speaks of.
    private mutating func prune() {
        while let place = conditionals.indices.last(where: { isIdle($0) }) {
            summed.remove(conditionals[place].variable)
            conditionals.remove(at: place)
        }
    }

    private func isIdle(_ place: Int) -> Bool {
        let variable = conditionals[place].variable
        return summed.contains(variable)
            && conditionals.indices.allSatisfy {
                $0 == place || !conditionals[$0].expression.freeVariables.contains(variable)
            }
    }

    /// The factor of a district of the variables: the product of the conditionals of its variables, each a quotient of two
    /// marginals (Tian & Pearl 2002, lemma 4).
    func component(_ district: Set<Int>) -> DistrictFactor {
        let order = variables
        return DistrictFactor(
            order.indices.filter { district.contains(order[$0]) }.map { place in
                (order[place], conditional(at: place, in: order))
            })
    }

    private func conditional(at place: Int, in order: [Int]) -> Estimand {
        guard !summed.isEmpty else {
            return conditionals.first { $0.variable == order[place] }?.expression ?? .one
        }
        return .dividing(
            marginal(to: Set(order[...place])).expression, by: marginal(to: Set(order[..<place])).expression)
    }
}
