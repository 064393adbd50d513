/// A number as a sum: a constant, and a multiple of each of some independent noises.
struct AffineNumber: Sendable, Equatable {
    /// The constant.
    var constant: Double
    /// The factor of each noise, by variable; none is 0.
    var factors: [Int: Double] = [:]

    /// Whether no noise is in it.
    var isConstant: Bool { factors.isEmpty }

    init(_ constant: Double, _ factors: [Int: Double] = [:]) {
        self.constant = constant
        self.factors = factors.filter { $0.value != 0 }
    }

    static func + (left: AffineNumber, right: AffineNumber) -> AffineNumber {
        AffineNumber(left.constant + right.constant, left.factors.merging(right.factors, uniquingKeysWith: +))
    }

    static func * (factor: Double, number: AffineNumber) -> AffineNumber {
        AffineNumber(factor * number.constant, number.factors.mapValues { factor * $0 })
    }
}

extension Program {
    /// The value of the formula as a sum of noises; `nil` where it is none, or not finite.
    ///
    /// - Parameters:
    ///   - parents: the parents' values.
    ///   - noise: the noise `u`.
    func affineValue(parents: [AffineNumber], noise: AffineNumber) -> AffineNumber? {
        var registers: [AffineNumber?] = []
        for instruction in instructions {
            let value = affineValue(instruction, registers, parents, noise)
            registers.append(value.flatMap { $0.constant.isFinite ? $0 : nil })
        }
        return registers.last ?? nil
    }

    private func affineValue(
        _ instruction: Instruction, _ registers: [AffineNumber?], _ parents: [AffineNumber], _ noise: AffineNumber
    ) -> AffineNumber? {
        func constant(_ register: Int) -> Double? {
            registers[register].flatMap { $0.isConstant ? $0.constant : nil }
        }
        func both(_ a: Int, _ b: Int, _ operation: (Double, Double) -> Double) -> AffineNumber? {
            guard let a = constant(a), let b = constant(b) else { return nil }
            return AffineNumber(operation(a, b))
        }
        switch instruction {
        case .constant(let number): return AffineNumber(number)
        case .parent(let position): return parents[position]
        case .noise: return noise
        case .function(.negate, let a): return registers[a].map { -1 * $0 }
        case .function(let function, let a): return constant(a).map { AffineNumber(function.apply($0)) }
        case .arithmetic(let operation, let a, let b): return affineValue(operation, registers[a], registers[b])
        case .comparison(let comparison, let a, let b): return both(a, b) { comparison.holds($0, $1) ? 1 : 0 }
        case .and(let a, let b):
            return constant(a) == 0 ? AffineNumber(0) : both(a, b) { $0 == 0 ? 0 : $1 }
        case .or(let a, let b):
            return constant(a).map { $0 != 0 } == true ? AffineNumber(1) : both(a, b) { $0 != 0 ? 1 : $1 }
        case .select(let condition, let a, let b):
            if a == b { return registers[a] }
            return constant(condition).flatMap { $0 != 0 ? registers[a] : registers[b] }
        case .lookUp(let a, let numbers):
            return constant(a).flatMap { numbers.indices.contains(Int($0)) ? AffineNumber(numbers[Int($0)]) : nil }
        case .find(let a, let numbers):
            return constant(a).flatMap { number in numbers.firstIndex(of: number).map { AffineNumber(Double($0)) } }
        }
    }

    private func affineValue(_ operation: Arithmetic, _ a: AffineNumber?, _ b: AffineNumber?) -> AffineNumber? {
        guard let a, let b else { return nil }
        switch operation {
        case .add: return a + b
        case .subtract: return a + -1 * b
        case .multiply where a.isConstant: return a.constant * b
        case .multiply where b.isConstant: return b.constant * a
        case .divide where b.isConstant && b.constant != 0: return (1 / b.constant) * a
        default: return a.isConstant && b.isConstant ? AffineNumber(operation.apply(a.constant, b.constant)) : nil
        }
    }
}
