/// The syntax tree of a formula.
indirect enum Expression {
    case number(Double)
    case name(String, at: Int)
    case negate(Expression, at: Int)
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression, at: Int)
    case call(String, [Expression], at: Int)
    case conditional(Expression, Expression, Expression, at: Int)

    /// The offset in the formula where the expression's own token stands, where it has one.
    var offset: Int? {
        switch self {
        case .name(_, let at), .negate(_, let at), .binary(_, _, _, let at), .call(_, _, let at),
            .conditional(_, _, _, let at):
            at
        case .not(let inner): inner.offset
        case .number: nil
        }
    }

    /// The bare words in their order: variables, states and `u`.
    var names: [String] {
        switch self {
        case .number: []
        case .name(let name, _): [name]
        case .negate(let inner, _), .not(let inner): inner.names
        case .binary(_, let left, let right, _): left.names + right.names
        case .call(_, let arguments, _): arguments.flatMap(\.names)
        case .conditional(let condition, let whenTrue, let whenFalse, _):
            condition.names + whenTrue.names + whenFalse.names
        }
    }
}

enum BinaryOperator: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and
    case or

    /// How tightly the operator binds; a conditional binds least of all.
    var precedence: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 4
        case .add, .subtract: 5
        case .multiply, .divide: 6
        case .power: 8
        }
    }
}

/// A problem in a formula, with its offset in Unicode scalars.
struct FormulaError: Error {
    var found: String
    var expected: String
    var mend = ""
    var offset: Int
}

/// Reads a formula: precedence climbing over its tokens.
///
/// From loosest to tightest: `a ? b : c`, `or`, `and`, `not`, comparisons, `+ -`, `* /`, unary `-`, `^` (to the right).
struct FormulaParser {
    private enum Token: Equatable {
        case number(Double)
        case name(String)
        case symbol(String)
        case end
    }

    private var tokens: [(token: Token, offset: Int)] = []
    private var position = 0
    private var depth = 0

    static func parse(_ source: String) throws(FormulaError) -> Expression {
        var parser = FormulaParser()
        parser.tokens = try tokenise(source)
        let expression = try parser.conditional()
        guard parser.current == .end else { throw parser.unexpected("the end of the formula") }
        return expression
    }

    private var current: Token { tokens[position].token }
    private var offset: Int { tokens[position].offset }

    private func unexpected(_ expected: String) -> FormulaError {
        let found =
            switch current {
            case .number(let number): "the number \(number)"
            case .name(let name): "“\(name)”"
            case .symbol("="): "“=”"
            case .symbol(let symbol): "“\(symbol)”"
            case .end: "the end of the formula"
            }
        return FormulaError(
            found: found, expected: expected, mend: current == .symbol("=") ? "write == to compare" : "", offset: offset
        )
    }

    private mutating func accept(_ symbol: String) -> Bool {
        guard current == .symbol(symbol) || current == .name(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(FormulaError) {
        guard accept(symbol) else { throw unexpected("“\(symbol)”") }
    }

    /// Formulas come from files: nesting is bounded so that a hostile one cannot exhaust the stack.
    private mutating func nested(
        _ body: (inout FormulaParser) throws(FormulaError) -> Expression
    ) throws(FormulaError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 200 else {
            throw FormulaError(found: "a formula nested over 200 deep", expected: "a simpler one", offset: offset)
        }
        return try body(&self)
    }

    private mutating func conditional() throws(FormulaError) -> Expression {
        try nested { (parser) throws(FormulaError) in
            let condition = try parser.binary(above: 0)
            let at = parser.offset
            guard parser.accept("?") else { return condition }
            let whenTrue = try parser.conditional()
            try parser.expect(":")
            return .conditional(condition, whenTrue, try parser.conditional(), at: at)
        }
    }

    private mutating func binary(above precedence: Int) throws(FormulaError) -> Expression {
        var left = try unary()
        while let binary = binaryOperator(), binary.precedence > precedence {
            let at = offset
            position += 1
            // Powers associate to the right: their right side may hold another power.
            let bound = binary == .power ? binary.precedence - 1 : binary.precedence
            left = .binary(binary, left, try self.binary(above: bound), at: at)
        }
        return left
    }

    private func binaryOperator() -> BinaryOperator? {
        switch current {
        case .symbol("&&"), .name("and"): .and
        case .symbol("||"), .name("or"): .or
        case .symbol(let symbol): BinaryOperator(rawValue: symbol)
        default: nil
        }
    }

    private mutating func unary() throws(FormulaError) -> Expression {
        try nested { (parser) throws(FormulaError) in
            let at = parser.offset
            if parser.accept("not") || parser.accept("!") { return .not(try parser.binary(above: 3)) }
            if parser.accept("-") { return .negate(try parser.binary(above: 7), at: at) }
            if parser.accept("+") { return try parser.binary(above: 7) }
            return try parser.primary()
        }
    }

    private mutating func primary() throws(FormulaError) -> Expression {
        let at = offset
        switch current {
        case .number(let number):
            position += 1
            return .number(number)
        case .name(let name):
            position += 1
            guard accept("(") else { return .name(name, at: at) }
            return .call(name, try arguments(), at: at)
        case .symbol("("):
            position += 1
            let inner = try conditional()
            try expect(")")
            return inner
        default:
            throw unexpected("a number, a name or “(”")
        }
    }

    private mutating func arguments() throws(FormulaError) -> [Expression] {
        var list = [try conditional()]
        while accept(",") { list.append(try conditional()) }
        try expect(")")
        return list
    }

    private static func tokenise(_ source: String) throws(FormulaError) -> [(token: Token, offset: Int)] {
        let scalars = Array(source.unicodeScalars)
        var tokens: [(token: Token, offset: Int)] = []
        var index = 0
        while index < scalars.count {
            let start = index
            let scalar = scalars[index]
            if scalar.properties.isWhitespace {
                index += 1
            } else if isDigit(scalar) || (scalar == "." && index + 1 < scalars.count && isDigit(scalars[index + 1])) {
                tokens.append((.number(try number(in: scalars, at: &index)), start))
            } else if scalar == "`" {
                guard let end = scalars[(index + 1)...].firstIndex(of: "`") else {
                    throw FormulaError(found: "a name without its closing `", expected: "`name`", offset: start)
                }
                tokens.append((.name(text(scalars[(index + 1)..<end])), start))
                index = end + 1
            } else if scalar.properties.isAlphabetic || scalar == "_" {
                while index < scalars.count, isNamePart(scalars[index]) { index += 1 }
                tokens.append((.name(text(scalars[start..<index])), start))
            } else {
                let pair = text(scalars[index..<min(index + 2, scalars.count)])
                let isPair = ["==", "!=", "<=", ">=", "&&", "||"].contains(pair)
                let symbol = isPair ? pair : String(scalar)
                guard isPair || "+-*/^<>=!?:(),".unicodeScalars.contains(scalar) else {
                    throw FormulaError(found: "“\(symbol)”", expected: "an operator, a name or a number", offset: start)
                }
                tokens.append((.symbol(symbol), start))
                index += symbol.unicodeScalars.count
            }
        }
        return tokens + [(.end, scalars.count)]
    }

    private static func number(in scalars: [Unicode.Scalar], at index: inout Int) throws(FormulaError) -> Double {
        let start = index
        while index < scalars.count, isDigit(scalars[index]) || scalars[index] == "." { index += 1 }
        if index < scalars.count, scalars[index] == "e" || scalars[index] == "E" {
            var end = index + 1
            if end < scalars.count, scalars[end] == "+" || scalars[end] == "-" { end += 1 }
            if end < scalars.count, isDigit(scalars[end]) {
                while end < scalars.count, isDigit(scalars[end]) { end += 1 }
                index = end
            }
        }
        let digits = text(scalars[start..<index])
        guard let number = Double(digits.hasSuffix(".") ? digits + "0" : digits) else {
            throw FormulaError(found: "“\(digits)”", expected: "a number", offset: start)
        }
        return number
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || isDigit(scalar) || scalar == "_" || scalar == "."
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
