extension JSONValue {
    /// A value of a variable as data files hold it: the name of the state, or the number.
    public init(_ value: CausalEngine.Value, of variable: Variable) {
        switch value {
        case .state: self = .string(variable.text(of: value))
        case .number(let number): self = .number(number)
        }
    }

    /// A value of a variable, or `null` where there is none.
    public init(_ value: CausalEngine.Value?, of variable: Variable) {
        self = value.map { JSONValue($0, of: variable) } ?? .null
    }

    /// A list of half-open ranges as pairs of their ends.
    public init(spans: some Collection<Range<Int>>) {
        self = .array(spans.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })
    }

    /// The value of a variable that this JSON value names: a state by its name, a number of a continuous variable.
    ///
    /// A state whose name is a number or a truth value may be given as one.
    ///
    /// - Throws: ``EngineError`` for an unknown state, or for anything but a text or number.
    public func value(of variable: Variable) throws(EngineError) -> CausalEngine.Value {
        if variable.isContinuous, let number = double { return .number(number) }
        let text: String? =
            switch self {
            case .string(let text): text
            case .bool(let truth): truth ? "true" : "false"
            case .integer, .unsigned, .number: self.text
            case .null, .array, .object: nil
            }
        guard let text else {
            throw .invalid(
                found: self.text, expected: variable.isContinuous ? "a number" : "a state of “\(variable.name)”",
                mend: "",
                at: nil)
        }
        return try Assignments.value(text, of: variable)
    }
}
