/// The dials of the simulated writer.
///
/// What each does is defined at ``SimulatedRealizer``, in a form from which acceptance can be computed.
public struct SimulatedSettings: Sendable, Hashable, Codable {
    /// λ, from 0: how strongly the modelled prior pulls on facts that conflict with it. At 0 it does nothing.
    public var priorStrength = 1.0
    /// The probability that a fact is left out of a fresh draft, 0 to 1.
    public var omissionRate = 0.02
    /// The probability that a fact which a correction names is mended, 0 to 1.
    public var complianceRate = 0.85
    /// The probability that mending one fact damages another, 0 to 1.
    public var overcorrectionRate = 0.02

    /// A writer with some prior, now and then careless, who mostly does as told.
    public init() {}

    /// A writer with these dials.
    public init(
        priorStrength: Double, omissionRate: Double = 0, complianceRate: Double = 1, overcorrectionRate: Double = 0
    ) {
        self.priorStrength = priorStrength
        self.omissionRate = omissionRate
        self.complianceRate = complianceRate
        self.overcorrectionRate = overcorrectionRate
    }

    /// The dials as short text, as the realizer's model name.
    public var text: String {
        "prior=\(Self.number(priorStrength)) omission=\(Self.number(omissionRate)) "
            + "compliance=\(Self.number(complianceRate)) overcorrection=\(Self.number(overcorrectionRate))"
    }

    /// Checks that every dial is in its range.
    ///
    /// - Throws: ``RealizationError/setting(name:found:expected:)`` for the first one that is not.
    public func validate() throws(RealizationError) {
        guard priorStrength >= 0, priorStrength.isFinite else {
            throw .setting(name: "prior strength", found: priorStrength, expected: "a number from 0")
        }
        let rates = [
            ("omission rate", omissionRate), ("compliance rate", complianceRate),
            ("over-correction rate", overcorrectionRate),
        ]
        for (name, rate) in rates where !(0...1).contains(rate) {
            throw .setting(name: name, found: rate, expected: "a probability from 0 to 1")
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? String(Int64(value)) : "\(value)"
    }
}
