import Testing

@testable import CausalEngine

@Suite("Properties of independence tests")
struct IndependencePropertyTests {
    private func alarm(rows: UInt64, seed: UInt64 = 3) throws -> DataTable {
        let scm = try Network.load("alarm").scm
        return DataTable(try Sampler(scm, seed: seed).sample(rows: 0..<rows), variables: scm.variables)
    }

    private func queries(_ columnCount: Int, conditions: ClosedRange<Int>, count: Int) -> [IndependenceQuery] {
        let stream = NoiseStream(seed: 1, name: "queries")
        var draw: UInt64 = 0
        return (0..<count).map { number in
            var columns: [Int] = []
            while columns.count < 2 + conditions.lowerBound + number % conditions.count {
                let column = Int(stream.bits(at: draw) % UInt64(columnCount))
                draw += 1
                if !columns.contains(column) { columns.append(column) }
            }
            return IndependenceQuery(x: columns[0], y: columns[1], given: Array(columns[2...]))
        }
    }

    /// The sum over strata by its definition, with dictionaries.
    private func definition(_ table: DataTable, _ query: IndependenceQuery) throws -> (
        g2: Double, x2: Double, degrees: Int
    ) {
        let codes = try table.columns.map { try $0.requireCodes() }
        var strata: [[Int]: [(Int, Int)]] = [:]
        for row in 0..<table.rowCount {
            strata[query.given.map { codes[$0][row] }, default: []].append((codes[query.x][row], codes[query.y][row]))
        }
        var (g2, x2, degrees) = (0.0, 0.0, 0)
        for pairs in strata.values {
            let rows = Dictionary(grouping: pairs) { $0.0 }.mapValues(\.count)
            let columns = Dictionary(grouping: pairs) { $0.1 }.mapValues(\.count)
            degrees += (rows.count - 1) * (columns.count - 1)
            for (x, rowTotal) in rows {
                for (y, columnTotal) in columns {
                    let observed = Double(pairs.count { $0 == (x, y) })
                    let expected = Double(rowTotal) * Double(columnTotal) / Double(pairs.count)
                    if observed > 0 { g2 += 2 * observed * Numerics.log(observed / expected) }
                    x2 += (observed - expected) * (observed - expected) / expected
                }
            }
        }
        return (g2, x2, degrees)
    }

    @Test("counts by block, by pair and by sorting give the definition's statistic", arguments: [700, 40_001])
    func counting(rows: UInt64) throws {
        let table = try alarm(rows: rows)
        // Up to seven conditions: tables of four to some hundred thousand cells.
        for query in queries(37, conditions: 0...7, count: 40) {
            let expected = try definition(table, query)
            for (test, statistic) in [(IndependenceTest.g2, expected.g2), (.x2, expected.x2)] {
                let result = try IndependenceTester(table, test: test).result(query)
                // The definition loses digits to cancellation, about 1e-16 of the number of rows.
                #expect(
                    abs((result.statistic ?? .nan) - statistic) < 1e-10 * Double(rows).squareRoot() + 1e-12 * statistic)
                #expect(result.degreesOfFreedom == expected.degrees)
            }
        }
    }

    @Test("counting by bitmaps and row by row give the same, to the last bit", arguments: [1, 63, 64, 700, 40_001])
    func bitmaps(rows: UInt64) throws {
        let table = try alarm(rows: rows)
        let queries = queries(37, conditions: 0...3, count: 60)
        let data = try CodedColumns(table, columns: Array(table.columns.indices))
        let (plain, fast) = (CountingHandle(data), CountingHandle(data, StateBitmaps(data, for: queries)))
        for query in queries {
            #expect(
                plain.statistic(.likelihoodRatio, x: query.x, y: query.y, given: query.given)
                    == fast.statistic(.likelihoodRatio, x: query.x, y: query.y, given: query.given))
        }
    }

    @Test(
        "neither the order of rows nor the names of states nor the roles of x and y matter",
        arguments: [
            IndependenceTest.g2, .x2, .g2Naive, .x2Naive, .mixed,
        ])
    func invariance(test: IndependenceTest) throws {
        let table = try alarm(rows: 900)
        let order = Array((0..<900).reversed())
        let relabelled = DataTable(
            columns: try table.columns.map { column in
                let codes = try column.requireCodes()
                let top = column.states.count - 1
                return DataColumn(
                    name: column.name, states: column.states.reversed(),
                    codes: .wide(order.map { UInt32(top - codes[$0]) }), numbers: nil, seenCount: column.seenCount)
            }, rowCount: 900)
        for query in queries(37, conditions: 0...2, count: 20) {
            let result = try IndependenceTester(table, test: test).result(query)
            let other = try IndependenceTester(relabelled, test: test).result(
                IndependenceQuery(x: query.y, y: query.x, given: query.given.reversed()))
            #expect(result.degreesOfFreedom == other.degreesOfFreedom)
            #expect((result.p == nil) == (other.p == nil))
            // Newton's method stops where the likelihood gains less than 1e-12 of itself.
            let tolerance = test == .mixed ? 1e-6 : 1e-10
            #expect(abs((result.statistic ?? 0) - (other.statistic ?? 0)) <= tolerance * (1 + (result.statistic ?? 0)))
        }
    }

    @Test("any number of threads gives the same results in the same order")
    func threads() throws {
        let table = try alarm(rows: 500)
        let queries = queries(37, conditions: 0...3, count: 60)
        for test in [IndependenceTest.g2, .permutation] {
            let tester = IndependenceTester(table, test: test, seed: 5, samples: 50)
            let one = try tester.results(queries)
            #expect(try tester.results(queries, threads: 3) == one)
            #expect(try queries.map { try tester.result($0) } == one)
        }
    }

    @Test("under independence the permutation test's p-values are uniform")
    func permutationUniform() throws {
        let scm = try Network.load("asia").scm
        let smoke = try #require(scm.index(of: "smoke"))
        let bronc = try #require(scm.index(of: "bronc"))
        let lung = try #require(scm.index(of: "lung"))
        let query = IndependenceQuery(x: bronc, y: lung, given: [smoke])
        let replications = 400
        var values: [Double] = []
        for replication in 0..<replications {
            let start = UInt64(replication * 150)
            let sample = try Sampler(scm, seed: 8).sample(rows: start..<start + 150)
            let tester = IndependenceTester(
                DataTable(sample, variables: scm.variables), test: .permutation, seed: UInt64(replication), samples: 199
            )
            if let p = try tester.result(query).p { values.append(p) }
        }
        // The mid-p-value's mean is 1/2 exactly, its variance at most 1/12; five standard deviations of the mean.
        let mean = values.reduce(0, +) / Double(values.count)
        #expect(values.count > 300)
        #expect(abs(mean - 0.5) < 5 * (1 / (12 * Double(values.count))).squareRoot())
        // P(p ≤ 0.1) is at most about 0.1; a binomial beyond 0.175 has a probability below 1e-5.
        #expect(Double(values.count { $0 <= 0.1 }) < 0.175 * Double(values.count))
    }

    @Test("a permutation test sees what is there, and is the same for a seed")
    func permutationPower() throws {
        let scm = try Network.load("asia").scm
        let table = DataTable(try Sampler(scm, seed: 1).sample(rows: 0..<500), variables: scm.variables)
        let query = IndependenceQuery(x: try table.index(of: "dysp"), y: try table.index(of: "bronc"))
        let tester = IndependenceTester(table, test: .permutation, seed: 2, samples: 300)
        let result = try tester.result(query)
        // No shuffle comes close: half of the observed table among 301.
        #expect(result.p == 0.5 / 301)
        #expect(result.degreesOfFreedom == nil)
        #expect(try tester.result(query) == result)
    }

    private func table(_ text: String) throws -> DataTable {
        try DataTable(parsing: Array(text.utf8), format: .csv, name: "data.csv")
    }

    @Test("where nothing varies the tests are undecidable", arguments: IndependenceTest.allCases)
    func undecidable(test: IndependenceTest) throws {
        let constant = try table("x,y,z\n1,1.5,0\n1,2.5,1\n1,3.5,0\n1,4.25,1\n1,0.5,1\n1,1.25,0\n")
        for given in [[], [2]] {
            let result = try IndependenceTester(constant, test: test).result(.init(x: 0, y: 1, given: given))
            #expect(result.p == nil)
            #expect(result.outcome(alpha: 0.05) == .undecidable)
        }
        let empty = try table("x,y\n")
        #expect(
            try IndependenceTester(empty, test: test).result(.init(x: 0, y: 1)).outcome(alpha: 0.05) == .undecidable)
    }

    @Test("Fisher's z bears perfect correlation, redundant conditions and too few rows")
    func fisherEdges() throws {
        let data = try table(
            "a,b,c,d\n1,2,1,0.3\n2,4,2,0.1\n3,6,3,-0.4\n4,8,4,0.9\n5,10,5,0.2\n6,12,6,-1\n7,14,8,0.35\n8,16,8,0\n")
        let tester = IndependenceTester(data, test: .fisherZ)
        let perfect = try tester.result(.init(x: 0, y: 1))
        #expect(perfect.p ?? 1 < 1e-300)
        #expect(perfect.statistic?.isFinite == true)
        // b explains a in full, so nothing is left that c could have to do with.
        #expect(try tester.result(.init(x: 0, y: 2, given: [1])).outcome(alpha: 0.05) == .undecidable)
        // a and b are one condition.
        let once = try tester.result(.init(x: 2, y: 3, given: [0]))
        let twice = try tester.result(.init(x: 2, y: 3, given: [0, 1]))
        #expect(abs((once.statistic ?? 0) - (twice.statistic ?? 1)) < 1e-9)
        let few = try table("a,b\n1,2.5\n2,1\n3,7\n")
        #expect(try IndependenceTester(few, test: .fisherZ).result(.init(x: 0, y: 1)).p == nil)
    }

    @Test("mixed: separated states and perfect fits stay finite")
    func mixedEdges() throws {
        var text = "x,y,g\n"
        for row in 0..<40 { text += "\(Double(row) / 3),\(Double(row) / 3 * 2 + 1),\(row < 20 ? "low" : "high")\n" }
        let tester = IndependenceTester(try table(text), test: .mixed)
        for query in [IndependenceQuery(x: 0, y: 2), .init(x: 0, y: 1)] {
            let result = try tester.result(query)
            #expect(result.statistic?.isFinite == true)
            #expect(result.outcome(alpha: 1e-6) == .dependent)
        }
    }

    @Test("a variable named twice, an empty cell, words for numbers are errors that say so")
    func errors() throws {
        let data = try table("a,b,c\n1,x,2\n2,,3\n")
        func message(_ test: IndependenceTest, _ query: IndependenceQuery) -> String {
            let error = #expect(throws: EngineError.self) { try IndependenceTester(data, test: test).result(query) }
            return error?.description ?? ""
        }
        #expect(message(.g2, .init(x: 0, y: 0)) == "the variable of one test “a” is given twice; keep one.")
        #expect(message(.g2, .init(x: 0, y: 1)).hasPrefix("data.csv:3: found an empty cell in “b”"))
        let words = try table("a,b\n1,x\n2,7\n")
        let error = #expect(throws: EngineError.self) {
            try IndependenceTester(words, test: .fisherZ).result(.init(x: 0, y: 1))
        }
        #expect(error?.description.hasPrefix("data.csv:2: found “x” in “b”, expected numbers") == true)
    }
}
