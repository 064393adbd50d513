import CausalEngine
import Foundation
import Testing

@testable import Evaluation

@Suite("What acceptance did to the law of each variable")
struct VariableShiftTests {
    private static let variables = [
        Variable(name: "smoke", domain: .categorical(states: ["yes", "no"], isOrdinal: false)),
        Variable(name: "stage", domain: .categorical(states: ["i", "ii", "iii"], isOrdinal: true)),
        Variable(name: "age", domain: .continuous(Quantity())),
    ]

    @Test("Divergences of a variable's shares are those of their definitions, and none exceeds the skeletons' own")
    func divergences() throws {
        // Of ten, six are accepted: smokers 1 of them, 3 of the four others; stage iii is never drawn.
        let smoke = [0, 1, 1, 1, 1, 1, 0, 0, 0, 1]
        let stage = [0, 1, 1, 0, 1, 1, 0, 0, 1, 0]
        let accepted = (0..<10).map { $0 < 6 }
        let values: [[Value]] = (0..<10).map { [.state(smoke[$0]), .state(stage[$0]), .number(Double($0))] }
        let found = VariableShift.all(values, accepted: accepted, variables: Self.variables)
        #expect(found.map(\.variable) == [0, 1, 2] && found.map(\.values.count) == [2, 3, 1])
        let (drawn, kept) = ([0.4, 0.6], [1.0 / 6, 5.0 / 6])
        let own = try #require(found[0].divergences)
        #expect(abs(own.tv - zip(drawn, kept).reduce(0) { $0 + abs($1.0 - $1.1) } / 2) < 1e-12)
        #expect(abs(own.chi2 - zip(drawn, kept).reduce(0) { $0 + pow($1.1 - $1.0, 2) / $1.0 }) < 1e-12)
        #expect(abs(own.kl - zip(drawn, kept).reduce(0) { $0 + $1.1 * log($1.1 / $1.0) }) < 1e-12)
        // Stages: 5 and 5 of ten drawn, 2 and 4 of six accepted.
        #expect(try abs(#require(found[1].divergences).tv - 1.0 / 6) < 1e-12)
        #expect(found[2].divergences == nil)
        let cells = Dictionary(grouping: 0..<10) { [smoke[$0], stage[$0]] }.values
        let joint = try #require(
            Divergences(
                acceptance: cells.map { rows in Double(rows.count { accepted[$0] }) / Double(rows.count) },
                weights: cells.map { Double($0.count) }))
        for part in found.compactMap(\.divergences) {
            #expect(part.tv <= joint.tv + 1e-12 && part.chi2 <= joint.chi2 + 1e-12 && part.kl <= joint.kl + 1e-12)
        }
    }

    @Test("A variable that alone decides acceptance has all of the divergence")
    func alone() throws {
        let values: [[Value]] = (0..<12).map { [.state($0 % 2), .state($0 / 2 % 3), .number(1)] }
        let accepted = (0..<12).map { $0 % 2 == 0 }
        let found = VariableShift.all(values, accepted: accepted, variables: Self.variables)
        // TV ≤ 1 − R, χ² ≤ (1 − R)/R and KL ≤ −ln R hold with equality.
        let own = try #require(found[0].divergences)
        #expect(abs(own.tv - 0.5) < 1e-12 && abs(own.chi2 - 1) < 1e-12 && abs(own.kl - log(2)) < 1e-12)
        #expect(try #require(found[1].divergences).tv < 1e-12)
        #expect(VariableShift.all(values, accepted: values.map { _ in false }, variables: Self.variables).isEmpty)
    }
}
