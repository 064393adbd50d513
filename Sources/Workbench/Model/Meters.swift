/// How far the accepted skeletons stray from all that were drawn, for one way of accepting.
public struct BiasReading: Sendable, Hashable {
    /// The number of skeletons that were tried.
    public var tried: Int
    /// The number that were realized.
    public var realized: Int
    /// The realizability: realized over tried.
    public var rate: Double
    /// The lower end of the 95 % Wilson interval of the rate.
    public var low: Double
    /// The upper end of the interval.
    public var high: Double
    /// The total variation between accepted and all; `nil` when nothing was accepted.
    public var tv: Double?
    /// The χ² divergence of accepted from all.
    public var chiSquared: Double?
    /// The Kullback–Leibler divergence of accepted from all, in nats.
    public var kl: Double?
    /// The bound 1 − rate, which total variation cannot exceed.
    public var tvBound: Double

    /// A reading of the meters.
    public init(
        tried: Int, realized: Int, rate: Double, low: Double, high: Double, tv: Double?, chiSquared: Double?,
        kl: Double?, tvBound: Double
    ) {
        self.tried = tried
        self.realized = realized
        self.rate = rate
        self.low = low
        self.high = high
        self.tv = tv
        self.chiSquared = chiSquared
        self.kl = kl
        self.tvBound = tvBound
    }
}

/// The meters of a live run: accepting first drafts alone beside accepting after refinement, on the same skeletons.
public struct Meters: Sendable, Hashable {
    /// Accepting the first draft or nothing.
    public var oneShot: BiasReading
    /// Accepting what refinement reached.
    public var refined: BiasReading

    /// The two ways beside each other.
    public init(oneShot: BiasReading, refined: BiasReading) {
        self.oneShot = oneShot
        self.refined = refined
    }
}
