import CausalEngine

/// A fact and a sentence that states it and nothing else: an example for a writer.
public struct Exemplar: Sendable, Hashable {
    /// The variable's index.
    public var variable: Int
    /// The value of the variable.
    public var value: Value
    /// The fact as requests word it, in all the ways they have; never empty.
    public var statements: [String]
    /// The sentence.
    public var sentence: String

    /// An example for a writer.
    public init(variable: Int, value: Value, statements: [String], sentence: String) {
        self.variable = variable
        self.value = value
        self.statements = statements
        self.sentence = sentence
    }

    /// The fact as the requests of an attempt word it: in every attempt in other words, as far as there are any.
    public func statement(attempt: Int) -> String {
        statements.isEmpty ? "" : statements[max(0, attempt) % statements.count]
    }
}

/// Sentences that could serve as examples, made from what a network says of its values: phrases put into frames.
struct ExemplarCandidates {
    let network: Network
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
        let statements = list.statements(fact)
        var seen: Set<String> = []
        return fact.phrases.flatMap { Self.sentences(Phrase($0), persona) }
            .filter { seen.insert($0).inserted }
            .map { Exemplar(variable: variable, value: value, statements: statements, sentence: $0) }
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

extension [Exemplar] {
    /// Runs of examples of one variable.
    var chunkedByVariable: [[Exemplar]] {
        var groups: [[Exemplar]] = []
        for exemplar in self {
            if groups.last?.last?.variable == exemplar.variable {
                groups[groups.count - 1].append(exemplar)
            } else {
                groups.append([exemplar])
            }
        }
        return groups
    }
}
