import Foundation

/// Upper tails of the laws of test statistics, right in relative terms down to the smallest numbers.
extension Numerics {
    /// P(χ² > x) for a χ² law with that many degrees of freedom.
    ///
    /// The regularised upper incomplete gamma function Q(dof/2, x/2). Its prefactor is written by deviance and Stirling error
    /// (Loader 2000), since a ln x − x − ln Γ(a) would lose digits to cancellation where a and x are large.
    static func chiSquareTail(_ x: Double, degrees: Double) -> Double {
        guard !x.isNaN, degrees > 0 else { return .nan }
        guard x > 0 else { return 1 }
        guard x < .infinity else { return 0 }
        return upperGamma(degrees / 2, x / 2)
    }

    /// P(|Z| > |z|) for a standard normal Z.
    static func normalTwoSidedTail(_ z: Double) -> Double { erfc(Swift.abs(z) * 0.5.squareRoot()) }

    /// Q(a, x): one less the series of P below a + 1, Lentz's continued fraction of Q above.
    static func upperGamma(_ a: Double, _ x: Double) -> Double {
        if a == 0.5 { return erfc(x.squareRoot()) }
        if a == 1 { return exp(-x) }
        let front = poissonDensity(a, x)
        return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * a * upperFraction(a, x)
    }

    /// Σ xⁿ / ((a+1)…(a+n)): P(a, x) without its prefactor xᵃ e⁻ˣ / Γ(a+1).
    private static func lowerSeries(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var n = a
        while term > sum * 1e-17 {
            n += 1
            term *= x / n
            sum += term
        }
        return sum
    }

    /// Q(a, x) without its prefactor xᵃ e⁻ˣ / Γ(a).
    private static func upperFraction(_ a: Double, _ x: Double) -> Double {
        var b = x + 1 - a
        var c = 1e300
        var d = 1 / b
        var h = d
        var i = 1.0
        // About √a turns are needed; the bound is for statistics no table gives.
        while i < 1e7 {
            let an = -i * (i - a)
            b += 2
            d = 1 / (an * d + b)
            c = b + an / c
            h *= d * c
            if Swift.abs(d * c - 1) < 2e-16 { break }
            i += 1
        }
        return h
    }

    /// xᵃ e⁻ˣ / Γ(a+1), the Poisson density continued to real a > 0 (Loader 2000).
    static func poissonDensity(_ a: Double, _ x: Double) -> Double {
        guard a >= 10 else { return exp(a * log(x) - x - logGamma(a + 1)) }
        return exp(-stirlingError(a) - x * relativeDeviance((a - x) / x)) / (2 * .pi * a).squareRoot()
    }

    /// ln Γ(a+1) less Stirling's approximation of it, for a ≥ 10.
    private static func stirlingError(_ a: Double) -> Double {
        let square = a * a
        return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / a
    }

    /// (1 + t) ln(1 + t) − t for t ≥ −1, without cancellation near 0; never negative.
    ///
    /// Twice the sum over cells of expected · this, with t = observed/expected − 1, is G²: the −t add up to nothing, and since
    /// no term is negative the sum is right in relative terms also where it is tiny.
    @inline(__always)
    static func relativeDeviance(_ t: Double) -> Double {
        if t <= -1 { return t == -1 ? 1 : .nan }
        if Swift.abs(t) > 0.25 { return (1 + t) * log(1 + t) - t }
        // ln(1+t) = 2 artanh(s), s = t/(2+t).
        let s = t / (2 + t)
        let q = s * s
        var series = 1.0 / 21
        series = series * q + 1.0 / 19
        series = series * q + 1.0 / 17
        series = series * q + 1.0 / 15
        series = series * q + 1.0 / 13
        series = series * q + 1.0 / 11
        series = series * q + 1.0 / 9
        series = series * q + 1.0 / 7
        series = series * q + 1.0 / 5
        series = series * q + 1.0 / 3
        return t * s + 2 * (1 + t) * s * q * series
    }
}
