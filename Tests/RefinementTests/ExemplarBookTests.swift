import CausalEngine
import Testing
import Verification

@testable import Realization
@testable import Refinement

@Suite("Examples for writers")
struct ExemplarBookTests {
    static let names = BuiltInSample.all.map(\.name)

    private func book(_ network: Network) -> (book: ExemplarBook, check: SentenceCheck) {
        let check = SentenceCheck(network: network, verifier: Verifier(network: network))
        return (ExemplarBook(network: network, states: check.states), check)
    }

    /// A variable that needs a sentence, with how many states it has; numbers have a few examples.
    private func needed(_ network: Network) -> [(variable: Int, count: Int)] {
        ExemplarCandidates(network: network).variables.map {
            ($0, network.variables[$0].isContinuous ? 5 : network.variables[$0].states.count)
        }
    }

    @Test(
        "Every bank of a sample has every state of every variable, once, read as that state by the strict verifier",
        arguments: names)
    func samples(name: String) throws {
        try expectBalance(of: try Network.load(name))
    }

    @Test("So has a network that nobody worded")
    func derivedWording() throws {
        let text = """
            network mill { }
            variable BeltSpeed { type discrete [ 3 ] { slow, usual, fast }; }
            variable Motor_Hot { type discrete [ 2 ] { true, false }; }
            variable Grade { type discrete [ 5 ] { A, B, C, D, E }; }
            probability ( BeltSpeed ) { table 0.2, 0.5, 0.3; }
            probability ( Motor_Hot | BeltSpeed ) { (slow) 0.1, 0.9; (usual) 0.2, 0.8; (fast) 0.6, 0.4; }
            probability ( Grade ) { table 0.2, 0.2, 0.2, 0.2, 0.2; }
            """
        let network = try Network.parse(NetworkSource(model: .init(name: "mill.bif", text: text), format: .bif))
        try expectBalance(of: network)
    }

    private func expectBalance(of network: Network) throws {
        let (book, check) = book(network)
        for persona in Cast(network).kinds {
            for number in 0..<ExemplarBook.bankCount {
                let bank = book.bank(number, for: persona)
                for (variable, count) in needed(network) {
                    let own = bank.filter { $0.variable == variable }
                    #expect(own.count == count, "\(network.variables[variable].name) in bank \(number)")
                    let states = own.map { exemplar in
                        network.variables[variable].states.indices.filter {
                            check.states(exemplar.sentence, [variable: .state($0)])
                        }
                    }
                    guard !network.variables[variable].isContinuous else { continue }
                    #expect(Set(states) == Set((0..<count).map { [$0] }))
                }
            }
        }
    }

    @Test("Banks differ in their words, and the same bank is always the same")
    func banks() throws {
        let network = try Network.load("asia")
        let persona = Persona(isPatient: true, isWoman: true)
        let (first, second) = (book(network).book, book(network).book)
        for number in 0..<ExemplarBook.bankCount {
            #expect(first.bank(number, for: persona) == second.bank(number, for: persona))
        }
        let common = Set(first.bank(0, for: persona).map(\.sentence)).intersection(
            first.bank(1, for: persona).map(\.sentence))
        #expect(common.count <= 4)
        #expect(first.bank(2, for: persona) == first.bank(2 + ExemplarBook.bankCount, for: persona))
    }

    @Test("What the verifier does not read as the state is no example")
    func refused() throws {
        let network = try Network.load("asia")
        let book = ExemplarBook(network: network) { sentence, _ in !sentence.contains("evidence") }
        for number in 0..<ExemplarBook.bankCount {
            #expect(
                book.bank(number, for: Persona(isPatient: true, isWoman: false)).allSatisfy {
                    !$0.sentence.contains("evidence")
                })
        }
    }

    @Test(
        "Prompts for sentences stay bounded: in the size of the network, and over the attempts",
        arguments: ["alarm", "icu"])
    func bounded(name: String) throws {
        let network = try Network.load(name)
        let book = book(network).book
        let prompts = SentencePrompts(domain: network.profile.domain)
        let most = 1 + 2 * (SentencePrompts.sharedLimit + SentencePrompts.ownLimit) + 1
        for attempt in [0, 1, 5, 100] {
            var request = DraftRequest(
                network: network, skeleton: try Sampler(network.scm, seed: 3).skeleton(row: 1), attempt: attempt)
            request.exemplars = book.bank(attempt, for: request.persona)
            for fact in request.facts where !fact.isDerivable {
                let messages = prompts.shared(request) + prompts.own(fact, in: request)
                #expect(messages.count <= most)
                // Its own variable is among the examples, in every state that there is room for.
                let own = request.exemplars.filter { $0.variable == fact.variable }
                let shown = own.filter { exemplar in messages.contains { $0.content == exemplar.sentence } }
                #expect(shown.count >= min(own.count, SentencePrompts.ownLimit))
                #expect(messages.last?.role == "user")
            }
        }
    }

    @Test(
        "Examples of joined sentences say what their parts say, in every bank, both ways",
        arguments: ["asia", "alarm", "sprinkler"])
    func joins(name: String) throws {
        let network = try Network.load(name)
        let (book, check) = book(network)
        for persona in Cast(network).kinds {
            for number in 0..<ExemplarBook.bankCount {
                let joins = book.joins(number, for: persona)
                let values = Dictionary(
                    book.bank(number, for: persona).map { ($0.sentence, $0) }, uniquingKeysWith: { first, _ in first })
                #expect(!joins.isEmpty && joins.count <= JoinPrompts.limit)
                for join in joins {
                    let facts = join.sentences.compactMap { values[$0] }.map { ($0.variable, $0.value) }
                    #expect(facts.count == 2)
                    #expect(check.states(join.joined, Dictionary(facts) { first, _ in first }), "\(join.joined)")
                }
            }
        }
    }
}
