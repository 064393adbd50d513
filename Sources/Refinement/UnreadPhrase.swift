import CausalEngine
import Realization
import Verification

/// A phrase of a network's wording that, put into a plain sentence, is not read back as what it says.
///
/// Whoever writes it as told is refused for ever: the value comes to be rare among accepted records, by the wording's fault and
/// not by the writer's.
public struct UnreadPhrase: Sendable, Hashable {
    /// The variable's index.
    public var variable: Int
    /// The value, as text.
    public var value: String
    /// The phrase in a plain sentence.
    public var sentence: String

    /// The unread phrases of a network, in its order. Of a continuous variable, one number that occurs is tried.
    ///
    /// - Complexity: O(values × phrases) readings of a sentence.
    public static func all(in network: Network, mode: VerificationMode = .strict) -> [UnreadPhrase] {
        let check = SentenceCheck(network: network, verifier: Verifier(network: network, mode: mode))
        let drawn = try? Sampler(network.scm, seed: 0).skeleton(row: 0).values
        return network.variables.indices.filter { !network.variables[$0].isLatent }.flatMap { index in
            let variable = network.variables[index]
            let values =
                variable.isContinuous ? drawn.map { [$0[index]] } ?? [] : variable.states.indices.map(Value.state)
            return values.flatMap { value in
                TemplateRealizer.sentences(for: value, of: index, in: network)
                    .filter { !check.states($0, [index: value]) }
                    .map { UnreadPhrase(variable: index, value: variable.wordedText(of: value), sentence: $0) }
            }
        }
    }
}
