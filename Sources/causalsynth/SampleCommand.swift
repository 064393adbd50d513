import ArgumentParser
import CausalEngine
import Foundation

struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Draw skeletons: a value for every variable.",
        discussion: """
            Row i depends on the network, the seed and i alone: the rows of --rows A..<B are those of the whole stream, so \
            that shards concatenate, and the number of threads changes nothing.
            """)

    @OptionGroup var network: NetworkOptions

    @Option(name: .short, help: ArgumentHelp("How many rows.", valueName: "count"))
    var n: UInt64?

    @Option(help: "The seed of the stream.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("Only the rows A to B-1 of the stream, whatever -n says.", valueName: "A..<B"))
    var rows: RowRange?

    @OptionGroup var interventions: InterventionOptions
    @OptionGroup var evidence: EvidenceOptions

    @Flag(help: "Add a column u:VARIABLE with the noise of each variable.")
    var noise = false

    @Option(help: "csv or jsonl.")
    var format: TableFormat = .csv

    @Flag(help: "Quote CSV cells that a spreadsheet would take for a formula.")
    var excelSafe = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    @Option(help: "How many threads draw and format.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard threads > 0 else { throw ValidationError("--threads takes a whole number above 0.") }
        if noise, !evidence.isEmpty {
            throw ValidationError("--noise does not go with --evidence: what was seen leaves the noise of a row open.")
        }
    }

    func run() throws {
        let network = try network.load()
        let scm = try network.scm.intervene(interventions.resolve(in: network.scm))
        let range = rows?.range ?? 0..<(n ?? 1000)
        let posterior = try posterior(of: scm)
        let file = try OutputFile(path: output)
        let writer = SampleWriter(
            Sampler(posterior ?? scm, seed: seed), format: format, includesNoise: noise, isExcelSafe: excelSafe)
        if posterior != nil {
            try writer.write(rows: range, threads: threads) { try file.write($0) }
        } else {
            try resample(scm, range, writer, file)
        }
        try file.finish()
    }

    /// The model whose rows are distributed as the posterior; `nil` where there is no exact one.
    private func posterior(of scm: SCM) throws -> SCM? {
        guard !evidence.isEmpty else { return scm }
        let query = try evidence.query(in: scm)
        do throws(InferenceError) {
            return try ExactInference(scm).posteriorModel(query)
        } catch {
            guard error.isOfRealNumbers else { throw error }
            StandardError.write("causalsynth: \(Printable.text(error.description)) ")
            return nil
        }
    }

    /// Rows drawn by their weight from a pool, where exact inference does not serve.
    private func resample(_ scm: SCM, _ rows: Range<UInt64>, _ writer: SampleWriter, _ file: OutputFile) throws {
        StandardError.write("Drawing nearly from the posterior, by likelihood weighting from \(Self.pool) rows.\n")
        let weighting = LikelihoodWeighting(scm, seed: seed, samples: Self.pool)
        let table = try weighting.resample(evidence.query(in: scm), rows: rows)
        if rows.lowerBound == 0 { try file.write(writer.header) }
        try file.write(writer.lines(of: table))
    }

    /// The rows that are weighed to draw from; fixed, so that rows do not hang on how many are asked for.
    private static let pool = 200_000
}

extension TableFormat: ExpressibleByArgument {}

/// A half-open range of rows, written `A..<B`.
struct RowRange: ExpressibleByArgument {
    var range: Range<UInt64>

    init?(argument: String) {
        guard let separator = argument.range(of: "..<"),
            let lower = UInt64(argument[..<separator.lowerBound]),
            let upper = UInt64(argument[separator.upperBound...]), lower <= upper
        else { return nil }
        range = lower..<upper
    }
}
