import CausalEngine

/// An assignment as it is written: `VARIABLE=STATE`, or `=NUMBER` for a continuous variable.
enum Assignment {
    /// The variable and the value of an assignment; the name is taken literally up to the first `=`.
    static func read(_ text: String, in subject: Subject) throws(EngineError) -> (variable: Int, value: Value) {
        let (variable, wanted) = try split(text, form: "VARIABLE=STATE", in: subject)
        return (variable, try value(wanted, of: subject.nodes[variable]))
    }

    /// The variable and what is done to it: `VARIABLE=STATE`, `VARIABLE=NUMBER`, or, drawn from outside,
    /// `VARIABLE~STATE:p,STATE:p`.
    static func intervention(
        _ text: String, in subject: Subject
    ) throws(EngineError) -> (variable: Int, intervention: Intervention) {
        if let tilde = text.firstIndex(of: "~"), let variable = subject.index(of: String(text[..<tilde])) {
            let probabilities = try Assignments.distribution(
                String(text[text.index(after: tilde)...]), of: subject.nodes[variable].variable)
            return (variable, .distribution(probabilities))
        }
        let (variable, value) = try read(text, in: subject)
        return (variable, .value(value))
    }

    /// The variable and the likelihoods of an uncertain finding such as `xray=yes:0.8,no:0.1`.
    static func likelihood(
        _ text: String, in subject: Subject
    ) throws(EngineError) -> (variable: Int, likelihoods: [Double]) {
        let (variable, wanted) = try split(text, form: "VARIABLE=STATE:w,STATE:w", in: subject)
        return (variable, try Assignments.likelihood(wanted, of: subject.nodes[variable].variable))
    }

    private static func split(
        _ text: String, form: String, in subject: Subject
    ) throws(EngineError) -> (variable: Int, right: String) {
        guard let equals = text.firstIndex(of: "=") else {
            throw .invalid(found: "“\(text)”", expected: form, mend: "", at: nil)
        }
        let name = String(text[..<equals])
        guard let variable = subject.index(of: name) else {
            let near = NearMiss.candidates(for: name, among: subject.nodes.map(\.name))
            throw .unknownVariable(name, near: near, at: nil)
        }
        return (variable, String(text[text.index(after: equals)...]))
    }

    /// The value that a text gives a variable.
    static func value(_ text: String, of node: Subject.Node) throws(EngineError) -> Value {
        if node.variable.isContinuous {
            guard let number = Double(text), number.isFinite else {
                throw .invalid(found: "“\(text)”", expected: "a number for \(node.name)", mend: "", at: nil)
            }
            return .number(number)
        }
        guard let state = node.variable.index(ofState: text) else {
            throw .unknownState(
                text, variable: node.name, near: NearMiss.offer(for: text, among: node.states), at: nil)
        }
        return .state(state)
    }
}
