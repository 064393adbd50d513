import Testing

@testable import CausalEngine

@Suite("Assignments of the command line")
struct AssignmentsTests {
    private func scm() throws -> SCM {
        try SCM(
            variables: [
                Variable(name: "smoke", domain: .categorical(states: ["yes", "no"], isOrdinal: false)),
                Variable(name: "a~b", domain: .categorical(states: ["x=1", "y"], isOrdinal: false)),
                Variable(name: "map", domain: .continuous(Quantity())),
            ], graph: DirectedGraph(parents: [[], [], []]),
            mechanisms: [.distribution([0.5, 0.5]), .distribution([0.5, 0.5]), .constant(.number(0))])
    }

    @Test("states and numbers, the name taken literally up to the first =")
    func values() throws {
        let values = try Assignments.values(["smoke=no", "a~b=x=1", "map=62.5", "smoke=no"], in: scm())
        #expect(values == [0: .state(1), 1: .state(0), 2: .number(62.5)])
    }

    @Test("a stochastic intervention spreads over the states that it names")
    func stochastic() throws {
        let interventions = try Assignments.interventions(["smoke~yes:1/4,no:0.75", "a~b=y"], in: scm())
        #expect(interventions == [0: .distribution([0.25, 0.75]), 1: .value(.state(1))])
    }

    @Test(
        "what cannot be meant is refused",
        arguments: [
            (["smoke"], "found “smoke”, expected VARIABLE=STATE; add “=” and a value."),
            (["smok=yes"], "there is no variable “smok”; did you mean “smoke”?"),
            (["smoke=yse"], "“yse” is not a state of “smoke”; did you mean “yes”?"),
            (["smoke=yes", "smoke=no"], "“smoke” is set to both yes and no; keep one."),
            (["map=high"], "found “high”, expected a number for “map”."),
            (["smoke~yes:0.5"], "the probabilities of “smoke” (~) sum to 0.5, expected 1 within 1e-6; mend the row."),
            (
                ["map~1:1"],
                "found “~” with the continuous variable “map”, expected a variable with states; write map=NUMBER."
            ),
        ])
    func refusals(texts: [String], message: String) throws {
        let scm = try scm()
        let error = #expect(throws: EngineError.self) { try Assignments.interventions(texts, in: scm) }
        #expect(error?.description == message)
    }
}
