import CausalEngine

/// Which world is sampled: what is set from outside, and the seed of the noise.
public struct World: Sendable, Hashable {
    /// What each intervened variable is set to, by index.
    public var interventions: [Int: Intervention]
    /// The seed.
    public var seed: UInt64

    /// A world.
    public init(interventions: [Int: Intervention] = [:], seed: UInt64 = 0) {
        self.interventions = interventions
        self.seed = seed
    }

    /// The intervened variables, ascending.
    public var intervened: [Int] { interventions.keys.sorted() }

    /// The do() of one variable as text, such as `smoke=no`.
    public func text(of variable: Int, in subject: Subject) -> String? {
        guard let intervention = interventions[variable], subject.nodes.indices.contains(variable) else { return nil }
        let node = subject.nodes[variable]
        switch intervention {
        case .value(let value): return "\(node.name)=\(node.variable.wordedText(of: value))"
        case .distribution(let probabilities): return "\(node.name)~\(Evidence.text(of: probabilities, node.states))"
        case .function: return intervention.assignment(to: node.variable)
        }
    }

    /// The whole do() as text, such as `smoke=no, bronc=yes`; empty without interventions.
    public func text(in subject: Subject) -> String {
        intervened.compactMap { text(of: $0, in: subject) }.joined(separator: ", ")
    }

    /// The edges that the interventions cut, as (source, target) in the order of the targets.
    public func cutEdges(in subject: Subject) -> [(source: Int, target: Int)] {
        intervened.flatMap { target in
            var kept: [Int] = []
            if case .function(let function) = interventions[target] { kept = function.parents }
            return subject.nodes[target].parents.filter { !kept.contains($0) }.map { (source: $0, target: target) }
        }
    }
}
