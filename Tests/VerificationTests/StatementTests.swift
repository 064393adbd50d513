import CausalEngine
import Foundation
import Testing

@testable import Verification

/// A text with all that strict reading may take as stated.
private struct Statement {
    var network: String
    var text: String
    var states: [String: String]
    /// Whether strict reading is known to refuse it.
    var isRefused: Bool

    static func load() throws -> [Statement] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Judged/statements.txt")
        var network = ""
        var statements: [Statement] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("[") { network = String(line.dropFirst().dropLast()) }
            let halves = line.split(separator: " =>", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, !line.hasPrefix("#") else { continue }
            let isRefused = line.hasPrefix("~ ")
            let pairs = halves[1].split(separator: ", ").map { $0.split(separator: "=") }
            let states = pairs.compactMap { pair -> (String, String)? in
                pair.count == 2 ? (pair[0].trimmingCharacters(in: .whitespaces), String(pair[1])) : nil
            }
            statements.append(
                Statement(
                    network: network,
                    text: String(halves[0].dropFirst(isRefused ? 2 : 0)).replacing("\\n", with: "\n"),
                    states: Dictionary(states, uniquingKeysWith: { first, _ in first }), isRefused: isRefused))
        }
        return statements
    }
}

@Suite struct StatementTests {
    @Test func strictReadingStatesWhatIsStatedAndNoMore() throws {
        let networks = ["clinic": try TestNetworks.clinic(), "monitor": try TestNetworks.monitor()]
        let readers = networks.mapValues { TextReader(network: $0) }
        let statements = try Statement.load()
        #expect(statements.count >= 150)
        for statement in statements {
            let network = try #require(networks[statement.network])
            let reading = try #require(readers[statement.network]).read(statement.text, mode: .strict)
            var states: [String: String] = [:]
            for (variable, found) in zip(network.variables, reading.variables) where found.status == .stated {
                states[variable.name] = found.value.map { variable.text(of: $0) }
            }
            if statement.isRefused {
                #expect(states.allSatisfy { statement.states[$0.key] == $0.value }, "\(statement.text): \(states)")
                #expect(states != statement.states, "is accepted by now: \(statement.text)")
            } else {
                #expect(states == statement.states, "\(statement.text)")
            }
        }
    }
}
