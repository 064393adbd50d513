/// Several assignments strung together with commas, where each was to be given by itself.
extension Assignments {
    /// Takes in texts one by one; where a text cannot be taken in because it strings several assignments together, the error
    /// says so.
    ///
    /// - Throws: what `take` throws, or ``EngineError/invalid(found:expected:mend:at:)``.
    static func forEach(
        _ texts: [String], in scm: SCM, _ take: (String) throws(EngineError) -> Void
    ) throws(EngineError) {
        for text in texts {
            do throws(EngineError) {
                try take(text)
            } catch .contradiction(let variable, let first, let second) {
                // It was read, so it is one assignment.
                throw .contradiction(variable: variable, first: first, second: second)
            } catch {
                let parts = parts(of: text, in: scm)
                guard parts.count > 1 else { throw error }
                throw .invalid(
                    found: "\(parts.count) assignments in one, “\(text)”", expected: "each by itself",
                    mend: "repeat the option, once with \(parts.map { "“\($0)”" }.joined(separator: ", once with "))",
                    at: nil)
            }
        }
    }

    /// The assignments that a text which is none strings together.
    ///
    /// Commas stand in states' names, between the numbers of states and in formulas as well. So a new assignment begins only
    /// where a variable is named, or where what stands before the comma is an assignment and what follows has a sign of one.
    private static func parts(of text: String, in scm: SCM) -> [String] {
        var parts: [String] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let part = String(piece.drop { $0 == " " })
            if let last = parts.last, !namesVariable(part, in: scm),
                !part.contains("=") || (try? interventions([last], in: scm)) == nil
            {
                parts[parts.count - 1] = "\(last),\(piece)"
            } else {
                parts.append(part)
            }
        }
        return parts
    }

    /// Whether a text begins with a variable and the sign of an assignment: `=`, `:=` or `~`, but not the `==` of a formula.
    private static func namesVariable(_ text: String, in scm: SCM) -> Bool {
        text.indices.contains { place in
            let rest = text[place...]
            guard rest.hasPrefix("=") || rest.hasPrefix(":=") || rest.hasPrefix("~"), !rest.hasPrefix("==") else {
                return false
            }
            return scm.index(of: String(text[..<place])) != nil
        }
    }
}
