import Testing

@testable import CausalEngine

@Suite("Named mechanisms")
struct NamedMechanismTests {
    private static let source = """
        format: causalsynth/scm/1
        name: named
        variables:
          - name: flu
            states: [yes, no]
            table: [0.1, 0.9]
          - name: cold
            states: [none, mild, severe]
            table: [0.5, 0.3, 0.2]
          - name: age
            equation: 50 + u
            noise: normal(0, 10)
          - name: fever
            states: [no, yes]
            parents: [flu, cold]
            noisy-or:
              causes: {cold: {mild: 0.1, severe: 2/5}, flu: 0.8}
              leak: 0.01
          - name: ward
            states: [yes, no]
            parents: [flu, cold]
            logistic:
              intercept: -2
              weights: {flu: 1.5, cold: {mild: 0.5, severe: 1}}
          - name: icu
            states: [no, yes]
            parents: [flu, age]
            logistic: {intercept: -6, weights: {flu: 1.5, age: 0.08}}
          - name: alarm
            states: [yes, no]
            parents: [age]
            logistic: {intercept: 4, weights: {age: -0.1}}
          - name: "mean pressure"
            parents: [age, fever, cold]
            linear: {intercept: 88, weights: {age: -0.1, fever: -12, cold: {severe: -7.5}}}
            noise: normal(0, 9)
          - name: score
            parents: ["mean pressure"]
            linear: {weights: {"mean pressure": 2}}
        """

    private func table(_ scm: SCM, _ name: String) throws -> ProbabilityTable {
        guard case .table(let table) = scm.mechanisms[try #require(scm.index(of: name))] else {
            throw EngineError.missingKey("table", in: name, at: nil)
        }
        return table
    }

    @Test("noisy-or is one less the product of what stays away")
    func noisyOr() throws {
        let table = try table(MixedModel.read(Self.source), "fever")
        #expect(table.convention == .inverseCDF)
        for (flu, pFlu) in [(0, 0.8), (1, 0)] {
            for (cold, pCold) in [(0, 0), (1, 0.1), (2, 0.4)] {
                let row = Array(table.row(table.configuration(of: [flu, cold])))
                #expect(abs(row[1] - (1 - 0.99 * (1 - pFlu) * (1 - pCold))) < 1e-15)
                #expect(abs(row[0] + row[1] - 1) < 1e-15)
            }
        }
    }

    @Test("The noise of a linear mechanism may stand among its weights, and not in two places")
    func linearNoise() throws {
        let beside = try MixedModel.read(Self.source)
        let among = try MixedModel.read(
            Self.source.replacing(
                "{severe: -7.5}}}\n    noise: normal(0, 9)", with: "{severe: -7.5}}, noise: \"normal(0, 9)\"}"))
        #expect(try Sampler(among, seed: 3).skeleton(row: 5) == Sampler(beside, seed: 3).skeleton(row: 5))
        let twice = Self.source.replacing("{severe: -7.5}}}", with: "{severe: -7.5}}, noise: \"normal(0, 9)\"}")
        let error = #expect(throws: EngineError.self) { try MixedModel.read(twice) }
        #expect(error?.description.contains("both in the linear mechanism of “mean pressure” and beside it") ?? false)
    }

    @Test("logistic over states is a table of sigmoids")
    func logisticTable() throws {
        let table = try table(MixedModel.read(Self.source), "ward")
        for (flu, add) in [(0, 1.5), (1, 0)] {
            for (cold, more) in [(0, 0), (1, 0.5), (2, 1)] {
                let row = Array(table.row(table.configuration(of: [flu, cold])))
                #expect(abs(row[0] - 1 / (1 + Numerics.exp(2 - add - more))) < 1e-15)
            }
        }
    }

    @Test("logistic over numbers holds its uniform against the probability of the first state, as a table would")
    func logisticEquation() throws {
        let scm = try MixedModel.read(Self.source)
        let rows = try Sampler(scm, seed: 3).sample(rows: 0..<5000, withNoise: true)
        let (flu, age) = (try #require(scm.index(of: "flu")), try #require(scm.index(of: "age")))
        let (icu, alarm) = (try #require(scm.index(of: "icu")), try #require(scm.index(of: "alarm")))
        for row in 0..<5000 {
            let unit = rows.skeleton(row: row)
            let years = try #require(unit.values[age].number)
            let pICU = Numerics.sigmoid(-6 + (unit.values[flu] == .state(0) ? 1.5 : 0) + 0.08 * years)
            #expect(unit.values[icu] == .state(unit.noise[icu] < 1 - pICU ? 0 : 1))
            #expect(unit.values[alarm] == .state(unit.noise[alarm] < Numerics.sigmoid(4 - 0.1 * years) ? 0 : 1))
        }
    }

    @Test("linear is the equation that says the same")
    func linear() throws {
        let scm = try MixedModel.read(Self.source)
        let index = try #require(scm.index(of: "mean pressure"))
        guard case .equation(let equation) = scm.mechanisms[index],
            case .equation(let score) = scm.mechanisms[index + 1]
        else {
            Issue.record("no equation")
            return
        }
        #expect(equation.source == "88 - 0.1*age - 12*(fever == yes) - 7.5*(cold == severe) + u")
        #expect(equation.noise == .normal(mean: 0, deviation: 9))
        #expect(score.source == "0 + 2*`mean pressure`")
        #expect(score.noise == nil)
        let unit = try Sampler(scm, seed: 1).skeleton(row: 9)
        let age = try #require(unit.values[2].number)
        let fever = unit.values[3] == .state(1) ? 12.0 : 0
        let cold = unit.values[1] == .state(2) ? 7.5 : 0
        let pressure = try #require(unit.values[index].number)
        #expect(abs(pressure - (88 - 0.1 * age - fever - cold + unit.noise[index])) < 1e-12)
        #expect(unit.values[index + 1] == .number(2 * pressure))
    }

    @Test(
        "what is wrong is named with line and column",
        arguments: [
            ("states: [a, b, c]\n    noisy-or: {causes: {flu: 0.5}}", "mixed.scm.yaml:10:15: found 3 states of “x”"),
            ("states: [a, b]\n    noisy-or: {causes: {}}", "the list of weights has no “flu”"),
            ("states: [a, b]\n    noisy-or: {causes: {flu: 1.5}}", "found 1.5 as a probability of “x”"),
            ("states: [a, b]\n    noisy-or: {causes: {flu: 0.5}, leak: 2}", "10:42: found “2” as a probability of “x”"),
            ("states: [a, b]\n    noisy-or: {leak: 0.1}", "a noisy-or has no “causes”"),
            (
                "states: [a, b]\n    logistic: {weights: {flue: 1}}",
                "10:26: there is no variable “flue”; did you mean “flu”?"
            ),
            ("states: [a, b]\n    logistic: {weights: {flu: {maybe: 1}}}", "“maybe” is not a state of “flu”"),
            ("states: [a, b]\n    logistic: {slope: 1}", "“slope” means nothing in a logistic mechanism"),
            ("linear: {weights: {flu: 1}}\n    logistic: {weights: {flu: 1}}", "found both “logistic” and “linear”"),
            ("states: [a, b]\n    linear: {weights: {flu: 1}}", "found a linear mechanism of “x”, which has states"),
            ("linear: {intercept: 1}", "a linear mechanism with the parent “flu” has no “weights”"),
            ("noisy-or: {causes: {flu: 1}}", "found a noisy-or of “x”, which has no states"),
        ])
    func errors(mechanism: String, message: String) throws {
        let text = """
            format: causalsynth/scm/1
            variables:
              - name: flu
                states: [yes, no]
                table: [0.1, 0.9]

              - name: x
                parents: [flu]
                \(mechanism)
            """
        let error = #expect(throws: EngineError.self) { try MixedModel.read(text) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error?.description))")
    }

    @Test("the schema has every key that a variable may have, and no other")
    func schema() throws {
        let schema = try JSONValue(parsing: BuiltInSample.schema)
        let keys = try #require(schema["$defs"]?["variable"]?["properties"]?.members?.map(\.key))
        for key in keys + ["nonsense"] {
            let text = "format: causalsynth/scm/1\nvariables:\n  - {name: x, \(key == "name" ? "label" : key): []}\n"
            let error = #expect(throws: EngineError.self) { try MixedModel.read(text) }
            if case .unknownKey(let name, _, _, _) = error {
                #expect(name == "nonsense" || ["range", "write", "ordinal", "unit"].contains(name))
            } else {
                #expect(key != "nonsense")
            }
        }
        #expect(keys.contains("noisy-or") && keys.contains("logistic") && keys.contains("linear"))
    }
}
