import CausalEngine
import Verification

/// A second opinion on what a text says, by another method than the verifier's: for evaluation alone.
///
/// A verifier that decides acceptance cannot also measure its own mistakes. This reader cuts a text into clauses, takes each
/// as a bag of words, looks for the content words of the profile's phrases in it, and weighs the words that deny or leave
/// open. It knows no scopes, no directions and none of the verifier's reading rules, so that the two fail in different
/// places; where they disagree a person should read. It never decides what is accepted.
public struct SecondReader: Sendable {
    /// The content words of one phrase of the profile.
    private struct Bag: Sendable {
        var state: Int
        var words: Set<String>
        var isDenied: Bool
        var holdsNumber: Bool
    }

    private let bags: [[Bag]]
    private let variables: [Variable]

    /// A reader for the variables of a network, by the phrases in which its profile words them.
    ///
    /// - Complexity: O(size of the profile).
    public init(network: Network) {
        variables = network.variables
        bags = network.profile.wording.map { wording in
            wording.say.enumerated().flatMap { state, phrases in
                phrases.compactMap { phrase in Self.bag(of: phrase, state: state) }
            }
        }
    }

    private static func bag(of phrase: String, state: Int) -> Bag? {
        let isNumber = phrase.contains("{{value}}")
        let clauses = ClauseSplitter.clauses(of: phrase.replacing("{{value}}", with: " "))
        let words = clauses.flatMap(\.words)
        let content = words.filter { !CueWeights.empty.contains($0) && CueWeights.denial[$0] == nil }
        guard !content.isEmpty else { return nil }
        return Bag(state: state, words: Set(content.map(stem)), isDenied: isDenied(words), holdsNumber: isNumber)
    }

    private static func isDenied(_ words: [String]) -> Bool {
        words.reduce(0) { $0 + (CueWeights.denial[$1] ?? 0) } % 2 == 1
    }

    /// A word without the ending of number, person or tense.
    private static func stem(_ word: String) -> String {
        for ending in ["ing", "ers", "er", "ed", "es", "s", "e"] where word.count > ending.count + 2 {
            if word.hasSuffix(ending) { return String(word.dropLast(ending.count)) }
        }
        return word
    }

    /// What a text says of every variable; spans are not given.
    ///
    /// - Complexity: O(*c* *b*) in the clauses of the text and the phrases of the profile.
    public func read(_ text: String) -> [VariableReading] {
        var votes: [[Value?]] = Array(repeating: [], count: variables.count)
        for clause in ClauseSplitter.clauses(of: text) {
            let stems = Set(clause.words.map(Self.stem))
            let isDenied = Self.isDenied(clause.words)
            let isOpen = clause.isQuestion || Self.isOpen(clause.words)
            for variable in variables.indices {
                guard let vote = vote(on: variable, stems, clause.words, isDenied) else { continue }
                votes[variable].append(isOpen ? nil : vote)
            }
        }
        return votes.map(Self.combined)
    }

    private static func isOpen(_ words: [String]) -> Bool {
        let opening = words.filter(CueWeights.opening.contains)
        guard !opening.isEmpty else { return false }
        let isSettled = words.contains(where: CueWeights.settled.contains)
        return !(isSettled && opening.allSatisfy { $0 == "was" || $0 == "were" })
    }

    /// The value that a clause gives to a variable: of the phrases whose words it holds those with most of them, and of
    /// these the one of the clause's sign. An inner `nil` is a clause that speaks of the variable and gives no value.
    private func vote(on variable: Int, _ stems: Set<String>, _ words: [String], _ isDenied: Bool) -> Value?? {
        let held = bags[variable].filter { $0.words.isSubset(of: stems) }
        guard let most = held.map(\.words.count).max() else { return nil }
        let best = held.filter { $0.words.count == most }
        if best[0].holdsNumber {
            let numbers = words.compactMap(Double.init)
            return .some(numbers.count == 1 && !isDenied ? .number(numbers[0]) : nil)
        }
        let states = Set(best.filter { $0.isDenied == isDenied }.map(\.state))
        if states.count == 1, let state = states.first { return .some(.state(state)) }
        let denied = Set(best.map(\.state))
        if states.isEmpty, denied.count == 1, let state = denied.first, variables[variable].states.count == 2 {
            return .some(.state(1 - state))
        }
        return .some(nil)
    }

    private static func combined(_ votes: [Value?]) -> VariableReading {
        guard !votes.isEmpty else { return .unstated }
        let values = Set(votes.compactMap { $0 })
        if values.count > 1 { return VariableReading(status: .conflicting) }
        guard let value = values.first, !votes.contains(nil) else { return VariableReading(status: .uncertain) }
        return VariableReading(status: .stated, value: value)
    }
}
