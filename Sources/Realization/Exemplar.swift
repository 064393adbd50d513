import CausalEngine

/// A fact and a sentence that states it and nothing else: an example for a writer.
public struct Exemplar: Sendable, Hashable {
    /// The variable's index.
    public var variable: Int
    /// The fact as a request words it.
    public var statement: String
    /// The sentence.
    public var sentence: String

    /// An example for a writer.
    public init(variable: Int, statement: String, sentence: String) {
        self.variable = variable
        self.statement = statement
        self.sentence = sentence
    }
}

/// Sentences that could serve as examples, made from what a network says of its values: phrases put into frames.
struct ExemplarCandidates {
    private let network: Network
    private let list: FactList

    init(network: Network) {
        self.network = network
        list = FactList(domain: network.profile.domain)
    }

    /// The variables that need a sentence each: those that are observed and do not follow from others.
    var variables: [Int] {
        network.variables.indices.filter { index in
            !network.variables[index].isLatent && !network.profile.wording[index].isDerivable
        }
    }

    /// The values of a variable that there are examples of: every state, or a few numbers spread over what occurs.
    func values(of variable: Int, drawn: [Skeleton]) -> [Value] {
        let states = network.variables[variable].states
        guard states.isEmpty else { return states.indices.map { .state($0) } }
        let numbers = drawn.compactMap { $0.values[variable].number }.sorted()
        let shares = [0.1, 0.3, 0.5, 0.7, 0.9]
        return numbers.isEmpty ? [] : shares.map { .number(numbers[Int($0 * Double(numbers.count - 1))]) }
    }

    /// Everything that could be said of a value, each phrase in each frame; the same sentence never twice.
    func exemplars(of variable: Int, value: Value, persona: Persona) -> [Exemplar] {
        let fact = Fact(of: variable, in: network, value: value)
        var seen: Set<String> = []
        return fact.phrases.indices.flatMap { rank in
            Self.sentences(Phrase(fact.phrases[rank]), persona).map { sentence in
                // The statement in other words than the sentence, so that the example shows more than copying.
                Exemplar(
                    variable: variable, statement: list.sentence(fact, rank: rank == 0 ? 1 : 0), sentence: sentence)
            }
        }.filter { seen.insert($0.sentence).inserted }
    }

    /// The sentences for a phrase: statements about the subject, now.
    private static func sentences(_ phrase: Phrase, _ persona: Persona) -> [String] {
        guard persona.isPatient else { return Sentence(subject: nil).frames(for: phrase).filter(standsAlone) }
        return [persona.pronoun, "The patient"].flatMap { subject in
            Sentence(subject: subject).frames(for: phrase).filter(standsAlone) + spoken(phrase, of: subject)
        }
    }

    /// Further ways to say what a patient has or has not.
    private static func spoken(_ phrase: Phrase, of subject: String) -> [String] {
        switch phrase.form {
        case .noun: ["\(subject) has been found to have \(phrase.text).", "\(subject) currently has \(phrase.text)."]
        case .negatedNoun:
            ["\(subject) currently has \(phrase.text).", "\(subject) does not currently have \(phrase.bareNoun)."]
        case .clause, .predicate, .entry: []
        }
    }

    /// Whether a sentence needs none before it.
    private static func standsAlone(_ sentence: String) -> Bool { !sentence.contains(" also ") }
}
