import Testing

@testable import CausalEngine

private func read(_ text: String) throws -> Network {
    try Network.parse(NetworkSource(model: .init(name: "folder/test.net.bif", text: text), format: .bif))
}

private func table(_ network: Network, _ name: String) throws -> ProbabilityTable {
    let index = try #require(network.scm.index(of: name))
    guard case .table(let table) = network.scm.mechanisms[index] else {
        Issue.record("\(name) has no table")
        throw CancellationError()
    }
    return table
}

private let valve = """
    // A network with every oddity that published files show.
    network "a heart clinic" { property author "someone; else" ; }
    variable Age { type discrete [ 3 ] { <5, 5-12, 12+ }; property position = (1, 2) ; }
    /* a comment
       over two lines */
    variable Sat.O2 {
      type discrete[2] { >=7.5, <7.5 };
    }
    variable X/Ray { type discrete [ 4 ] { Asy/Patch, Transp., 1, "two words" }; }
    probability ( Age ) { table 0.2, 0.3, 0.5; }
    probability ( Sat.O2 | Age ) {
      (12+) 0.9, 0.1;
      (<5) 0.25 0.75;
      default 0.5, 0.5;
    }
    probability ( X/Ray | Age, Sat.O2 ) {
      ("<5", >=7.5) 0.1, 0.2, 0.3, 0.4;
      (<5, <7.5) 1.0, 0.0, 0.0, 0.0;
      (5-12, >=7.5) 0.25, 0.25, 0.25, 0.25;
      (5-12, <7.5) 0, 1, 0, 0;
      (12+, >=7.5) 0, 0, 1e0, 0;
      (12+, <7.5) 0.5, 0, 0, .5;
      property checked yes;
    }
    """

@Suite("BIF reading")
struct BIFReaderTests {
    @Test("a state given twice is refused, among few states and among many", arguments: [3, 16, 17, 40])
    func repeatedState(count: Int) {
        let states = (0..<count - 1).map { "state\($0)" } + ["state1"]
        let error = #expect(throws: EngineError.self) {
            try read("variable V { type discrete [ \(count) ] { \(states.joined(separator: ", ")) }; }")
        }
        #expect(error?.description.contains("the state “state1”") == true, "\(String(describing: error))")
    }

    @Test("names, states, comments, properties, default rows and rows in any order are taken as they stand")
    func oddities() throws {
        let network = try read(valve)
        #expect(network.name == "test.net")
        #expect(network.variables.map(\.name) == ["Age", "Sat.O2", "X/Ray"])
        #expect(network.variables[0].states == ["<5", "5-12", "12+"])
        #expect(network.variables[2].states == ["Asy/Patch", "Transp.", "1", "two words"])
        #expect(network.scm.graph.parents == [[], [0], [0, 1]])
        #expect(try table(network, "Sat.O2").probabilities == [0.25, 0.75, 0.5, 0.5, 0.9, 0.1])
        #expect(Array(try table(network, "X/Ray").row(5)) == [0.5, 0, 0, 0.5])
    }

    @Test("a table with parents lists the child slowest, the last parent fastest")
    func tableOrder() throws {
        let network = try read(
            """
            network n {}
            variable a { type discrete [ 2 ] { t, f }; }
            variable b { type discrete [ 2 ] { t, f }; }
            probability ( a ) { table 0.5 0.5; }
            probability ( b | a ) { table 0.1, 0.7, 0.9, 0.3; }
            """)
        #expect(try table(network, "b").probabilities == [0.1, 0.9, 0.7, 0.3])
    }

    @Test("rows that are off by less than 1e-6 are divided by their own sum")
    func normalisation() throws {
        let network = try read(
            """
            network n {}
            variable a { type discrete [ 3 ] { x, y, z }; }
            probability ( a ) { table 0.3333333, 0.3333333, 0.3333333; }
            """)
        let probabilities = try table(network, "a").probabilities
        #expect(abs(probabilities.reduce(0, +) - 1) < 1e-15)
        #expect(try table(network, "a").convention == .gumbelMax)
    }

    @Test(
        "errors name line and column, what was found and what was expected",
        arguments: [
            (
                "variable a { type discrete [ 2 ] { x, y, z }; }",
                "folder/test.net.bif:1:30: found 3 states, expected 2."
            ),
            (
                "variable a { type discrete [ 2 ] { x, y }; }\nprobability ( a ) { table 0.5, 0.6; }",
                "folder/test.net.bif:2:15: the probabilities of “a” sum to 1.1, expected 1 within 1e-6; mend the row."
            ),
            (
                "variable a { type discrete [ 2 ] { x, y }; }\nprobability ( b ) { table 0.5, 0.5; }",
                "folder/test.net.bif:2:15: there is no variable “b”; did you mean “a”?"
            ),
            (
                "variable lung { type discrete [ 2 ] { yes, no }; }\nprobability ( lung | lung ) { (yse) 1, 0; }",
                "folder/test.net.bif:2:32: “yse” is not a state of “lung”; did you mean “yes”?"
            ),
            (
                "variable a { type discrete [ 2 ] { x, y }; }\nprobability ( a ) { table 0.5, half; }",
                "folder/test.net.bif:2:32: found “half” as a probability of “a”, expected a number from 0 to 1."
            ),
            (
                "variable a { type discrete [ 2 ] { x, y }; }",
                "folder/test.net.bif:1:10: the variable “a” has no “probability”; add “probability:”."
            ),
            (
                "variable a { type discrete [ 2 ] { x, y }; }\nprobability ( a ) { table 0.5, 0.5",
                "folder/test.net.bif:2:35: found the end of the file, expected a number or “;”."
            ),
            ("nonsense", "folder/test.net.bif:1:1: found “nonsense”, expected network, variable or probability."),
            ("", "folder/test.net.bif:1:1: found no variable, expected a “variable” block."),
        ])
    func errors(text: String, message: String) {
        let error = #expect(throws: EngineError.self) { try read(text) }
        #expect(error?.description == message)
    }

    @Test("a cycle is shown along its edges")
    func cycle() {
        let text = """
            variable a { type discrete [ 2 ] { x, y }; }
            variable b { type discrete [ 2 ] { x, y }; }
            probability ( a | b ) { default 0.5, 0.5; }
            probability ( b | a ) { default 0.5, 0.5; }
            """
        let error = #expect(throws: EngineError.self) { try read(text) }
        #expect(error?.description.contains("a directed cycle: a → b → a") == true)
    }

    @Test("a table too large to hold is refused before any row is read")
    func tableLimit() {
        let states = (0..<100).map { "s\($0)" }.joined(separator: ", ")
        let variables = (0..<6).map { "variable v\($0) { type discrete [ 100 ] { \(states) }; }" }
        let text = variables.joined(separator: "\n") + "\nprobability ( v0 | v1, v2, v3, v4, v5 ) { default 1; }"
        let error = #expect(throws: EngineError.self) { try read(text) }
        #expect(error?.description.contains("100 × 100 × 100 × 100 × 100 × 100 entries") == true)
    }
}
