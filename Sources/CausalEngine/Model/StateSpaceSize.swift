/// How many configurations variables have together, which may be more than any integer holds.
public struct StateSpaceSize: Sendable, Hashable {
    /// The decimal logarithm of the number.
    public let log10: Double
    /// The number itself, where it fits.
    public let count: Int?

    /// The product of numbers of states.
    public init(cardinalities: [Int]) {
        var product: Int? = 1
        var logarithm = 0.0
        for cardinality in cardinalities {
            logarithm += Numerics.log(Double(cardinality)) / Numerics.log(10)
            guard let (next, overflow) = product?.multipliedReportingOverflow(by: cardinality) else { continue }
            product = overflow ? nil : next
        }
        log10 = logarithm
        count = product
    }
}

extension StateSpaceSize: CustomStringConvertible {
    /// The number in full up to a million, else as `1.2 × 10^34`.
    public var description: String {
        if let count, count <= 1_000_000 { return String(count) }
        var exponent = log10.rounded(.down)
        var mantissa = (Numerics.pow(10, log10 - exponent) * 10).rounded() / 10
        if mantissa >= 10 {
            mantissa /= 10
            exponent += 1
        }
        return "\(mantissa) × 10^\(Int(exponent))"
    }
}
