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

    // MARK: Several in one

    /// A variable of which a state has a comma and looks like an assignment.
    private func commas() throws -> SCM {
        try SCM(
            variables: [
                Variable(
                    name: "site", domain: .categorical(states: ["left, upper", "none,b=yes", "x"], isOrdinal: false)),
                Variable(name: "b", domain: .categorical(states: ["yes", "no"], isOrdinal: false)),
                Variable(name: "map", domain: .continuous(Quantity())),
            ], graph: DirectedGraph(parents: [[], [], []]),
            mechanisms: [.distribution([0.5, 0.25, 0.25]), .distribution([0.5, 0.5]), .constant(.number(0))])
    }

    @Test("a state may have a comma in its name, and look like another assignment")
    func statesWithCommas() throws {
        let scm = try commas()
        let texts = ["site=left, upper", "b=no"]
        #expect(try Assignments.values(texts, in: scm) == [0: .state(0), 1: .state(1)])
        #expect(try Assignments.values(["site=none,b=yes"], in: scm) == [0: .state(1)])
        #expect(try Assignments.interventions(["site=none,b=yes"], in: scm) == [0: .value(.state(1))])
    }

    @Test(
        "several assignments in one are to be given by themselves",
        arguments: [
            ("site=x,b=no", ["site=x", "b=no"]),
            ("site=left, upper, b=no,map=3", ["site=left, upper", "b=no", "map=3"]),
            ("b~yes:0.5,no:0.5,site=x", ["b~yes:0.5,no:0.5", "site=x"]),
            ("map:=max(1,2),b=no", ["map:=max(1,2)", "b=no"]),
            ("b=maybe,site=x", ["b=maybe", "site=x"]),
            ("b=no,stie=x", ["b=no", "stie=x"]),
        ])
    func strung(text: String, parts: [String]) throws {
        let scm = try commas()
        let error = #expect(throws: EngineError.self) { try Assignments.interventions([text], in: scm) }
        let once = parts.map { "once with “\($0)”" }.joined(separator: ", ")
        #expect(
            error?.description
                == "found \(parts.count) assignments in one, “\(text)”, expected each by itself; repeat the option, \(once)."
        )
    }

    @Test("Names strung together are to be given one by one, unless a variable has that name")
    func strungNames() throws {
        let scm = try commas()
        #expect(try Assignments.variables(["b", "site"], in: scm) == ["b", "site"].map { scm.index(of: $0) })
        let error = #expect(throws: EngineError.self) { try Assignments.variables(["site", "b, sites"], in: scm) }
        #expect(
            error?.description
                == "found 2 variables in one, “b, sites”, expected each by itself; repeat the option, once with “b”, once "
                + "with “sites”.")
        let unknown = #expect(throws: EngineError.self) { try Assignments.variables(["x,y"], in: scm) }
        #expect(unknown?.description.contains("there is no variable “x,y”") == true)
        let comma = try Network.parse(
            NetworkSource(
                model: .init(
                    name: "n",
                    text: "network n {}\nvariable \"b,c\" { type discrete [ 2 ] { y, n }; }\n"
                        + "probability ( \"b,c\" ) { table 0.5, 0.5; }\n"), format: .bif)
        ).scm
        #expect(try Assignments.variables(["b,c"], in: comma) == [0])
    }

    @Test("evidence and likelihoods say the same; what is wrong by itself keeps its own error")
    func strungElsewhere() throws {
        let scm = try commas()
        let values = #expect(throws: EngineError.self) { try Assignments.values(["b=yes,site=x"], in: scm) }
        #expect(values?.description.contains("repeat the option") == true)
        let weights = #expect(throws: EngineError.self) {
            try Assignments.likelihoods(["b=yes:1,no:2,site=x:1"], in: scm)
        }
        #expect(weights?.description.contains("once with “b=yes:1,no:2”, once with “site=x:1”") == true)
        for text in ["site=left,lower", "b=maybe,no", "map:=max(1,b==no", "b=no,yes"] {
            let error = #expect(throws: EngineError.self) { try Assignments.interventions([text], in: scm) }
            #expect(error?.description.contains("repeat the option") == false)
        }
        let twice = #expect(throws: EngineError.self) {
            try Assignments.values(["site=x", "site=none,b=yes"], in: scm)
        }
        #expect(twice == .contradiction(variable: "site", first: "x", second: "none,b=yes"))
    }
}
