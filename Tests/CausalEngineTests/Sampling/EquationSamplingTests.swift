import Testing

@testable import CausalEngine

@Suite("Sampling equations")
struct EquationSamplingTests {
    @Test("values follow from parents and the noise shown with them")
    func noiseIsRealised() throws {
        let scm = try MixedModel.make()
        let sampler = Sampler(scm, seed: 4)
        let table = try sampler.sample(rows: 0..<6000, withNoise: true)
        let law = NoiseLaw.normal(mean: 0, deviation: 12)
        let stream = NoiseStream(seed: 4, name: "age")
        for row in 0..<table.rowCount {
            let unit = table.skeleton(row: row)
            #expect(unit.noise[1] == law.quantile(stream.uniform(at: UInt64(row))))
            let age = try #require(unit.values[1].number)
            #expect(age == 60 + unit.noise[1])
            let map = try #require(unit.values[3].number)
            let relief = [0.0, 8, 22][try #require(unit.values[2].stateIndex)]
            let own = unit.values[0] == .state(0) ? Numerics.exp(unit.noise[3] / 9) : unit.noise[3]
            #expect(map == 88 - 0.1 * (age - 60) - relief + own)
            #expect(unit.values[4] == .state(map < 55 ? 2 : map < 65 ? 1 : 0))
            #expect(unit.noise[4] == 0)
        }
        for row in [0, 1, 4095, 4096, 5999] {
            #expect(try sampler.skeleton(row: UInt64(row)) == table.skeleton(row: row))
        }
    }

    @Test("a continuous variable is set by do() and its descendants follow")
    func intervention() throws {
        let scm = try MixedModel.make()
        let table = try Sampler(scm.intervene([3: .value(.number(50))]), seed: 4).sample(rows: 0..<500)
        let factual = try Sampler(scm, seed: 4).sample(rows: 0..<500)
        #expect(table.columns[3] == .numbers(Array(repeating: 50, count: 500)))
        #expect(table.columns[4] == .states(Array(repeating: 2, count: 500)))
        #expect(table.columns[0...2] == factual.columns[0...2])
        let misfit = Sampler(scm.intervene([3: .value(.state(0))]), seed: 4)
        #expect(throws: EngineError.self) { try misfit.sample(rows: 0..<1) }
    }

    /// A model whose `low` fails where `a` < −2 and whose `late` fails where `b` > 2.5, both rare.
    private static let failing = """
        format: causalsynth/scm/1
        name: failing
        variables:
          - name: b
            equation: u
            noise: normal(0, 1)
          - name: a
            equation: u
            noise: normal(0, 1)
          - name: late
            parents: [b]
            equation: log(2.5 - b)
          - name: low
            parents: [a]
            equation: sqrt(a + 2)
        """

    @Test("the first row without a value is named, whatever the range, order of variables and threads")
    func firstFailure() throws {
        let scm = try MixedModel.read(Self.failing)
        let sampler = Sampler(scm, seed: 2)
        let sources = try Sampler(MixedModel.read(Self.failing.components(until: "  - name: late")), seed: 2)
            .sample(rows: 0..<20_000)
        guard case .numbers(let b) = sources.columns[0], case .numbers(let a) = sources.columns[1] else {
            Issue.record("not numbers")
            return
        }
        func failure(in rows: Range<Int>) -> (row: Int, variable: String)? {
            rows.first { a[$0] < -2 || b[$0] >= 2.5 }.map { ($0, b[$0] >= 2.5 ? "late" : "low") }
        }
        for lower in [0, 1, 10, 100, 333, 1000, 4096, 9000, 12_345] {
            let expected = try #require(failure(in: lower..<20_000))
            for (threads, upper) in [(1, 20_000), (2, 20_000), (1, expected.row + 1)] {
                let error = #expect(throws: EngineError.self) {
                    try sampler.sample(rows: UInt64(lower)..<UInt64(upper), threads: threads)
                }
                guard case .evaluation(let variable, let problem, let row, let place) = error else {
                    Issue.record("another error: \(String(describing: error))")
                    continue
                }
                #expect(row == UInt64(expected.row))
                #expect(variable == expected.variable)
                #expect(problem == "no finite number")
                #expect(place?.file == "mixed.scm.yaml")
                #expect(place?.line == (variable == "late" ? 12 : 15))
            }
            let before = try sampler.sample(rows: UInt64(lower)..<UInt64(expected.row))
            #expect(before.rowCount == expected.row - lower)
            #expect(throws: EngineError.self) { try sampler.skeleton(row: UInt64(expected.row)) }
        }
    }

    @Test("a number that is none of the states' is an error that says so")
    func noState() throws {
        let scm = try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: grades
            variables:
              - name: x
                equation: u
                noise: uniform(0, 4)
              - name: grade
                states: ["0", "1", "2"]
                parents: [x]
                equation: floor(x)
            """)
        let error = #expect(throws: EngineError.self) { try Sampler(scm, seed: 0).sample(rows: 0..<1000) }
        #expect(error?.description.contains("the equation of “grade” gives none of its states in row") == true)
        let fixed = scm.intervene([0: .value(.number(1.5))])
        #expect(try Sampler(fixed, seed: 0).skeleton(row: 0).values[1] == .state(1))
    }
}

extension String {
    /// What stands before a text.
    fileprivate func components(until marker: String) -> String {
        guard let range = range(of: marker) else { return self }
        return String(self[..<range.lowerBound])
    }
}
