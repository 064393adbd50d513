/// Estimands as people write them.
extension Estimand {
    /// The expression as text: `Σ_Z P(Y | X, Z) P(Z)`.
    ///
    /// - Parameters:
    ///   - graph: where the variables have their names.
    ///   - known: the variables that mean something outside: treatments, outcomes, conditions. A sum over one of them primes it.
    public func text(in graph: CausalGraph, known: some Sequence<Int>) -> String {
        PlainNotation(graph: graph).expression(self, NameScope(known: known.union(freeVariables)))
    }

    /// The expression in LaTeX's mathematical mode.
    ///
    /// - Parameters: as ``text(in:known:)``.
    public func latex(in graph: CausalGraph, known: some Sequence<Int>) -> String {
        LaTeXNotation(graph: graph).expression(self, NameScope(known: known.union(freeVariables)))
    }
}

extension Sequence<Int> {
    fileprivate func union(_ others: Set<Int>) -> Set<Int> { others.union(self) }
}

/// A quantity such as P(Y | do(X), Z), as people write it.
public struct EffectText: Sendable {
    /// The quantity as text.
    public let text: String
    /// The quantity in LaTeX's mathematical mode.
    public let latex: String

    /// The probability of outcomes under do() and given conditions.
    public init(of outcomes: [Int], do treatments: [Int], given conditions: [Int], in graph: CausalGraph) {
        func text(_ notation: some EstimandNotation, _ bar: String, _ act: String) -> String {
            func names(_ nodes: [Int]) -> String { nodes.map { notation.name($0, 0) }.joined(separator: ", ") }
            let right = [treatments.isEmpty ? "" : "\(act)(\(names(treatments)))", names(conditions)]
            let condition = right.filter { !$0.isEmpty }.joined(separator: ", ")
            return "P(\(names(outcomes))\(condition.isEmpty ? "" : bar + condition))"
        }
        self.text = text(PlainNotation(graph: graph), " | ", "do")
        latex = text(LaTeXNotation(graph: graph), " \\mid ", "\\mathrm{do}")
    }
}

/// How often each name is bound where an expression stands.
private struct NameScope {
    private var depths: [Int: Int] = [:]

    init(known: some Sequence<Int>) {
        for variable in known { depths[variable] = 0 }
    }

    /// The number of primes that a variable carries.
    func primes(_ variable: Int) -> Int { depths[variable] ?? 0 }

    /// The scope within a sum.
    func binding(_ variables: [Int]) -> NameScope {
        var inner = self
        for variable in variables { inner.depths[variable] = depths[variable].map { $0 + 1 } ?? 0 }
        return inner
    }
}

/// A way to write estimands.
private protocol EstimandNotation {
    func name(_ variable: Int, _ primes: Int) -> String
    func probability(_ of: String, _ given: String) -> String
    func sum(_ over: [String], _ body: String) -> String
    func product(_ factors: [String]) -> String
    func quotient(_ above: String, _ below: String) -> String
    func brackets(_ body: String) -> String
}

extension EstimandNotation {
    func expression(_ estimand: Estimand, _ scope: NameScope) -> String {
        switch estimand {
        case .probability(let of, let given):
            return probability(names(of, scope).joined(separator: ", "), names(given, scope).joined(separator: ", "))
        case .product(let factors):
            guard !factors.isEmpty else { return "1" }
            // A sum reaches to the end, so that only the last factor may be one without brackets.
            return product(
                factors.enumerated().map { index, factor in
                    let text = expression(factor, scope)
                    if case .sum = factor, index < factors.count - 1 { return brackets(text) }
                    return text
                })
        case .sum(let over, let body):
            let inner = scope.binding(over)
            return sum(names(over, inner), expression(body, inner))
        case .quotient(let above, let below):
            return quotient(expression(above, scope), expression(below, scope))
        }
    }

    private func names(_ variables: [Int], _ scope: NameScope) -> [String] {
        variables.map { name($0, scope.primes($0)) }
    }
}

private struct PlainNotation: EstimandNotation {
    let graph: CausalGraph

    func name(_ variable: Int, _ primes: Int) -> String {
        graph.name(of: variable) + String(repeating: "′", count: primes)
    }

    func probability(_ of: String, _ given: String) -> String { given.isEmpty ? "P(\(of))" : "P(\(of) | \(given))" }

    func sum(_ over: [String], _ body: String) -> String {
        (over.count == 1 ? "Σ_\(over[0])" : "Σ_{\(over.joined(separator: ", "))}") + " " + body
    }

    func product(_ factors: [String]) -> String { factors.joined(separator: " ") }
    func quotient(_ above: String, _ below: String) -> String { "[ \(above) ] / [ \(below) ]" }
    func brackets(_ body: String) -> String { "[ \(body) ]" }
}

private struct LaTeXNotation: EstimandNotation {
    let graph: CausalGraph

    func name(_ variable: Int, _ primes: Int) -> String {
        let name = graph.name(of: variable)
        let isLetter = name.count == 1 && name.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
        return (isLetter ? name : "\\text{\(Self.escaped(name))}") + String(repeating: "'", count: primes)
    }

    func probability(_ of: String, _ given: String) -> String {
        given.isEmpty ? "P(\(of))" : "P(\(of) \\mid \(given))"
    }

    func sum(_ over: [String], _ body: String) -> String { "\\sum_{\(over.joined(separator: ", "))} \(body)" }
    func product(_ factors: [String]) -> String { factors.joined(separator: " \\, ") }
    func quotient(_ above: String, _ below: String) -> String { "\\frac{\(above)}{\(below)}" }
    func brackets(_ body: String) -> String { "\\left[ \(body) \\right]" }

    private static func escaped(_ name: String) -> String {
        name.map { character in
            switch character {
            case "_", "%", "&", "#", "$", "{", "}": "\\\(character)"
            case "\\": "\\textbackslash{}"
            case "~": "\\textasciitilde{}"
            case "^": "\\textasciicircum{}"
            default: String(character)
            }
        }.joined()
    }
}
