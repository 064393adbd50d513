import CausalEngine
import Foundation

/// How probable what was seen is, in words.
enum ProbabilityOfEvidence {
    /// `P(seen) .436`; with numbers seen its density.
    static func text(_ beliefs: Beliefs) -> String {
        guard beliefs.impossibility == nil else { return "P(seen) 0" }
        let hasNumbers = beliefs.evidence.values.values.contains { $0.number != nil }
        return "\(hasNumbers ? "density" : "P(seen)") \(Figures.probability(exp(beliefs.logEvidence)))"
    }
}
