import Testing

@testable import CausalEngine

@Suite("Sampler")
struct SamplerTests {
    @Test("a row of the table is the skeleton of that row, whatever the range", arguments: [0, 1, 2, 3] as [UInt64])
    func rowsAreColumns(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scm = try RandomModels.discrete(
            9, states: seed == 3 ? 1...300 : 1...7, maxParents: seed == 3 ? 1 : 3, using: &generator)
        let sampler = Sampler(scm, seed: seed)
        for rows: Range<UInt64> in [0..<70, 13..<50, 4090..<4100, (UInt64.max - 5)..<UInt64.max] {
            let table = try sampler.sample(rows: rows, withNoise: true)
            for offset in 0..<table.rowCount {
                #expect(try sampler.skeleton(row: rows.lowerBound + UInt64(offset)) == table.skeleton(row: offset))
            }
        }
    }

    @Test("ranges, threads and the noise beside them change no value")
    func anyRange() throws {
        let scm = try MixedModel.make()
        let sampler = Sampler(scm, seed: 5)
        let whole = try sampler.sample(rows: 0..<20_001)
        #expect(whole == (try sampler.sample(rows: 0..<20_001, threads: 3)))
        #expect(whole.columns == (try sampler.sample(rows: 0..<20_001, withNoise: true, threads: 2)).columns)
        let cuts: [UInt64] = [0, 1, 4096, 4097, 9999, 20_001]
        var offset = 0
        for (lower, upper) in zip(cuts, cuts.dropFirst()) {
            let part = try sampler.sample(rows: lower..<upper)
            for row in stride(from: 0, to: part.rowCount, by: 7) {
                #expect(part.values(row: row) == whole.values(row: offset + row))
            }
            offset += part.rowCount
        }
        #expect(offset == whole.rowCount)
        #expect(try sampler.sample(rows: 3..<3).rowCount == 0)
    }

    @Test("a model of one variable, of none, and the last row there is")
    func extremes() throws {
        let none = try SCM(variables: [], graph: DirectedGraph(parents: []), mechanisms: [])
        #expect(try Sampler(none, seed: 0).sample(rows: 0..<5000).columns.isEmpty)
        #expect(try Sampler(MixedModel.make(), seed: 0).skeleton(row: .max).row == .max)
    }

    /// 12 chi-square tests of whole joint distributions at 1e-8: a false alarm in one of 8 million changes of the sampler.
    @Test("the joint distribution is that of enumeration, before and under do()", arguments: 0..<4 as Range<UInt64>)
    func enumeration(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 100 + seed)
        let scm = try RandomModels.discrete(5, states: 2...5, maxParents: 3, using: &generator)
        let stateCount = scm.variables[2].states.count
        let law = RandomModels.row(stateCount, zeros: 0.2, using: &generator)
        let worlds = [scm, scm.intervene([1: .value(.state(0))]), scm.intervene([2: .distribution(law)])]
        for world in worlds {
            let rows = 200_000
            let table = try Sampler(world, seed: seed).sample(rows: 0..<UInt64(rows), threads: 2)
            var counts: [[Int]: Int] = [:]
            for row in 0..<rows { counts[table.values(row: row).map { $0.stateIndex ?? -1 }, default: 0] += 1 }
            let expected = Enumeration(world).probabilities
            #expect(ChiSquare.pValue(counts: counts, expected: expected, total: rows) > 1e-8)
            for variable in world.variables.indices {
                let frequencies = table.frequencies(of: variable)
                #expect(frequencies.count == world.variables[variable].states.count)
                #expect(frequencies.reduce(0, +) == rows)
            }
        }
    }

    @Test("what does not descend from an intervention stays as it was, bit for bit", arguments: 0..<6 as Range<UInt64>)
    func nonDescendants(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 200 + seed)
        let scm = try RandomModels.discrete(12, states: 2...6, maxParents: 3, using: &generator)
        let factual = try Sampler(scm, seed: seed).sample(rows: 0..<3000, withNoise: true)
        for target in scm.variables.indices {
            let states = scm.variables[target].states.count
            let interventions: [Intervention] = [
                .value(.state(states - 1)), .distribution(RandomModels.row(states, zeros: 0, using: &generator)),
            ]
            for intervention in interventions {
                let mutilated = try Sampler(scm.intervene([target: intervention]), seed: seed)
                    .sample(rows: 0..<3000, withNoise: true)
                let descendants = scm.graph.descendants(of: target)
                for variable in scm.variables.indices where variable != target {
                    #expect(mutilated.noise[variable] == factual.noise[variable])
                    if !descendants.contains(variable) {
                        #expect(mutilated.columns[variable] == factual.columns[variable])
                    }
                }
                if case .value(let value) = intervention {
                    #expect((0..<3000).allSatisfy { mutilated.value(row: $0, variable: target) == value })
                    #expect(mutilated.noise[target].allSatisfy { $0 == 0 })
                }
            }
        }
    }

    @Test("a printed uniform gives back the printed state, for either noise convention", arguments: [5, 400])
    func printedUniform(mostStates: Int) throws {
        var generator = SeededGenerator(seed: UInt64(mostStates))
        let scm = try RandomModels.discrete(
            8, states: 2...mostStates, maxParents: mostStates == 5 ? 3 : 1, zeros: 0.3, using: &generator)
        let table = try Sampler(scm, seed: 9).sample(rows: 0..<2000, withNoise: true)
        for row in 0..<table.rowCount {
            let unit = table.skeleton(row: row)
            for (variable, mechanism) in scm.mechanisms.enumerated() {
                let parents = scm.graph.parents[variable].compactMap { unit.values[$0].stateIndex }
                switch mechanism {
                case .table(let table):
                    let law = Array(table.row(table.configuration(of: parents)))
                    #expect(
                        unit.values[variable] == .state(ThresholdTableTests.state(of: unit.noise[variable], in: law)))
                case .response(let response):
                    let configuration = zip(parents, response.parentCardinalities).reduce(0) { $0 * $1.1 + $1.0 }
                    let place = configuration * response.noise.count + Int(unit.noise[variable])
                    #expect(unit.values[variable] == .state(response.values[place]))
                default: break
                }
            }
        }
    }

    @Test("configurations beyond 16 bits are found")
    func manyConfigurations() throws {
        let states = 300
        let variables = (0..<3).map { RandomModels.variable($0, stateCount: $0 == 2 ? 2 : states) }
        let even = [Double](repeating: 1, count: states)
        // The child is 1 exactly when its parents' states sum to an odd number.
        let parity = (0..<states * states).flatMap { ($0 / states + $0 % states) % 2 == 1 ? [0.0, 1.0] : [1.0, 0.0] }
        func table(_ cardinalities: [Int], _ states: Int, _ rows: [Double]) -> Mechanism {
            .table(
                ProbabilityTable(
                    parentCardinalities: cardinalities, stateCount: states, probabilities: rows, convention: .inverseCDF
                ))
        }
        let scm = try SCM(
            variables: variables, graph: DirectedGraph(parents: [[], [], [0, 1]]),
            mechanisms: [table([], states, even), table([], states, even), table([states, states], 2, parity)])
        let sample = try Sampler(scm, seed: 1).sample(rows: 0..<5000)
        for row in 0..<sample.rowCount {
            let values = sample.values(row: row).compactMap(\.stateIndex)
            #expect(values[2] == (values[0] + values[1]) % 2)
        }
        #expect(sample.values(row: 0).count == 3)
    }

    @Test(
        "a mechanism that does not fit its variable is an error, not a crash",
        arguments: [
            Intervention.value(.state(2)), .value(.state(-1)), .value(.number(0.5)), .distribution([1]),
            .distribution([0, 0]), .distribution([.nan, 1]), .distribution([-1, 2]), .distribution([.infinity, 1]),
        ])
    func misfits(intervention: Intervention) throws {
        let scm = try SCM(
            variables: [RandomModels.variable(0, stateCount: 2)], graph: DirectedGraph(parents: [[]]),
            mechanisms: [.distribution([0.5, 0.5])])
        let sampler = Sampler(scm.intervene([0: intervention]), seed: 0)
        #expect(throws: EngineError.self) { try sampler.sample(rows: 0..<10) }
        #expect(throws: EngineError.self) { try sampler.skeleton(row: 0) }
    }
}
