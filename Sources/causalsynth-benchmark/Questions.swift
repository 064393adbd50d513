import CausalEngine
import Foundation

/// What was asked in a run, by name, so that another program can be asked the same.
struct Questions: Encodable {
    /// Posteriors of all variables: the findings of each question, state by variable.
    var inference: [[String: String]] = []
    /// Whether two sets are d-separated by a third.
    var separation: [Triple] = []
    /// Whether two variables are independent given others in drawn rows.
    var independence: [Triple] = []

    struct Triple: Encodable {
        var x: [String]
        var y: [String]
        var given: [String]
    }

    /// Adds questions about posteriors.
    mutating func add(_ queries: [Query], of scm: SCM) {
        inference += queries.map { query in
            Dictionary(
                uniqueKeysWithValues: query.evidence.map { variable, state in
                    (scm.variables[variable].name, scm.variables[variable].states[state])
                })
        }
    }

    /// A question about sets of variables.
    static func triple(_ x: [Int], _ y: [Int], _ given: [Int], of scm: SCM) -> Triple {
        func names(_ members: [Int]) -> [String] { members.map { scm.variables[$0].name } }
        return Triple(x: names(x), y: names(y), given: names(given))
    }

    /// Writes the questions as JSON.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(self).write(to: URL(fileURLWithPath: path))
    }
}
