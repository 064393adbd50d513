/// A formula over parents and noise, compiled once and evaluated over columns.
public struct Equation: Sendable {
    /// The formula as written.
    public let source: String
    /// The law of the noise `u`; `nil` for a deterministic equation.
    public let noise: NoiseLaw?
    /// Where the formula stands, when it came from a file.
    public let location: Location?
    let program: Program
}

/// A compiled formula in static single assignment: instruction *i* writes register *i*.
///
/// Every register is a column of doubles. Truth values are 0 and 1, states are their index. Whatever is not finite is NaN
/// and stays NaN, except in the branch of a condition that is not taken, so that a guard such as `x > 0 ? 1/x : 0` holds.
struct Program: Sendable {
    enum Comparison: Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }

    enum Function: Sendable { case negate, not, abs, exp, log, sqrt, sigmoid, round, floor, step }

    enum Arithmetic: Sendable { case add, subtract, multiply, divide, power, minimum, maximum }

    enum Instruction: Sendable {
        case constant(Double)
        /// The value of the parent at a position in the parents' order.
        case parent(Int)
        case noise
        case function(Function, Int)
        case arithmetic(Arithmetic, Int, Int)
        case comparison(Comparison, Int, Int)
        case and(Int, Int)
        case or(Int, Int)
        case select(Int, Int, Int)
        /// The number at the index held in a register.
        case lookUp(Int, [Double])
        /// The index of the number held in a register; NaN when it is not among them.
        case find(Int, [Double])
    }

    var instructions: [Instruction] = []

    /// Evaluates the formula on `count` rows.
    ///
    /// - Parameters:
    ///   - parents: for each parent its column.
    ///   - noise: the column of the noise; not read when the formula has no `u`.
    /// - Returns: the last register's column, not finite where the formula has no finite value.
    /// - Complexity: O(instructions · `count`).
    func evaluate(count: Int, parents: [[Double]], noise: [Double]) -> [Double] {
        EvaluationHandle().evaluate(BlockProgram(self), count: count, parents: parents, noise: noise)
    }
}

extension Program.Comparison {
    @inline(__always)
    func holds(_ a: Double, _ b: Double) -> Bool {
        switch self {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }
}

extension Program.Function {
    @inline(__always)
    func apply(_ x: Double) -> Double {
        switch self {
        case .negate: -x
        case .not: x.isNaN ? .nan : x == 0 ? 1 : 0
        case .abs: Swift.abs(x)
        case .exp: Numerics.exp(x)
        case .log: Numerics.log(x)
        case .sqrt: x.squareRoot()
        case .sigmoid: Numerics.sigmoid(x)
        case .round: x.rounded(.toNearestOrAwayFromZero)
        case .floor: x.rounded(.down)
        case .step: x.isNaN ? .nan : x >= 0 ? 1 : 0
        }
    }
}

extension Program.Arithmetic {
    @inline(__always)
    func apply(_ a: Double, _ b: Double) -> Double {
        guard !a.isNaN, !b.isNaN else { return .nan }
        return switch self {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: b == 0 ? .nan : a / b
        case .power: Numerics.pow(a, b)
        case .minimum: Swift.min(a, b)
        case .maximum: Swift.max(a, b)
        }
    }
}
