import ArgumentParser
import CausalEngine

/// The effect that a question is about.
struct EffectOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "The treatment, or several with commas; without it what the file calls exposure. May be repeated.",
            valueName: "x"))
    var treatment: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "The outcome, or several with commas; without it what the file calls outcome. May be repeated.",
            valueName: "y"))
    var outcome: [String] = []

    /// The outcomes, named or by role.
    func outcomes(in graph: CausalGraph) throws -> [Int] {
        try named(outcome, .outcome, "--outcome", in: graph)
    }

    /// The treatments, named or by role.
    func treatments(in graph: CausalGraph) throws -> [Int] {
        try named(treatment, .exposure, "--treatment", in: graph)
    }

    private func named(
        _ texts: [String], _ role: CausalGraph.Role, _ flag: String, in graph: CausalGraph
    ) throws -> [Int] {
        let nodes = texts.isEmpty ? graph.nodes(role) : try graph.nodes(named: texts)
        guard !nodes.isEmpty else {
            throw ValidationError("\(flag) is missing, and the graph names no \(role.rawValue): add \(flag) VARIABLE.")
        }
        return nodes
    }
}
