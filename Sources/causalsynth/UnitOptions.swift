import ArgumentParser
import CausalEngine

/// The one unit that a counterfactual is about.
struct UnitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            One unit, all its values known: VARIABLE=STATE,VARIABLE=STATE,… Latent variables may be left out; they are then \
            unknown, and shown at their likeliest values.
            """, valueName: "assignments"))
    var unit: String?

    @Option(
        help: ArgumentHelp(
            "One generated unit: that row of the stream of --seed, replayed with the very same noise.",
            valueName: "row"))
    var row: UInt64?

    func validate() throws {
        if unit != nil, row != nil { throw ValidationError("--unit and --row exclude each other.") }
    }

    /// The values that `--unit` gives, by variable; `nil` without it.
    func values(in scm: SCM) throws -> [Int: Value]? {
        guard let unit else { return nil }
        let values = try Assignments.values(Self.assignments(unit, in: scm), in: scm)
        let missing = scm.variables.indices.filter { values[$0] == nil && !scm.variables[$0].isLatent }
        guard missing.isEmpty else {
            let names = missing.prefix(5).map { "“\(scm.variables[$0].name)”" }.joined(separator: ", ")
            throw EngineError.invalid(
                found: "a --unit without \(names)\(missing.count > 5 ? " and \(missing.count - 5) more" : "")",
                expected: "a value for every variable",
                mend: "add what is missing, or give what is known with --evidence", at: nil)
        }
        return values
    }

    /// The assignments in a list with commas. A part that does not begin with the name of a variable and `=` belongs to the
    /// state before it where the two together are a state, for states may have commas in their names.
    private static func assignments(_ text: String, in scm: SCM) -> [String] {
        var assignments: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            if let last = assignments.last, variable(of: part, in: scm) == nil,
                part.firstIndex(of: "=") == nil || !isAssignment(last, in: scm)
            {
                assignments[assignments.count - 1] = "\(last),\(part)"
            } else {
                assignments.append(part)
            }
        }
        return assignments.map { $0.trimmed(of: " ") }
    }

    private static func variable(of part: String, in scm: SCM) -> Int? {
        part.firstIndex(of: "=").flatMap { scm.index(of: String(part[..<$0]).trimmed(of: " ")) }
    }

    private static func isAssignment(_ text: String, in scm: SCM) -> Bool {
        (try? Assignments.values([text.trimmed(of: " ")], in: scm)) != nil
    }
}

extension String {
    /// The text without a character at its beginning, for lists that people write with spaces.
    fileprivate func trimmed(of character: Character) -> String { String(drop { $0 == character }) }
}
