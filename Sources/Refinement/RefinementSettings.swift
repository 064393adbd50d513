import Foundation
import RunLedger
import Verification

/// How drafts are checked and corrected.
public struct RefinementSettings: Sendable, Hashable, Codable {
    /// The most drafts after the first one.
    public var maxIterations: Int
    /// How strictly texts are read.
    public var verification: VerificationMode
    /// How a skeleton comes to an accepted text.
    public var strategy: RefinementStrategy

    /// How drafts are checked and corrected.
    public init(
        maxIterations: Int = 5, verification: VerificationMode = .strict, strategy: RefinementStrategy = .targeted
    ) {
        self.maxIterations = maxIterations
        self.verification = verification
        self.strategy = strategy
    }

    /// The most attempts that a skeleton gets, failed ones included.
    public var attemptBudget: Int {
        strategy == .oneShot ? 1 : max(0, maxIterations) + 1
    }

    /// The settings as one line of JSON with its keys in alphabetical order.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Three plain members always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// The settings of a recorded run.
    ///
    /// - Throws: ``RefinementError/unknownSettings(run:text:)`` when this version of the program does not know them.
    public init(of run: Run) throws(RefinementError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(run.settings.utf8))
        } catch {
            throw .unknownSettings(run: run.id, text: run.settings)
        }
    }
}

/// What can be wrong with refining a run.
public enum RefinementError: Error, Sendable, Hashable {
    /// The settings of a recorded run mean nothing to this version of the program.
    case unknownSettings(run: String, text: String)
    /// The run was begun with another writer.
    case otherRealizer(run: String, recorded: String, found: String)
    /// The run does not go in batch rounds.
    case notInRounds(run: String, realizer: String)
    /// Lines of a batch's results are broken, or belong to nothing that was asked for.
    case refusedResults(problems: [BatchProblem])
}

extension RefinementError: CustomStringConvertible {
    /// One sentence: what is wrong, and the mend.
    public var description: String {
        switch self {
        case .unknownSettings(let run, let text):
            "the settings of the run \(run) are not known to this program: \(text); use the version that began it."
        case .notInRounds(let run, let realizer):
            "the run \(run) is written by \(realizer) and does not go in batch rounds; “generate --realizer batch” begins one "
                + "that does."
        case .refusedResults(let problems):
            "nothing was imported: "
                + problems.prefix(20).map { "line \($0.line): \($0.description)" }.joined(separator: "; ")
                + (problems.count > 20 ? "; and \(problems.count - 20) lines more." : ".")
        case .otherRealizer(let run, let recorded, let found):
            "the run \(run) was begun with the realizer \(recorded), not with \(found); resume it with the same one."
        }
    }
}
