import Evaluation

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
    /// The bound on χ²; `nil` where there is none.
    public var chiSquaredBound: Double?
    /// The bound on the Kullback–Leibler divergence; `nil` where there is none.
    public var klBound: Double?

    /// A reading of what acceptance did.
    public init(_ bias: SelectionBias) {
        let proportion = bias.realizability
        tried = proportion.trials
        realized = proportion.successes
        rate = proportion.rate ?? 0
        low = proportion.wilson95?.lowerBound ?? 0
        high = proportion.wilson95?.upperBound ?? 1
        tv = bias.divergences?.tv
        chiSquared = bias.divergences?.chi2
        kl = bias.divergences?.kl
        tvBound = bias.bounds?.tv ?? 1
        chiSquaredBound = bias.bounds?.chi2
        klBound = bias.bounds?.kl
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
