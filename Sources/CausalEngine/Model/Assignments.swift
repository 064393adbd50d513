/// Reads the assignments of a command line: `VARIABLE=STATE`, `VARIABLE=NUMBER`, `VARIABLE~STATE:p,STATE:p`, and
/// `VARIABLE:=FORMULA`.
///
/// The name of a variable is taken literally up to the first `=`, or `~` where the text holds a `~` before it. A text is one
/// assignment, for states may have commas in their names.
public enum Assignments {
    /// The values that texts such as `smoke=yes` set.
    ///
    /// - Throws: ``EngineError`` for an unknown variable or state, a missing `=`, two values for one variable, or several assignments in
    ///   one text.
    public static func values(_ texts: [String], in scm: SCM) throws(EngineError) -> [Int: Value] {
        var values: [Int: Value] = [:]
        try forEach(texts, in: scm) { text throws(EngineError) in
            let (index, value) = try assignment(text, in: scm)
            try insert(value, at: index, into: &values, scm) { scm.variables[index].text(of: $0) }
        }
        return values
    }

    /// The variable that a text such as `smoke=yes` sets, and its value.
    ///
    /// - Throws: ``EngineError`` for an unknown variable or state, or a missing `=`.
    public static func assignment(_ text: String, in scm: SCM) throws(EngineError) -> (variable: Int, value: Value) {
        let (name, right) = try split(text, at: "=", form: "VARIABLE=STATE")
        let index = try variable(name, in: scm)
        return (index, try value(right, of: scm.variables[index]))
    }

    /// What texts such as `smoke=no`, `bronc~yes:0.2,no:0.8` or `map:=60 + 0.5*age + u` set from outside.
    ///
    /// - Throws: ``EngineError`` as ``values(_:in:)``, for probabilities that do not sum to 1, for formulas that do not compile,
    ///   and for functions that close a directed cycle.
    public static func interventions(_ texts: [String], in scm: SCM) throws(EngineError) -> [Int: Intervention] {
        var interventions: [Int: Intervention] = [:]
        try forEach(texts, in: scm) { text throws(EngineError) in
            if let (index, function) = try function(text, in: scm) {
                try insert(.function(function), at: index, into: &interventions, scm) {
                    $0.text(for: scm.variables[index])
                }
                return
            }
            let isStochastic = isStochastic(text, in: scm)
            let (name, right) = try split(text, at: isStochastic ? "~" : "=", form: "VARIABLE=STATE")
            let index = try variable(name, in: scm)
            let variable = scm.variables[index]
            let intervention: Intervention =
                isStochastic
                ? .distribution(try distribution(right, of: variable)) : .value(try value(right, of: variable))
            try insert(intervention, at: index, into: &interventions, scm) { $0.text(for: variable) }
        }
        try scm.checkAcyclic(under: interventions)
        return interventions
    }

    /// The function of `VARIABLE:=FORMULA` or `VARIABLE:=FORMULA; u~LAW`; `nil` for another form.
    private static func function(
        _ text: String, in scm: SCM
    ) throws(EngineError) -> (variable: Int, function: FunctionalIntervention)? {
        guard let equals = text.firstIndex(of: "="), text[..<equals].last == ":",
            scm.index(of: String(text[..<equals])) == nil
        else { return nil }
        let index = try variable(String(text[..<equals].dropLast()), in: scm)
        return (index, try function(String(text[text.index(after: equals)...]), of: index, in: scm))
    }

    /// The function that `FORMULA` or `FORMULA; u~LAW` makes of a variable.
    ///
    /// - Throws: ``EngineError`` as ``SCM/function(of:_:noise:)``, and for a law that is none.
    public static func function(
        _ text: String, of variable: Int, in scm: SCM
    ) throws(EngineError) -> FunctionalIntervention {
        // A formula has no semicolon but between backticks, and a law has no backtick.
        guard let semicolon = text.lastIndex(of: ";"), !text[semicolon...].contains("`") else {
            return try scm.function(of: variable, trimmed(text))
        }
        let law = trimmed(text[text.index(after: semicolon)...])
        guard let tilde = law.firstIndex(of: "~"), trimmed(law[..<tilde]) == "u" else {
            throw .invalid(
                found: "“\(law)” after the semicolon", expected: "u~LAW", mend: "write u~normal(0, 1)", at: nil)
        }
        let noise = try NoiseLaw.parse(trimmed(law[law.index(after: tilde)...]), at: nil)
        return try scm.function(of: variable, trimmed(text[..<semicolon]), noise: noise)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " }
        let spaces = start.reversed().prefix { $0 == " " }.count
        return String(start.dropLast(spaces))
    }

    /// What texts such as `xray=yes:0.8,no:0.1` say of uncertain findings: a likelihood for each state, 0 for one not named.
    ///
    /// - Throws: ``EngineError`` as ``values(_:in:)``, and for what is not a number from 0 on.
    public static func likelihoods(_ texts: [String], in scm: SCM) throws(EngineError) -> [Int: [Double]] {
        var likelihoods: [Int: [Double]] = [:]
        try forEach(texts, in: scm) { text throws(EngineError) in
            let (name, right) = try split(text, at: "=", form: "VARIABLE=STATE:w,STATE:w")
            let index = try variable(name, in: scm)
            let variable = scm.variables[index]
            let numbers = try likelihood(right, of: variable)
            try insert(numbers, at: index, into: &likelihoods, scm) { "\($0)" }
        }
        return likelihoods
    }

    /// The likelihood of an uncertain finding in each state, from a text such as `yes:0.8,no:0.1`; 0 for a state not named.
    ///
    /// - Throws: ``EngineError`` as ``likelihoods(_:in:)``.
    public static func likelihood(_ text: String, of variable: Variable) throws(EngineError) -> [Double] {
        let numbers = try numbersByState(text, of: variable) { number, text throws(EngineError) in
            guard let number, number >= 0, number.isFinite else {
                throw .invalid(
                    found: "“\(text)” as a likelihood of “\(variable.name)”", expected: "a number from 0 on",
                    mend: "", at: nil)
            }
            return number
        }
        guard numbers.contains(where: { $0 > 0 }) else {
            throw .invalid(
                found: "only likelihoods of 0 for “\(variable.name)”", expected: "one above 0", mend: "", at: nil)
        }
        return numbers
    }

    /// The variables of names that were given one by one.
    ///
    /// - Throws: ``EngineError`` for an unknown variable, or several in one text.
    public static func variables(_ names: [String], in scm: SCM) throws(EngineError) -> [Int] {
        var indices: [Int] = []
        for name in names {
            if scm.index(of: name) == nil, let error = strungNames(name, isKnown: { scm.index(of: $0) != nil }) {
                throw error
            }
            indices.append(try variable(name, in: scm))
        }
        return indices
    }

    /// The index of the named variable.
    public static func variable(_ name: String, in scm: SCM) throws(EngineError) -> Int {
        guard let index = scm.index(of: name) else {
            throw .unknownVariable(
                name, near: NearMiss.candidates(for: name, among: scm.variables.map(\.name)), at: nil)
        }
        return index
    }

    /// The value that a text names: a state, or a number of a continuous variable.
    public static func value(_ text: String, of variable: Variable) throws(EngineError) -> Value {
        guard variable.isContinuous else {
            guard let state = variable.index(ofState: text) else {
                throw .unknownState(
                    text, variable: variable.name, near: NearMiss.offer(for: text, among: variable.states), at: nil
                )
            }
            return .state(state)
        }
        guard let number = Decimal53.parse(text), number.isFinite else {
            throw .invalid(found: "“\(text)”", expected: "a number for “\(variable.name)”", mend: "", at: nil)
        }
        return .number(number)
    }

    private static func isStochastic(_ text: String, in scm: SCM) -> Bool {
        guard let tilde = text.firstIndex(of: "~") else { return false }
        guard let equals = text.firstIndex(of: "=") else { return true }
        return tilde < equals && scm.index(of: String(text[..<equals])) == nil
    }

    private static func split(
        _ text: String, at separator: Character, form: String
    ) throws(EngineError) -> (name: String, right: String) {
        guard let index = text.firstIndex(of: separator) else {
            throw .invalid(found: "“\(text)”", expected: form, mend: "add “=” and a value", at: nil)
        }
        return (String(text[..<index]), String(text[text.index(after: index)...]))
    }

    private static func insert<Setting: Equatable>(
        _ setting: Setting, at index: Int, into settings: inout [Int: Setting], _ scm: SCM, text: (Setting) -> String
    ) throws(EngineError) {
        if let earlier = settings[index], earlier != setting {
            throw .contradiction(variable: scm.variables[index].name, first: text(earlier), second: text(setting))
        }
        settings[index] = setting
    }

    /// The probabilities that a text such as `yes:0.2,no:0.8` gives the states of a stochastic intervention; 0 for one not named.
    ///
    /// - Throws: ``EngineError`` as ``interventions(_:in:)``.
    public static func distribution(_ text: String, of variable: Variable) throws(EngineError) -> [Double] {
        guard !variable.isContinuous else {
            throw .invalid(
                found: "“~” with the continuous variable “\(variable.name)”", expected: "a variable with states",
                mend: "write \(variable.name)=NUMBER", at: nil)
        }
        let probabilities = try numbersByState(text, of: variable) { number, text throws(EngineError) in
            guard let number, (0...1).contains(number) else {
                throw .badProbability("“\(text)”", variable: variable.name, at: nil)
            }
            return number
        }
        let sum = probabilities.reduce(0, +)
        guard abs(sum - 1) <= 1e-6 else { throw .rowSum(variable: variable.name, row: " (~)", sum: sum, at: nil) }
        return probabilities.map { $0 / sum }
    }

    /// The numbers that a text such as `yes:0.2,no:0.8` gives to states; 0 for one not named.
    private static func numbersByState(
        _ text: String, of variable: Variable, _ check: (Double?, Substring) throws(EngineError) -> Double
    ) throws(EngineError) -> [Double] {
        guard !variable.isContinuous else {
            throw .invalid(
                found: "numbers by state for the continuous variable “\(variable.name)”",
                expected: "a variable with states", mend: "", at: nil)
        }
        var numbers = [Double](repeating: 0, count: variable.states.count)
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let colon = part.lastIndex(of: ":") else {
                throw .invalid(found: "“\(part)”", expected: "STATE:number", mend: "", at: nil)
            }
            let state = String(part[..<colon])
            guard let index = variable.index(ofState: state) else {
                throw .unknownState(
                    state, variable: variable.name, near: NearMiss.offer(for: state, among: variable.states),
                    at: nil)
            }
            let number = part[part.index(after: colon)...]
            numbers[index] += try check(Decimal53.parse(number), number)
        }
        return numbers
    }
}

extension Intervention {
    /// The setting as a command line writes it, without the variable: `no`, `yes:0.2,no:0.8`, or a formula.
    public func text(for variable: Variable) -> String {
        switch self {
        case .value(let value): variable.text(of: value)
        case .distribution(let probabilities):
            zip(variable.states, probabilities).map { "\($0):\($1)" }.joined(separator: ",")
        case .function(let function): function.text
        }
    }

    /// The whole assignment as a command line writes it: `smoke=no`, `bronc~yes:0.2,no:0.8`, `map:=60 + u`.
    public func assignment(to variable: Variable) -> String {
        let sign =
            switch self {
            case .value: "="
            case .distribution: "~"
            case .function: ":="
            }
        return variable.name + sign + text(for: variable)
    }
}
