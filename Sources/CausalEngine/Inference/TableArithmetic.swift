/// How numbers are multiplied and added up while tables are contracted.
protocol TableArithmetic {
    /// The neutral factor.
    static var one: Double { get }
    /// The neutral summand, which makes every product itself.
    static var zero: Double { get }
    /// Whether numbers are logarithms.
    static var isLogarithmic: Bool { get }
    static func times(_ a: Double, _ b: Double) -> Double
    static func plus(_ a: Double, _ b: Double) -> Double
    /// a divided by b, where zero divided by zero is zero.
    static func ratio(_ a: Double, _ b: Double) -> Double
    static func times(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double>
    static func plus(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double>
}

/// Probabilities.
enum SumOfProducts: TableArithmetic {
    static var one: Double { 1 }
    static var zero: Double { 0 }
    static var isLogarithmic: Bool { false }
    @inline(__always) static func times(_ a: Double, _ b: Double) -> Double { a * b }
    @inline(__always) static func plus(_ a: Double, _ b: Double) -> Double { a + b }
    @inline(__always) static func ratio(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
    @inline(__always) static func times(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a * b }
    @inline(__always) static func plus(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a + b }
}

/// Logarithms of probabilities, of which the largest counts.
enum MaximumOfLogarithms: TableArithmetic {
    static var one: Double { 0 }
    static var zero: Double { -.infinity }
    static var isLogarithmic: Bool { true }
    @inline(__always) static func times(_ a: Double, _ b: Double) -> Double { a + b }
    @inline(__always) static func ratio(_ a: Double, _ b: Double) -> Double { b == -.infinity ? b : a - b }
    @inline(__always) static func plus(_ a: Double, _ b: Double) -> Double { a > b ? a : b }
    @inline(__always) static func times(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a + b }
    @inline(__always) static func plus(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> {
        a.replacing(with: b, where: b .> a)
    }
}

/// Logarithms of probabilities, added up as probabilities: for what would vanish below the smallest number.
enum SumOfLogarithms: TableArithmetic {
    static var one: Double { 0 }
    static var zero: Double { -.infinity }
    static var isLogarithmic: Bool { true }
    @inline(__always) static func times(_ a: Double, _ b: Double) -> Double { a + b }
    @inline(__always) static func ratio(_ a: Double, _ b: Double) -> Double { b == -.infinity ? b : a - b }
    static func plus(_ a: Double, _ b: Double) -> Double {
        let larger = a > b ? a : b
        let smaller = a > b ? b : a
        return smaller == -.infinity ? larger : larger + Numerics.log1p(Numerics.exp(smaller - larger))
    }
    @inline(__always) static func times(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a + b }
    static func plus(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> {
        SIMD4(plus(a[0], b[0]), plus(a[1], b[1]), plus(a[2], b[2]), plus(a[3], b[3]))
    }
}
