import ArgumentParser
import CausalEngine

struct CounterfactualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counterfactual", abstract: "What would have been: abduction, action, prediction.",
        discussion: """
            Given what was seen (--evidence), what would have been had something been set otherwise (--do)? The evidence is of \
            the world as it was, and says what it can about the noise of each variable; the same noise then acts in the other \
            world. So evidence on the very variable that is set counts, and on what follows from it. To see something after \
            setting, in the changed world, use query.

            Of one unit: --unit gives its values, --row takes a generated one and replays its very noise. Values do not settle \
            the noise of a table: where the counterfactual of a --unit stays open, the likeliest world is shown and the \
            posterior says how likely each state is.

            The answer is exact (twin network) where the noise on the way is finite; else it is estimated (Monte Carlo \
            abduction) with standard errors. What a table with more than two states would have shown hangs on its noise \
            convention, inverse-cdf or gumbel-max, which no data can decide: --noise-model takes one for all tables, --bounds \
            gives the range over all.

            --cause and --effect ask how far a cause was necessary and is sufficient for an effect, and how much of its effect \
            runs through what lies between.
            """)

    @OptionGroup var network: NetworkOptions
    @OptionGroup var evidence: EvidenceOptions
    @OptionGroup var interventions: InterventionOptions

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A variable to answer for; without it all that are not set. May be repeated.", valueName: "variable"))
    var target: [String] = []

    @OptionGroup var unit: UnitOptions

    @Option(help: "inverse-cdf or gumbel-max, for all tables; without it as each declares.")
    var noiseModel: ProbabilityTable.NoiseConvention?

    @Option(
        help: """
            twin-network for an exact answer or none (gumbel-max tables take part in closed form), monte-carlo for an \
            estimate; without it exact where the noise is finite.
            """)
    var method: CounterfactualMethod = .automatic

    @Flag(
        help: """
            Add for each state the least and greatest probability over all noise conventions, where that can be computed: one \
            table bears on the answer, or all it depends on was seen, as in a --unit.
            """)
    var bounds = false

    @OptionGroup var causation: CausationOptions
    @OptionGroup var estimation: EstimationOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func validate() throws {
        guard unit.unit == nil && unit.row == nil || evidence.isEmpty else {
            throw ValidationError(
                "--evidence does not go with \(unit.row == nil ? "--unit" : "--row"): a unit's values are all known.")
        }
        if bounds, unit.row != nil {
            throw ValidationError("--bounds does not go with --row: a replayed unit's noise is known.")
        }
        if !causation.isEmpty, unit.unit != nil || unit.row != nil {
            throw ValidationError("--cause is asked of a population, not with --unit or --row.")
        }
    }

    func run() throws {
        let network = try network.load()
        let scm = noiseModel.map { network.scm.assuming($0) } ?? network.scm
        let interventions = try interventions.resolve(in: scm)
        let counterfactual = Counterfactual(scm, interventions)
        let query = try query(of: scm, done: interventions)
        var report = CounterfactualReport(
            network: network, scm: scm, interventions: interventions, query: query, noiseModel: noiseModel)
        report.hasNamedTargets = !target.isEmpty
        if let row = unit.row {
            report.row = (row, estimation.seed)
            let unit = try counterfactual.replay(row: row, seed: estimation.seed)
            report.unit = unit
            report.answer = CounterfactualAnswer(replayed: unit, scm, targets: query.targets ?? [])
        } else {
            report.answer = try answer(counterfactual, query)
            if let answer = report.answer, let samples = answer.samples, let size = answer.effectiveSampleSize {
                EstimationOptions.warn(samples: samples, worth: size)
            }
            if unit.unit != nil { report.unit = try counterfactual.unit(complete(query, scm, &report)) }
            if bounds { report.bounds = try range(counterfactual, query, scm) }
            if let contrast = try contrast(in: scm) {
                report.causation = try CausationReport(contrast, causation, population: query)
            }
            if !json {
                report.before = interventions.isEmpty ? report.answer : try? answer(Counterfactual(scm, [:]), query)
            }
        }
        let file = try OutputFile(path: output)
        try file.write(json: json, report.json, report.text)
        try file.finish()
    }

    private func contrast(in scm: SCM) throws -> CausalContrast? {
        try causation.contrast(in: scm, samples: estimation.samples, seed: estimation.seed)
    }

    private func query(of scm: SCM, done: [Int: Intervention]) throws -> Query {
        var query = try evidence.query(in: scm)
        if let values = try unit.values(in: scm) { query.see(values) }
        let named = try Assignments.variables(target, in: scm)
        if named.isEmpty, done.isEmpty, let contrast = try contrast(in: scm) {
            query.targets = [contrast.effect]
            return query
        }
        query.targets = named.isEmpty ? scm.variables.indices.filter { done[$0] == nil } : Array(Set(named)).sorted()
        return query
    }

    private func answer(_ counterfactual: Counterfactual, _ query: Query) throws -> CounterfactualAnswer {
        try counterfactual.answer(
            query, approach: method.approach, samples: estimation.samples, seed: estimation.seed)
    }

    private func range(_ counterfactual: Counterfactual, _ query: Query, _ scm: SCM) throws -> CounterfactualBounds {
        let bounds = try counterfactual.bounds(query)
        guard json else { return bounds }
        for (variable, obstacle) in bounds.obstacles.sorted(by: { $0.key < $1.key }) {
            let name = scm.variables[variable].name
            StandardError.write("causalsynth: \(Printable.text("no bounds for “\(name)”: \(obstacle)")).\n")
        }
        return bounds
    }

    /// The values of a unit, latent variables that were left out at their likeliest.
    private func complete(_ query: Query, _ scm: SCM, _ report: inout CounterfactualReport) throws -> [Value] {
        let seen = Dictionary(query.findings.map { ($0.variable, $0.value) }) { first, _ in first }
        report.assumed = scm.variables.indices.filter { seen[$0] == nil }
        guard !report.assumed.isEmpty else { return scm.variables.indices.compactMap { seen[$0] } }
        if let explanation = try? ExactInference(scm).mostProbableExplanation(query),
            !report.assumed.contains(where: { scm.variables[$0].isContinuous })
        {
            return scm.variables.indices.map { seen[$0] ?? .state(explanation.states[$0]) }
        }
        let drawn = try LikelihoodWeighting(scm, seed: estimation.seed, samples: estimation.samples)
            .resample(query, rows: 0..<1).table.values(row: 0)
        return scm.variables.indices.map { seen[$0] ?? drawn[$0] }
    }
}

/// How a counterfactual is computed.
enum CounterfactualMethod: String, ExpressibleByArgument, CaseIterable {
    case automatic
    case twinNetwork = "twin-network"
    case monteCarlo = "monte-carlo"

    var approach: Counterfactual.Approach {
        switch self {
        case .automatic: .automatic
        case .twinNetwork: .twinNetwork
        case .monteCarlo: .monteCarlo
        }
    }
}

extension ProbabilityTable.NoiseConvention: ExpressibleByArgument {}
