extension EngineError: CustomStringConvertible {
    /// One paragraph: where, what was found, what was expected, and the mend.
    public var description: String {
        let place = location.map { "\($0): " } ?? ""
        return place + message
    }

    /// Where the error stands, when it came from a file.
    public var location: Location? {
        switch self {
        case .syntax(_, _, let at), .missingKey(_, _, let at), .unknownKey(_, _, _, let at),
            .unknownVariable(_, _, let at), .unknownState(_, _, _, let at), .duplicate(_, _, let at),
            .rowSum(_, _, _, let at), .badProbability(_, _, let at), .wrongCount(_, _, _, let at),
            .missingRows(_, _, _, let at), .cycle(_, let at), .invalid(_, _, _, let at), .evaluation(_, _, _, let at):
            at
        case .contradiction, .unreadable: nil
        }
    }

    private var message: String {
        switch self {
        case .syntax(let found, let expected, _):
            "found \(found), expected \(expected)."
        case .missingKey(let key, let what, _):
            "\(what) has no “\(key)”; add “\(key):”."
        case .unknownKey(let key, let what, let near, _):
            "“\(key)” means nothing in \(what)\(Self.offer(near))"
        case .unknownVariable(let name, let near, _):
            "there is no variable “\(name)”\(Self.offer(near))"
        case .unknownState(let state, let variable, let near, _):
            "“\(state)” is not a state of “\(variable)”\(Self.offer(near))"
        case .duplicate(let name, let what, _):
            "the \(what) “\(name)” is given twice; keep one."
        case .rowSum(let variable, let row, let sum, _):
            "the probabilities of “\(variable)”\(row) sum to \(sum), expected 1 within 1e-6; mend the row."
        case .badProbability(let text, let variable, _):
            "found \(text) as a probability of “\(variable)”, expected a number from 0 to 1."
        case .wrongCount(let found, let expected, let what, _):
            "found \(found) \(what), expected \(expected)."
        case .missingRows(let variable, let example, let count, _):
            "\(count) row\(count == 1 ? "" : "s") of “\(variable)” not given, among them \(example); add them."
        case .cycle(let names, _):
            "the graph has a directed cycle: \((names + names.prefix(1)).joined(separator: " → ")); remove one of its edges."
        case .invalid(let found, let expected, let mend, _):
            "found \(found), expected \(expected)\(mend.isEmpty ? "." : "; \(mend).")"
        case .evaluation(let variable, let problem, let row, _):
            "the equation of “\(variable)” gives \(problem) in row \(row); guard it, for example with clamp() or a condition."
        case .contradiction(let variable, let first, let second):
            "“\(variable)” is set to both \(first) and \(second); keep one."
        case .unreadable(let path, let reason):
            "cannot read \(path): \(reason)."
        }
    }

    private static func offer(_ near: [String]) -> String {
        near.isEmpty ? "." : "; did you mean \(near.map { "“\($0)”" }.joined(separator: " or "))?"
    }
}

extension Location: CustomStringConvertible {
    /// The place as `file:line:column`.
    public var description: String {
        "\(file):\(line)" + (column.map { ":\($0)" } ?? "")
    }
}
