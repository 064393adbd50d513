/// Turns a formula into a program: names become parents, states and noise, and every operand gets a type.
struct EquationCompiler {
    /// What a register holds.
    private enum Kind: Equatable {
        case number
        case truth
        case state(of: [String])
    }

    private struct Operand {
        var register: Int
        var kind: Kind
    }

    private let target: Variable
    private let parents: [Variable]
    private let hasNoise: Bool
    private var program = Program()
    private var usesNoise = false

    private init(target: Variable, parents: [Variable], hasNoise: Bool) {
        self.target = target
        self.parents = parents
        self.hasNoise = hasNoise
    }

    /// Compiles the formula of `target` over `parents`.
    ///
    /// - Parameters:
    ///   - noise: the law of `u`, or `nil` for a deterministic equation.
    ///   - location: where the formula begins, for errors.
    /// - Throws: ``EngineError/invalid(found:expected:mend:at:)`` and its kin, with the column inside the formula.
    static func compile(
        _ source: String, target: Variable, parents: [Variable], noise: NoiseLaw?, location: Location?
    ) throws(EngineError) -> Equation {
        do throws(FormulaError) {
            var compiler = EquationCompiler(target: target, parents: parents, hasNoise: noise != nil)
            let expression = try FormulaParser.parse(source)
            let operand = try compiler.compile(expression, expecting: target.isContinuous ? nil : target.states)
            try compiler.finish(operand, offset: expression.offset ?? 0)
            guard noise == nil || compiler.usesNoise else {
                throw FormulaError(
                    found: "a noise law but no u in the equation", expected: "u in the equation",
                    mend: "use u or remove “noise:”", offset: 0)
            }
            return Equation(source: source, noise: noise, location: location, program: compiler.program)
        } catch {
            var place = location
            if let column = place?.column { place?.column = column + error.offset }
            throw .invalid(found: error.found, expected: error.expected, mend: error.mend, at: place)
        }
    }

    /// The bare words of a formula in their order; none where it does not parse, which ``compile`` says.
    static func names(in source: String) -> [String] {
        guard let expression = try? FormulaParser.parse(source) else { return [] }
        return expression.names
    }

    // MARK: Emission

    private mutating func emit(_ instruction: Program.Instruction, _ kind: Kind) -> Operand {
        program.instructions.append(instruction)
        return Operand(register: program.instructions.count - 1, kind: kind)
    }

    /// Leaves the target's own representation in the last register.
    private mutating func finish(_ operand: Operand, offset: Int) throws(FormulaError) {
        var result: Operand
        switch (operand.kind, target.domain) {
        case (_, .continuous):
            result = try number(operand, offset: offset)
        case (.state(of: let states), .categorical(let wanted, _)):
            let indices = states.map { name in wanted.firstIndex(of: name).map(Double.init) ?? .nan }
            guard !indices.contains(where: \.isNaN) else {
                throw FormulaError(
                    found: "a state of another variable", expected: "a state of “\(target.name)”", offset: offset)
            }
            result = states == wanted ? operand : emit(.lookUp(operand.register, indices), .state(of: wanted))
        case (.truth, .categorical(let states, _)):
            guard states.count == 2 else {
                throw FormulaError(
                    found: "a condition", expected: "one of \(states.joined(separator: ", "))",
                    mend: "write condition ? state : state", offset: offset)
            }
            let affirmative = StateNames.affirmativeIndex(of: states)
            result = emit(
                .lookUp(operand.register, [Double(1 - affirmative), Double(affirmative)]), .state(of: states))
        case (.number, .categorical(let states, _)):
            let numbers = try numbers(of: states, named: target.name, offset: offset)
            result = emit(.find(operand.register, numbers), .state(of: states))
        }
        if result.register != program.instructions.count - 1 {
            result = emit(.select(result.register, result.register, result.register), result.kind)
        }
    }

    // MARK: Expressions

    /// Compiles an expression; `states` are the names that a bare word may stand for.
    private mutating func compile(
        _ expression: Expression, expecting states: [String]?
    ) throws(FormulaError) -> Operand {
        switch expression {
        case .number(let number): return emit(.constant(number), .number)
        case .name(let name, let at): return try reference(name, expecting: states, at: at)
        case .negate(let inner, let at):
            let operand = try numeric(inner, at: at)
            return emit(.function(.negate, operand.register), .number)
        case .not(let inner):
            let operand = try truth(inner)
            return emit(.function(.not, operand.register), .truth)
        case .binary(let binary, let left, let right, let at):
            return try self.binary(binary, left, right, at: at)
        case .call(let name, let arguments, let at):
            return try call(name, arguments, at: at)
        case .conditional(let condition, let whenTrue, let whenFalse, let at):
            return try conditional(condition, whenTrue, whenFalse, expecting: states, at: at)
        }
    }

    private func parentIndex(_ name: String) -> Int? { parents.firstIndex { $0.name == name } }

    private mutating func reference(
        _ name: String, expecting states: [String]?, at offset: Int
    ) throws(FormulaError) -> Operand {
        if let position = parentIndex(name) {
            let parent = parents[position]
            return emit(.parent(position), parent.isContinuous ? .number : .state(of: parent.states))
        }
        if let states, let index = states.firstIndex(of: name) {
            return emit(.constant(Double(index)), .state(of: states))
        }
        if name == "u", hasNoise {
            usesNoise = true
            return emit(.noise, .number)
        }
        if name == "true" || name == "false" { return emit(.constant(name == "true" ? 1 : 0), .truth) }
        let known = parents.map(\.name) + (states ?? []) + (hasNoise ? ["u"] : [])
        let near = NearMiss.candidates(for: name, among: known)
        let mend =
            name == "u"
            ? "add “noise:” for u"
            : near.isEmpty ? "list it under “parents:”" : "did you mean \(near.joined(separator: " or "))"
        throw FormulaError(found: "“\(name)”", expected: "a parent or a state", mend: mend, offset: offset)
    }

    private mutating func binary(
        _ binary: BinaryOperator, _ left: Expression, _ right: Expression, at offset: Int
    ) throws(FormulaError) -> Operand {
        switch binary {
        case .and, .or:
            let a = try truth(left)
            let b = try truth(right)
            return emit(binary == .and ? .and(a.register, b.register) : .or(a.register, b.register), .truth)
        case .equal: return try compare(.equal, left, right, at: offset)
        case .notEqual: return try compare(.notEqual, left, right, at: offset)
        case .less: return try compare(.less, left, right, at: offset)
        case .lessOrEqual: return try compare(.lessOrEqual, left, right, at: offset)
        case .greater: return try compare(.greater, left, right, at: offset)
        case .greaterOrEqual: return try compare(.greaterOrEqual, left, right, at: offset)
        case .add: return try arithmetic(.add, left, right, at: offset)
        case .subtract: return try arithmetic(.subtract, left, right, at: offset)
        case .multiply: return try arithmetic(.multiply, left, right, at: offset)
        case .divide: return try arithmetic(.divide, left, right, at: offset)
        case .power: return try arithmetic(.power, left, right, at: offset)
        }
    }

    private mutating func arithmetic(
        _ operation: Program.Arithmetic, _ left: Expression, _ right: Expression, at offset: Int
    ) throws(FormulaError) -> Operand {
        let a = try numeric(left, at: offset)
        let b = try numeric(right, at: offset)
        return emit(.arithmetic(operation, a.register, b.register), .number)
    }

    /// States compare with states of the same variable, by name or, for an order, by declared order; else numbers compare.
    private mutating func compare(
        _ comparison: Program.Comparison, _ left: Expression, _ right: Expression, at offset: Int
    ) throws(FormulaError) -> Operand {
        let a = try compile(left, expecting: statesNamed(by: right))
        let b = try compile(right, expecting: statesNamed(by: left))
        if case .state(of: let first) = a.kind, case .state(of: let second) = b.kind, first == second {
            return emit(.comparison(comparison, a.register, b.register), .truth)
        }
        if a.kind == .truth, b.kind == .truth {
            return emit(.comparison(comparison, a.register, b.register), .truth)
        }
        let x = try number(a, offset: offset)
        let y = try number(b, offset: offset)
        return emit(.comparison(comparison, x.register, y.register), .truth)
    }

    /// The states that a bare word beside this expression stands for.
    private func statesNamed(by expression: Expression) -> [String]? {
        guard case .name(let name, _) = expression, let position = parentIndex(name) else { return nil }
        return parents[position].isContinuous ? nil : parents[position].states
    }

    private mutating func conditional(
        _ condition: Expression, _ whenTrue: Expression, _ whenFalse: Expression, expecting states: [String]?,
        at offset: Int
    ) throws(FormulaError) -> Operand {
        let test = try truth(condition)
        var a = try compile(whenTrue, expecting: states)
        var b = try compile(whenFalse, expecting: states)
        if a.kind != b.kind {
            a = try number(a, offset: offset)
            b = try number(b, offset: offset)
        }
        return emit(.select(test.register, a.register, b.register), a.kind)
    }

    private mutating func call(
        _ name: String, _ arguments: [Expression], at offset: Int
    ) throws(FormulaError) -> Operand {
        var values: [Int] = []
        for argument in arguments { values.append(try numeric(argument, at: offset).register) }
        func need(_ count: Int) throws(FormulaError) {
            guard values.count == count else {
                throw FormulaError(
                    found: "\(values.count) argument\(values.count == 1 ? "" : "s") of \(name)()",
                    expected: "\(count)", offset: offset)
            }
        }
        let single: [String: Program.Function] = [
            "abs": .abs, "exp": .exp, "log": .log, "sqrt": .sqrt, "sigmoid": .sigmoid, "round": .round,
            "floor": .floor, "step": .step,
        ]
        if let function = single[name] {
            try need(1)
            return emit(.function(function, values[0]), .number)
        }
        switch name {
        case "min", "max":
            let operation: Program.Arithmetic = name == "min" ? .minimum : .maximum
            var result = Operand(register: values[0], kind: .number)
            for value in values.dropFirst() { result = emit(.arithmetic(operation, result.register, value), .number) }
            return result
        case "clamp":
            try need(3)
            let raised = emit(.arithmetic(.maximum, values[0], values[1]), .number)
            return emit(.arithmetic(.minimum, raised.register, values[2]), .number)
        default:
            let near = NearMiss.candidates(for: name, among: Array(single.keys.sorted()) + ["min", "max", "clamp"])
            throw FormulaError(
                found: "the function “\(name)”",
                expected: "one of min max abs exp log sqrt sigmoid clamp round floor step",
                mend: near.isEmpty ? "" : "did you mean \(near.joined(separator: " or "))", offset: offset)
        }
    }

    // MARK: Conversions

    private mutating func numeric(_ expression: Expression, at offset: Int) throws(FormulaError) -> Operand {
        try number(try compile(expression, expecting: nil), offset: expression.offset ?? offset)
    }

    private mutating func number(_ operand: Operand, offset: Int) throws(FormulaError) -> Operand {
        guard case .state(of: let states) = operand.kind else {
            return Operand(register: operand.register, kind: .number)
        }
        let numbers = try numbers(of: states, named: "its variable", offset: offset)
        return emit(.lookUp(operand.register, numbers), .number)
    }

    private func numbers(of states: [String], named name: String, offset: Int) throws(FormulaError) -> [Double] {
        let numbers = states.compactMap { Double($0) }
        guard numbers.count == states.count else {
            throw FormulaError(
                found: "states (\(states.prefix(4).joined(separator: ", "))) where a number is needed",
                expected: "a number", mend: "compare with a state, for example == \(states.first ?? "")", offset: offset
            )
        }
        return numbers
    }

    private mutating func truth(_ expression: Expression) throws(FormulaError) -> Operand {
        let operand = try compile(expression, expecting: nil)
        switch operand.kind {
        case .truth: return operand
        case .number:
            let zero = emit(.constant(0), .number)
            return emit(.comparison(.notEqual, operand.register, zero.register), .truth)
        case .state(of: let states):
            guard states.count == 2 else {
                throw FormulaError(
                    found: "a variable with \(states.count) states as a condition", expected: "a condition",
                    mend: "compare it with a state", offset: expression.offset ?? 0)
            }
            let affirmative = emit(.constant(Double(StateNames.affirmativeIndex(of: states))), operand.kind)
            return emit(.comparison(.equal, operand.register, affirmative.register), .truth)
        }
    }
}

/// What the names of states say by convention.
public enum StateNames {
    private static let affirmative: Set<String> = [
        "yes", "true", "present", "positive", "on", "1", "y", "t", "success", "high",
    ]
    private static let negative: Set<String> = [
        "no", "false", "absent", "negative", "off", "0", "n", "f", "none", "failure", "low", "normal",
    ]

    /// Of two states, the index of the one that says yes: by its name, else because the other says no, else the first.
    public static func affirmativeIndex(of states: [String]) -> Int {
        let names = states.map { $0.lowercased() }
        return names.firstIndex(where: affirmative.contains) ?? names.firstIndex { !negative.contains($0) } ?? 0
    }

    /// Whether two states are a plain yes and no by their names, so that one finding words them both.
    public static func areYesAndNo(_ states: [String]) -> Bool {
        let names = states.map { $0.lowercased() }
        return names.count == 2 && names.contains(where: affirmative.contains)
            && names.contains(where: negative.contains)
    }
}
