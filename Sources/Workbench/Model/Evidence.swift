import CausalEngine

/// What is said to have been seen: certain findings, and uncertain ones by how likely they are in each state.
///
/// It is evidence in the world as it is set: with a do(), in the mutilated world.
public struct Evidence: Sendable, Hashable {
    /// What was seen for certain, by variable.
    public var values: [Int: Value]
    /// How likely an uncertain finding is in each state, by variable, up to a factor.
    public var likelihoods: [Int: [Double]]

    /// What was seen; nothing by default.
    public init(values: [Int: Value] = [:], likelihoods: [Int: [Double]] = [:]) {
        self.values = values
        self.likelihoods = likelihoods
    }

    /// Whether nothing was seen.
    public var isEmpty: Bool { values.isEmpty && likelihoods.isEmpty }

    /// The variables of the findings, ascending.
    public var variables: [Int] { (Array(values.keys) + likelihoods.keys).sorted() }

    /// Whether there is a finding on a variable.
    public func holds(_ variable: Int) -> Bool { values[variable] != nil || likelihoods[variable] != nil }

    /// The question that the findings put, about some variables or all of them.
    public func query(targets: [Int]? = nil) -> Query {
        Query(
            evidence: values.compactMapValues(\.stateIndex), numbers: values.compactMapValues(\.number),
            likelihood: likelihoods, targets: targets)
    }

    /// The finding on a variable as text, such as `dysp=yes` or `xray=yes:.8,no:.1`.
    public func text(of variable: Int, in subject: Subject) -> String? {
        guard subject.nodes.indices.contains(variable) else { return nil }
        let node = subject.nodes[variable]
        if let value = values[variable] { return "\(node.name)=\(node.variable.wordedText(of: value))" }
        return likelihoods[variable].map { "\(node.name)=\(Self.text(of: $0, node.states))" }
    }

    /// All findings as text, such as `xray=yes, dysp=yes`; empty without any.
    public func text(in subject: Subject) -> String {
        variables.compactMap { text(of: $0, in: subject) }.joined(separator: ", ")
    }

    /// Likelihoods as they are written: `yes:0.8,no:0.1`.
    static func text(of likelihoods: [Double], _ states: [String]) -> String {
        zip(states, likelihoods).map { "\($0):\(Figures.shortest($1))" }.joined(separator: ",")
    }

    /// The findings without those on some variables.
    func without(_ variables: some Sequence<Int>) -> Evidence {
        var rest = self
        for variable in variables {
            rest.values[variable] = nil
            rest.likelihoods[variable] = nil
        }
        return rest
    }
}
