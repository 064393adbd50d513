import CausalEngine

/// Examples of how to word every state of every variable of a network, in several banks of different words.
///
/// A writer that is shown how one state is worded and not the other writes the one for the other, so a bank has every state
/// of every variable, once. Each attempt on a row takes the next bank: what one choice of words brings forth wrongly, another
/// may not.
public struct ExemplarBook: Sendable {
    /// The number of banks.
    public static let bankCount = 6

    /// The examples of one value, in different words.
    private struct Entry {
        var variable: Int
        var exemplars: [Exemplar]
    }

    private let entries: [Persona.Kind: [Entry]]
    /// Examples of joined sentences, by bank.
    private let joins: [Persona.Kind: [[JoinExemplar]]]

    /// The examples for a network.
    ///
    /// - Parameters:
    ///   - network: the network; any will do, worded by its file or from names alone.
    ///   - states: whether a sentence, to a careful reader, states that variables have these values, and nothing else.
    ///     Sentences that do not are left out.
    /// - Complexity: O(values × phrases) calls of `states`.
    public init(network: Network, states: (_ sentence: String, _ facts: [Int: Value]) -> Bool) {
        let candidates = ExemplarCandidates(network: network)
        // Values that occur; a seed of its own, so that no run's rows are among them.
        let sampler = Sampler(network.scm, seed: NoiseStream(seed: 0, name: "causalsynth/exemplars").bits(at: 0))
        let drawn = (0..<64).compactMap { try? sampler.skeleton(row: $0) }
        let cast = Cast(network)
        var entries: [Persona.Kind: [Entry]] = [:]
        for persona in cast.kinds {
            entries[persona.kind] = candidates.variables.flatMap { variable in
                candidates.values(of: variable, drawn: drawn).map { value in
                    var draws = Draws(
                        seed: 0, row: UInt64(variable), purpose: "exemplars",
                        part: network.variables[variable].text(of: value))
                    let shuffled = draws.shuffled(
                        candidates.exemplars(of: variable, value: value, persona: persona))
                    var fitting: [Exemplar] = []
                    for exemplar in shuffled where fitting.count < Self.bankCount {
                        if states(exemplar.sentence, [variable: value]) { fitting.append(exemplar) }
                    }
                    return Entry(variable: variable, exemplars: fitting)
                }
            }
        }
        self.entries = entries
        var joins: [Persona.Kind: [[JoinExemplar]]] = [:]
        for persona in cast.kinds {
            joins[persona.kind] = (0..<Self.bankCount).map { number in
                let bank = Self.bank(number, of: entries[persona.kind] ?? [])
                return Self.joins(of: bank, candidates, persona, states: states)
            }
        }
        self.joins = joins
    }

    /// Pairs of examples of neighbouring variables, in turn the first or another state of each, joined in one sentence.
    private static func joins(
        of bank: [Exemplar], _ candidates: ExemplarCandidates, _ persona: Persona,
        states: (_ sentence: String, _ facts: [Int: Value]) -> Bool
    ) -> [JoinExemplar] {
        let byVariable = bank.chunkedByVariable
        var joins: [JoinExemplar] = []
        for (turn, pair) in zip(byVariable, byVariable.dropFirst()).enumerated() where joins.count < JoinPrompts.limit {
            let (first, second) = (pair.0[turn % pair.0.count], pair.1[turn / 2 % pair.1.count])
            let facts = [first.variable: first.value, second.variable: second.value]
            let fitting = candidates.joins(of: first, second, persona: persona).first { states($0.joined, facts) }
            if let fitting { joins.append(fitting) }
        }
        return joins
    }

    /// The examples of joined sentences of a bank, with all combinations of states.
    ///
    /// - Parameters:
    ///   - number: the bank; beyond the last one they begin again.
    ///   - persona: whom the texts speak of.
    public func joins(_ number: Int, for persona: Persona) -> [JoinExemplar] {
        joins[persona.kind]?[number % Self.bankCount] ?? []
    }

    /// The examples of a bank, in an order of its own: each state of each variable once, where a sentence for it was found.
    ///
    /// Whole variables stand together, so that the first few examples of a bank are balanced as well.
    ///
    /// - Parameters:
    ///   - number: the bank; beyond the last one they begin again.
    ///   - persona: whom the texts speak of.
    /// - Complexity: O(values).
    public func bank(_ number: Int, for persona: Persona) -> [Exemplar] {
        Self.bank(number, of: entries[persona.kind] ?? [])
    }

    private static func bank(_ number: Int, of entries: [Entry]) -> [Exemplar] {
        let bank = number % bankCount
        let byVariable = Dictionary(grouping: entries, by: \.variable)
        var draws = Draws(seed: 0, row: UInt64(bank), purpose: "order of exemplars")
        return draws.shuffled(byVariable.keys.sorted()).flatMap { variable in
            draws.shuffled(byVariable[variable] ?? []).compactMap { entry in
                entry.exemplars.isEmpty ? nil : entry.exemplars[bank % entry.exemplars.count]
            }
        }
    }
}

extension Draws {
    /// The entries in an order drawn from all (Fisher & Yates 1938).
    mutating func shuffled<Element>(_ entries: [Element]) -> [Element] {
        var entries = entries
        for last in entries.indices.dropFirst().reversed() { entries.swapAt(last, index(below: last + 1)) }
        return entries
    }
}
