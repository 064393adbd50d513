import CausalEngine
import Foundation
import Testing

@testable import Evaluation

@Suite("Independencies that the graph implies")
struct ImpliedAuditTests {
    private static let chain = """
        format: causalsynth/scm/1
        name: chain
        variables:
          - {name: a, states: [yes, no], table: [0.5, 0.5]}
          - {name: b, states: [yes, no], parents: [a], table: [{given: {a: yes}, p: [0.7, 0.3]}, {given: {a: no}, p: [0.4, 0.6]}]}
          - {name: c, states: [yes, no], parents: [b], table: [{given: {b: yes}, p: [0.8, 0.2]}, {given: {b: no}, p: [0.3, 0.7]}]}
        """
    /// How often a and c take their states, by b.
    private static let strata = [[[14, 5], [4, 13]], [[8, 8], [7, 6]]]

    /// A run in which just the skeletons with b = yes were accepted.
    private func fixture() async throws -> EvaluationFixture {
        var states: [[Int]] = []
        for (b, table) in Self.strata.enumerated() {
            for (a, row) in table.enumerated() {
                for (c, count) in row.enumerated() { states += Array(repeating: [a, b, c], count: count) }
            }
        }
        return try await EvaluationFixture(
            states.map { $0[1] == 0 ? "+" : "-" }, budget: 1, model: Self.chain, states: states)
    }

    private func likelihoodRatio(_ table: [[Int]]) -> Double {
        let rows = table.map { Double($0.reduce(0, +)) }
        let columns = (0..<2).map { column in Double(table.reduce(0) { $0 + $1[column] }) }
        var sum = 0.0
        for (row, counts) in table.enumerated() {
            for (column, count) in counts.enumerated() {
                sum += 2 * Double(count) * log(Double(count) * rows.reduce(0, +) / (rows[row] * columns[column]))
            }
        }
        return sum
    }

    @Test(
        "p-values are those of χ² laws in closed form; what a table cannot tell is counted apart; the report says the same"
    )
    func closedForm() async throws {
        let fixture = try await fixture()
        let data = try EvaluatedRun(of: fixture.run, in: fixture.ledger, network: fixture.network)
        let audit = try ImpliedAudit(data)
        #expect(audit.tables == ["S", "A", "E"] && audit.isComplete && audit.statements.count == 1)
        let statement = try #require(audit.statements.first)
        #expect(statement.query == IndependenceQuery(x: 0, y: 2, given: [1]))
        let ratios = Self.strata.map(likelihoodRatio)
        // Two strata of one degree of freedom each; one stratum alone is left among the accepted.
        let inS = exp(-ratios.reduce(0, +) / 2)
        let inA = erfc((ratios[0] / 2).squareRoot())
        #expect(try abs(#require(statement.p[0]) - inS) < 1e-12)
        #expect(try abs(#require(statement.p[1]) - inA) < 1e-12)
        #expect(statement.p[2] == nil, "no text says a fact")
        #expect(inA < inS && inA < 0.05)
        #expect(audit.tally(of: "A") == .init(broke: 1, held: 0, undecidable: 0))
        #expect(audit.tally(of: "E") == .init(broke: 0, held: 0, undecidable: 1))
        #expect(audit.tally(of: "A")?.brokenByChance == 0.05 && audit.tally(of: "X") == nil)

        let report = try EvaluationReport(
            of: fixture.run, in: fixture.ledger, seed: 1, replicates: 3, command: "", softwareVersion: "0.0.0")
        let implied = try #require(report.json["implied"])
        #expect(implied["tables"]?["A"]?.text == #"{"broke":1,"held":0,"undecidable":0,"brokenByChance":0.05}"#)
        let written = try #require(implied["statements"]?.elements?.first)
        #expect(written["x"] == "a" && written["y"] == "c" && written["given"]?.text == #"["b"]"#)
        #expect(written["p"]?["A"]?.double == statement.p[1] && written["p"]?["E"] == .null)
        #expect(written["outcome"]?["A"] == "broke" && written["outcome"]?["E"] == "undecidable")
        // b alone decided: of 65 skeletons the 36 with b = yes.
        let shift = try #require(report.json["shifts"]?["b"])
        #expect(try abs(#require(shift["tv"]?.double) - 29.0 / 65) < 1e-12)
        #expect(shift["states"]?["yes"]?["accepted"] == 1.0 && shift["states"]?["yes"]?["clear"] == true)
        let markdown = report.markdown
        #expect(markdown.contains("## Independencies that the graph implies") && markdown.contains("a ⫫ c"))
        #expect(markdown.contains("cannot be told") && markdown.contains("clear of 0"))
    }
}
