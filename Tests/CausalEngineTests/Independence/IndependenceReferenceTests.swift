import Foundation
import Testing

@testable import CausalEngine

/// Answers of other programs: those of `Tests/Fixtures/independence`, and of the folder named by `CAUSALSYNTH_REFERENCE` or
/// found as `../shared/reference`.
@Suite("Reference answers of independence tests")
struct IndependenceReferenceTests {
    private static let answers = Result {
        try JSONValue(parsing: String(contentsOf: Fixtures.url("independence/answers.json"), encoding: .utf8))
    }

    /// The largest relative differences so far.
    private struct Comparison {
        var statistic = 0.0
        var p = 0.0

        static func difference(_ mine: Double, _ theirs: Double) -> Double {
            mine == theirs ? 0 : abs(mine - theirs) / max(abs(mine), abs(theirs))
        }

        /// A statistic that is nothing but rounding counts as zero.
        mutating func compare(statistic mine: Double?, _ theirs: JSONValue?) throws {
            let (mine, theirs) = (try #require(mine), try #require(theirs?.double))
            guard abs(mine) > 1e-12 || abs(theirs) > 1e-12 else { return }
            statistic = max(statistic, Self.difference(mine, theirs))
        }

        /// Numbers below 1e-300 lose their digits, or are nothing in the other program.
        mutating func compare(p mine: Double?, _ theirs: JSONValue?) throws {
            let (mine, theirs) = (try #require(mine), try #require(theirs?.double))
            guard max(mine, theirs) > 1e-300 else { return }
            p = max(p, Self.difference(mine, theirs))
        }
    }

    private static func queries(_ tests: [JSONValue], on table: DataTable, given: String) throws -> [IndependenceQuery]
    {
        try tests.map { test in
            func column(_ name: JSONValue?) throws -> Int { try table.index(of: name?.string ?? "") }
            return IndependenceQuery(
                x: try column(test["x"]), y: try column(test["y"]),
                given: try (test[given]?.elements ?? []).map { try column($0) })
        }
    }

    @Test("statistics, degrees of freedom and p-values of drawn rows", arguments: ["asia", "alarm"])
    func discrete(name: String) throws {
        let file = try #require(Self.answers.get()[name])
        let tests = try #require(file["tests"]?.elements)
        let scm = try Network.load(name).scm
        let rows = UInt64(try #require(file["rows"]?.int))
        let sample = try Sampler(scm, seed: UInt64(file["seed"]?.int ?? 0)).sample(rows: 0..<rows)
        let table = DataTable(sample, variables: scm.variables)
        let queries = try Self.queries(tests, on: table, given: "given")
        for (test, statistic, degrees, p) in [
            (IndependenceTest.g2, "g2", "dof", "pG2"), (.x2, "x2", "dof", "pX2"),
            (.g2Naive, "g2", "naiveDof", "pNaiveG2"), (.x2Naive, "x2", "naiveDof", "pNaiveX2"),
        ] {
            var comparison = Comparison()
            for (result, expected) in zip(try IndependenceTester(table, test: test).results(queries), tests) {
                try comparison.compare(statistic: result.statistic, expected[statistic])
                #expect(result.degreesOfFreedom == expected[degrees]?.int)
                if result.degreesOfFreedom == 0 {
                    #expect(result.p == nil)
                } else {
                    try comparison.compare(p: result.p, expected[p])
                }
            }
            print("\(name), \(test.rawValue): largest relative difference \(comparison)")
            #expect(comparison.statistic < 1e-11)
            #expect(comparison.p < 1e-11)
        }
    }

    @Test("Fisher's z and the symmetric likelihood ratio", arguments: [IndependenceTest.fisherZ, .mixed])
    func numbers(test: IndependenceTest) throws {
        let tests = try #require(Self.answers.get()[test.rawValue]?.elements)
        let table = try DataTable.load(Fixtures.url("independence/mixed.csv").path)
        let queries = try Self.queries(tests, on: table, given: "given")
        var comparison = Comparison()
        for (result, expected) in zip(try IndependenceTester(table, test: test).results(queries), tests) {
            try comparison.compare(statistic: result.statistic, expected["statistic"])
            try comparison.compare(p: result.p, expected["p"])
            #expect(result.degreesOfFreedom == expected["dof"]?.int)
        }
        print("\(test.rawValue): largest relative difference \(comparison)")
        // The other optimiser stops at a gradient of 1e-9.
        #expect(comparison.statistic < 1e-8)
        #expect(comparison.p < 1e-8)
    }

    // MARK: Larger references, where they are

    private static let reference: String? = {
        let package = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
        let folder =
            ProcessInfo.processInfo.environment["CAUSALSYNTH_REFERENCE"]
            ?? package.deletingLastPathComponent().appendingPathComponent("shared/reference").path
        return FileManager.default.fileExists(atPath: folder + "/ci_asia.json") ? folder : nil
    }()

    private static func unpacked(_ path: String) throws -> [UInt8] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", path]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }

    @Test(
        "every number of the larger references", .enabled(if: reference != nil),
        arguments: ["ci_asia.json", "ci_alarm.json", "ci_lingauss.json"])
    func larger(name: String) throws {
        let folder = try #require(Self.reference)
        let file = try JSONValue(parsing: String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
        let tests = try #require(file["tests"]?.elements)
        let data = try Self.unpacked("\(folder)/\(file["data"]?.string ?? "")")
        let table = try DataTable(parsing: data, format: .csv, name: "data")
        let queries = try Self.queries(tests, on: table, given: "z")
        let kinds: [(IndependenceTest, String?)] =
            name.contains("lingauss") ? [(.fisherZ, nil)] : [(.g2, "g"), (.x2, "chi2")]
        for (test, key) in kinds {
            var comparison = Comparison()
            for (result, expected) in zip(try IndependenceTester(table, test: test).results(queries), tests) {
                let numbers = key.flatMap { expected[$0] } ?? expected
                try comparison.compare(statistic: result.statistic, numbers["statistic"])
                #expect(result.degreesOfFreedom == expected["dof"]?.int)
                if result.degreesOfFreedom != 0 { try comparison.compare(p: result.p, numbers["p"]) }
            }
            print("\(name), \(test.rawValue): largest relative difference \(comparison)")
            #expect(comparison.statistic < 1e-8)
            #expect(comparison.p < 1e-8)
        }
    }
}
