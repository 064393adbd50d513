import Foundation

/// The special functions that noise laws and tests need.
enum Numerics {
    static func exp(_ x: Double) -> Double { Foundation.exp(x) }
    static func log(_ x: Double) -> Double { Foundation.log(x) }
    static func log1p(_ x: Double) -> Double { Foundation.log1p(x) }
    static func pow(_ x: Double, _ y: Double) -> Double { Foundation.pow(x, y) }

    /// 1 / (1 + e⁻ˣ), without overflow on either side.
    static func sigmoid(_ x: Double) -> Double {
        x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
    }

    /// Φ⁻¹(u): the rational approximation of Wichura (1988, AS 241), accurate to about 1e-16.
    static func normalQuantile(_ u: Double) -> Double {
        let q = u - 0.5
        if abs(q) <= 0.425 {
            let r = 0.180625 - q * q
            return q * polynomial(centreNumerator, r) / polynomial(centreDenominator, r)
        }
        let tail = (-log(q < 0 ? u : 1 - u)).squareRoot()
        let magnitude =
            tail <= 5
            ? polynomial(middleNumerator, tail - 1.6) / polynomial(middleDenominator, tail - 1.6)
            : polynomial(farNumerator, tail - 5) / polynomial(farDenominator, tail - 5)
        return q < 0 ? -magnitude : magnitude
    }

    /// Φ⁻¹(½ + q) of four numbers that lie within 0.425 of the centre; digit for digit as ``normalQuantile(_:)``.
    @inline(__always)
    static func centralNormalQuantile(_ q: SIMD4<Double>) -> SIMD4<Double> {
        let r = 0.180625 - q * q
        return q * polynomial(centreNumerator, r) / polynomial(centreDenominator, r)
    }

    /// |Φ⁻¹| in the tails of four numbers √(−ln tail) up to 5; digit for digit as ``normalQuantile(_:)``.
    @inline(__always)
    static func middleNormalQuantile(_ tail: SIMD4<Double>) -> SIMD4<Double> {
        let r = tail - 1.6
        return polynomial(middleNumerator, r) / polynomial(middleDenominator, r)
    }

    private static func polynomial(_ c: Coefficients, _ x: Double) -> Double {
        ((((((c.0 * x + c.1) * x + c.2) * x + c.3) * x + c.4) * x + c.5) * x + c.6) * x + c.7
    }

    @inline(__always)
    private static func polynomial(_ c: Coefficients, _ x: SIMD4<Double>) -> SIMD4<Double> {
        var sum = c.0 * x + c.1
        sum = sum * x + c.2
        sum = sum * x + c.3
        sum = sum * x + c.4
        sum = sum * x + c.5
        sum = sum * x + c.6
        return sum * x + c.7
    }

    private typealias Coefficients = (Double, Double, Double, Double, Double, Double, Double, Double)

    // The coefficients of AS 241, highest power first.
    private static var centreNumerator: Coefficients {
        (
            2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608
        )
    }
    private static var centreDenominator: Coefficients {
        (
            5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
            5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1
        )
    }
    private static var middleNumerator: Coefficients {
        (
            7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
            3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734
        )
    }
    private static var middleDenominator: Coefficients {
        (
            1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
            0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1
        )
    }
    private static var farNumerator: Coefficients {
        (
            2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
            0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772
        )
    }
    private static var farDenominator: Coefficients {
        (
            2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
            0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1
        )
    }

    /// ln Γ(x) for x > 0, without the global sign of the C library's version.
    static func logGamma(_ x: Double) -> Double {
        var sign: Int32 = 0
        return lgamma_r(x, &sign)
    }

    /// P(a, x), the regularised lower incomplete gamma function: its series below a + 1, Lentz's continued fraction above.
    static func lowerGamma(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 0 }
        let prefactor = exp(a * log(x) - x - logGamma(a))
        if x < a + 1 {
            var term = 1 / a
            var sum = term
            var n = a
            while abs(term) > abs(sum) * 1e-17 {
                n += 1
                term *= x / n
                sum += term
            }
            return sum * prefactor
        }
        var b = x + 1 - a
        var c = 1e300
        var d = 1 / b
        var h = d
        for i in 1...10_000 {
            let an = -Double(i) * (Double(i) - a)
            b += 2
            d = 1 / nonZero(an * d + b)
            c = nonZero(b + an / c)
            h *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return 1 - h * prefactor
    }

    /// I_x(a, b), the regularised incomplete beta function by Lentz's continued fraction.
    static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
        return x < (a + 1) / (a + b + 2)
            ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b
    }

    private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        var c = 1.0
        var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
        var h = d
        for i in 1...10_000 {
            let m = Double(i)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonZero(1 + even * d)
            c = nonZero(1 + even / c)
            h *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonZero(1 + odd * d)
            c = nonZero(1 + odd / c)
            h *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return h
    }

    private static func nonZero(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }

    /// The quantile of the gamma law with scale 1.
    static func gammaQuantile(_ u: Double, shape: Double) -> Double {
        inverted(u, from: 0, startingAt: shape) { lowerGamma(shape, $0) }
    }

    /// The quantile of Student's t.
    static func studentTQuantile(_ u: Double, degrees: Double) -> Double {
        guard u != 0.5 else { return 0 }
        let tail = min(u, 1 - u)
        // P(T > t) = I_{v/(v+t²)}(v/2, 1/2) / 2 falls in t.
        let t = inverted(1 - tail, from: 0, startingAt: 1) {
            1 - 0.5 * incompleteBeta(degrees / (degrees + $0 * $0), degrees / 2, 0.5)
        }
        return u < 0.5 ? -t : t
    }

    /// The point at which a distribution function on the positive axis reaches `u`: bracketing, then bisection to the last bit.
    private static func inverted(
        _ u: Double, from low: Double, startingAt start: Double, _ distribution: (Double) -> Double
    ) -> Double {
        var low = low
        var high = start
        while distribution(high) < u, high < 1e300 {
            low = high
            high *= 2
        }
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return high }
            if distribution(middle) < u { low = middle } else { high = middle }
        }
    }
}
