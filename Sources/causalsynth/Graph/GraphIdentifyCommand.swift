import ArgumentParser
import CausalEngine

struct GraphIdentifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify", abstract: "Whether an effect can be told from what is observed, and how.",
        discussion: """
            The answer is an expression in probabilities of observed variables, or the reason why there is none: a hedge. Latent \
            variables and bidirected edges count. With --do for every treatment, and --given VARIABLE=STATE for every condition, the \
            expression is also evaluated on the model, from the distribution of its observed variables alone; where it is not \
            defined there, since it divides by a probability of zero, the value is that of the model's own do(), and this is said.
            """)

    @OptionGroup var graph: GraphOptions
    @OptionGroup var effects: EffectOptions

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A condition: VARIABLE or VARIABLE=STATE, or several with commas. May be repeated.", valueName: "z"))
    var given: [String] = []

    @Option(
        name: .customLong("do"), parsing: .singleValue,
        help: ArgumentHelp("The state to set a treatment to: VARIABLE=STATE. May be repeated.", valueName: "assignment")
    )
    var interventions: [String] = []

    @OptionGroup var answer: GraphAnswerOptions

    func run() throws {
        let source = try graph.load()
        let question = try question(of: source)
        if !source.graph.nodes(.selected).isEmpty {
            StandardError.write(
                "causalsynth: identify answers for the whole population; the role “selected” is left aside.\n")
        }
        let report = try IdentificationReport(source: source, question: question)
        if let remark = report.remark { StandardError.write("causalsynth: \(Printable.text(remark))\n") }
        try answer.write(report.json, report.text)
    }

    private func question(of source: GraphSource) throws -> IdentificationQuestion {
        let graph = source.graph
        var states: [Int: Int] = [:]
        let conditions = try conditions(in: source, &states)
        if !interventions.isEmpty {
            guard let scm = source.network?.scm else {
                throw Failure(
                    .badData, "found --do for a graph without parameters, expected a model; name --treatment alone.")
            }
            for (variable, value) in try Assignments.values(interventions, in: scm) {
                guard let state = value.stateIndex else {
                    throw Failure(
                        .badData,
                        "“\(graph.name(of: variable))” takes real numbers, and estimands are evaluated on states.")
                }
                states[variable] = state
            }
        }
        let acts = states.keys.filter { !conditions.contains($0) }.sorted()
        let isImplied = effects.treatment.isEmpty && !acts.isEmpty
        let treatments = isImplied ? acts : try effects.treatments(in: graph)
        let outcomes = try effects.outcomes(in: graph)
        try graph.requireDisjoint([("treatment", treatments), ("outcome", outcomes), ("given", conditions)])
        if let stray = acts.first(where: { !treatments.contains($0) }) {
            throw Failure(
                .badData, "--do sets “\(graph.name(of: stray))”, which is none of the treatments; add it to them.")
        }
        let latent = graph.nodes(.latent)
        for node in treatments + outcomes + conditions where latent.contains(node) {
            throw Failure(
                .badData, "“\(graph.name(of: node))” is latent, and what is not observed cannot be asked for.")
        }
        return IdentificationQuestion(
            treatments: treatments.sorted(), outcomes: outcomes.sorted(), conditions: conditions.sorted(),
            states: states)
    }

    /// The conditions; where a state is given with one, it goes among the states.
    private func conditions(in source: GraphSource, _ states: inout [Int: Int]) throws -> [Int] {
        var conditions: [Int] = []
        for text in given {
            let parts = source.graph.index(of: text) != nil ? [text] : text.split(separator: ",").map(String.init)
            for part in parts {
                if source.graph.index(of: part) == nil, part.contains("="), let scm = source.network?.scm {
                    for (variable, value) in try Assignments.values([part], in: scm) {
                        states[variable] = value.stateIndex
                        conditions.append(variable)
                    }
                } else {
                    conditions.append(try source.graph.node(named: part))
                }
            }
        }
        var seen: Set<Int> = []
        return conditions.filter { seen.insert($0).inserted }
    }
}

/// What is to be identified.
struct IdentificationQuestion {
    var treatments: [Int]
    var outcomes: [Int]
    var conditions: [Int]
    /// The states of treatments and conditions, as far as they are given.
    var states: [Int: Int]

    /// The variables that mean something outside of an estimand.
    var variables: [Int] { treatments + outcomes + conditions }
}
