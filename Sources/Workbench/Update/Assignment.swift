import CausalEngine

/// An assignment as it is written: `VARIABLE=STATE`, or `=NUMBER` for a continuous variable.
enum Assignment {
    /// The variable and the value of an assignment; the name is taken literally up to the first `=`.
    static func read(_ text: String, in subject: Subject) throws(EngineError) -> (variable: Int, value: Value) {
        guard let equals = text.firstIndex(of: "=") else {
            throw .invalid(found: "“\(text)”", expected: "VARIABLE=STATE", mend: "", at: nil)
        }
        let name = String(text[..<equals])
        guard let variable = subject.index(of: name) else {
            let near = NearMiss.candidates(for: name, among: subject.nodes.map(\.name))
            throw .unknownVariable(name, near: near, at: nil)
        }
        let wanted = String(text[text.index(after: equals)...])
        return (variable, try value(wanted, of: subject.nodes[variable]))
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
