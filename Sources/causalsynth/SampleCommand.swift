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
        let source: PosteriorRows =
            evidence.isEmpty
            ? .exact(Sampler(scm, seed: seed))
            : try PosteriorRows(ExactInference(scm), evidence.query(in: scm), seed: seed)
        let file = try OutputFile(path: output)
        switch source {
        case .exact(let sampler):
            try writer(of: sampler).write(rows: range, threads: threads) { try file.write($0) }
        case .nearly(let weighting, let query, let obstacle):
            let rows = try weighting.resample(query, rows: range)
            StandardError.write(
                "causalsynth: \(Printable.text(obstacle.description)) Drawing nearly from the posterior, by likelihood "
                    + "weighting from \(rows.poolSize) rows, worth \(Int(rows.effectiveSampleSize.rounded())) of equal "
                    + "weight.\n")
            EstimationOptions.warn(samples: rows.poolSize, worth: rows.effectiveSampleSize)
            let writer = writer(of: Sampler(scm, seed: seed))
            if range.lowerBound == 0 { try file.write(writer.header) }
            try file.write(writer.lines(of: rows.table))
        }
        try file.finish()
    }

    private func writer(of sampler: Sampler) -> SampleWriter {
        SampleWriter(sampler, format: format, includesNoise: noise, isExcelSafe: excelSafe)
    }
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
