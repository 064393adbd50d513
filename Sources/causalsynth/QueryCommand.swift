import ArgumentParser
import CausalEngine

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Posteriors under evidence and do().",
        discussion: """
            What is set with --do is set from outside: the variable no longer listens to its causes. Evidence is then what was \
            seen in that changed world; “given what was seen, what if” is the verb counterfactual. Answers are exact wherever \
            the variables that matter have states; else they are estimated, with standard errors.
            """)

    @OptionGroup var network: NetworkOptions

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A variable to answer for; without it all that are neither seen nor set. May be repeated.",
            valueName: "variable"))
    var target: [String] = []

    @OptionGroup var evidence: EvidenceOptions
    @OptionGroup var interventions: InterventionOptions

    @Flag(help: "Add the most probable explanation: the likeliest values of all variables together.")
    var mpe = false

    @Option(help: "exact, or likelihood-weighting; without it exact, and estimates where continuous variables matter.")
    var method: InferenceMethod?

    @OptionGroup var estimation: EstimationOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func run() throws {
        let network = try network.load()
        let interventions = try interventions.resolve(in: network.scm)
        let scm = network.scm.intervene(interventions)
        let query = try query(of: network.scm, done: interventions)
        var answer = QueryAnswer(network: network, interventions: interventions, query: query)
        let engine = ExactInference(scm)
        try fill(&answer, engine, query)
        if mpe { answer.explanation = try engine.mostProbableExplanation(query) }
        let file = try OutputFile(path: output)
        try file.write(json: json, answer.json, answer.text)
        try file.finish()
    }

    private func query(of scm: SCM, done: [Int: Intervention]) throws -> Query {
        var query = try evidence.query(in: scm)
        let named = try Assignments.variables(target, in: scm)
        let isSeen = { query.evidence[$0] != nil || query.numbers[$0] != nil || done[$0] != nil }
        query.targets = named.isEmpty ? scm.variables.indices.filter { !isSeen($0) } : Array(Set(named)).sorted()
        return query
    }

    private func fill(_ answer: inout QueryAnswer, _ engine: ExactInference, _ query: Query) throws {
        if method != .likelihoodWeighting {
            do throws(InferenceError) {
                answer.result = .exact(try engine.query(query))
                if !json { answer.before = before(engine, query, answer) }
                return
            } catch {
                guard error.isOfRealNumbers, method == nil else { throw error }
                StandardError.write(
                    "causalsynth: \(Printable.text(error.description)) Estimating by likelihood weighting instead.\n")
            }
        }
        let posterior = try LikelihoodWeighting(engine.scm, seed: estimation.seed, samples: estimation.samples)
            .query(query)
        answer.result = .estimated(posterior)
        EstimationOptions.warn(samples: posterior.samples, worth: posterior.effectiveSampleSize)
    }
}

extension QueryCommand {
    /// What to compare with: the same without evidence, or where there is none with nothing set. Without a number seen, what
    /// depends on it may have no exact distribution.
    private func before(_ engine: ExactInference, _ query: Query, _ answer: QueryAnswer) -> Posterior? {
        guard evidence.isEmpty else { return try? engine.query(Query(targets: query.targets)) }
        guard !answer.interventions.isEmpty else { return nil }
        return try? ExactInference(answer.network.scm).query(Query(targets: query.targets))
    }
}

/// How a question is answered.
enum InferenceMethod: String, ExpressibleByArgument {
    case exact
    case likelihoodWeighting = "likelihood-weighting"
}

/// How an estimate is made.
struct EstimationOptions: ParsableArguments {
    @Option(help: "How many rows an estimate is made of.")
    var samples = 100_000

    @Option(help: "The seed of the rows of an estimate.")
    var seed: UInt64 = 0

    /// The size of a sample below which its spread says little.
    private static let least = 100.0

    /// Says on standard error when what was seen is so unlikely that hardly any of the rows that were weighed counts.
    static func warn(samples: Int, worth size: Double) {
        guard size < min(least, Double(samples) / 2) else { return }
        StandardError.write(
            "causalsynth: what was seen is so unlikely that the \(samples) rows are worth \(Int(size.rounded())) of equal "
                + "weight; take the answer, and its errors, for a guess.\n")
    }

    func validate() throws {
        guard samples > 0 else { throw ValidationError("--samples takes a whole number above 0.") }
    }
}
