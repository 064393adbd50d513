/// Several assignments or names strung together with commas, where each was to be given by itself.
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
                throw strung(parts, of: text, what: "assignments")
            }
        }
    }

    /// What is wrong with a name that is none: where it is known names with commas between, each was to be given by itself.
    ///
    /// - Returns: `nil` where it is no such list.
    static func strungNames(_ text: String, isKnown: (String) -> Bool) -> EngineError? {
        let names = text.split(separator: ",").map { String($0.drop { $0 == " " }) }
        guard names.count > 1, names.contains(where: isKnown) else { return nil }
        return strung(names, of: text, what: "variables")
    }

    private static func strung(_ parts: [String], of text: String, what: String) -> EngineError {
        .invalid(
            found: "\(parts.count) \(what) in one, “\(text)”", expected: "each by itself",
            mend: "repeat the option, once with \(parts.map { "“\($0)”" }.joined(separator: ", once with "))", at: nil)
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
