import ArgumentParser
import Refinement
import Verification

/// How drafts are checked and corrected.
struct RefinementOptions: ParsableArguments {
    @Option(
        help:
            "After a draft that does not agree: \(RefinementStrategy.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var strategy: RefinementStrategy = .targeted

    @Option(help: "The most drafts after the first one.")
    var maxIterations: Int = 5

    @OptionGroup var mode: VerificationOptions

    func validate() throws {
        guard maxIterations >= 0 else { throw ValidationError("--max-iterations takes a whole number from 0.") }
    }

    var settings: RefinementSettings {
        RefinementSettings(maxIterations: maxIterations, verification: mode.verification, strategy: strategy)
    }
}

extension RefinementStrategy: ExpressibleByArgument {}

/// How a run goes and is watched.
struct RunOptions: ParsableArguments {
    @Option(help: "How many skeletons are refined at the same time.")
    var concurrency: Int = 4

    @Option(
        help: ArgumentHelp(
            "Stop, to be resumed, when the run has used so many tokens of a language model.", valueName: "count"))
    var maxTokensTotal: Int?

    @Option(help: "auto (a bar on a terminal, lines else), plain, json or none.")
    var progress: ProgressStyle = .auto

    @Flag(help: "Print the summary as a JSON object.")
    var json = false

    func validate() throws {
        guard concurrency > 0 else { throw ValidationError("--concurrency takes a whole number above 0.") }
        if let maxTokensTotal, maxTokensTotal < 0 {
            throw ValidationError("--max-tokens-total takes a whole number from 0.")
        }
    }
}
