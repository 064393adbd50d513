import ArgumentParser
import Refinement
import Verification

/// How drafts are checked and corrected.
struct RefinementOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How texts are written and mended: auto, \(RefinementStrategy.all.map(\.name).joined(separator: ", ")).",
            discussion: """
                auto is sentences for chat and targeted for everything else. best-of-N takes any N from 2 to 9.
                """))
    var strategy: StrategyChoice = .auto

    @Option(help: "The most drafts after the first one.")
    var maxIterations: Int = 5

    @OptionGroup var mode: VerificationOptions

    func validate() throws {
        guard maxIterations >= 0 else { throw ValidationError("--max-iterations takes a whole number from 0.") }
    }

    /// The settings for a kind of realizer.
    func settings(forRealizer kind: String) -> RefinementSettings {
        RefinementSettings(
            maxIterations: maxIterations, verification: mode.verification, strategy: strategy.strategy(for: kind))
    }
}

/// A strategy by name, or the one with which a realizer does best.
enum StrategyChoice: ExpressibleByArgument {
    case auto
    case named(RefinementStrategy)

    init?(argument: String) {
        if argument == "auto" {
            self = .auto
        } else if let strategy = RefinementStrategy(name: argument) {
            self = .named(strategy)
        } else {
            return nil
        }
    }

    func strategy(for kind: String) -> RefinementStrategy {
        switch self {
        case .auto: .best(forRealizer: kind)
        case .named(let strategy): strategy
        }
    }
}

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
