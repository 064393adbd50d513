import CausalEngine

/// What the Semantic Backdoor experiment found: the streams side by side, the backdoor in the facts, the theorem's conditions.
public struct BackdoorReport: Sendable {
    /// The figures of one stream.
    public struct Stream: Sendable {
        /// The stream as it was metered.
        public let meter: StreamMeter
        /// What acceptance did to the distribution of skeletons.
        public let bias: SelectionBias
        /// What chance does to those measures; `nil` when nothing was accepted.
        public let resampling: BiasResampling?
        /// How far the accepted skeletons are from the model.
        public let accepted: [ModelDistance.Distance]
        /// The same after weighting each by 1/φ̂.
        public let weighted: [ModelDistance.Distance]
        /// What exact samples of as many rows as were accepted show.
        public let band: ModelDistance.Band
    }

    /// Where the figures come from.
    public let provenance: Provenance
    /// The variables of the network.
    public let variables: [Variable]
    /// The most attempts on one skeleton in blind retry and refinement.
    public let attemptBudget: Int
    /// One-shot rejection on the skeletons that all share.
    public let oneShot: Stream
    /// Blind retry.
    public let blind: Stream
    /// Targeted refinement.
    public let refined: Stream
    /// One-shot rejection with as many attempts as the dearest other stream, over further skeletons.
    public let rejection: Stream
    /// How far the drawn skeletons themselves are from the model: the control.
    public let drawn: [ModelDistance.Distance]
    /// The contradictions in the first drafts, which all streams share.
    public let facts: FactOverrides
    /// The theorem's conditions on refinement.
    public let conditions: TheoremConditions
    /// The exact bias, for a writer whose acceptance is known.
    public let known: KnownLaw?

    /// The streams as they are metered.
    public struct Meters: Sendable {
        /// One-shot rejection on the skeletons that all share.
        public var oneShot: StreamMeter
        /// Blind retry.
        public var blind: StreamMeter
        /// Targeted refinement.
        public var refined: StreamMeter
        /// One-shot rejection over further skeletons as well; empty when no more attempts were to be made.
        public var rejection: StreamMeter

        /// Streams that have not begun.
        public init(network: Network) {
            let meter = StreamMeter(network: network)
            (oneShot, blind, refined, rejection) = (meter, meter, meter, meter)
        }
    }

    /// The report on a finished experiment.
    ///
    /// - Parameters:
    ///   - meters: the streams.
    ///   - network: the network.
    ///   - attemptBudget: the most attempts on one skeleton.
    ///   - provenance: where the figures come from.
    ///   - acceptance: the known acceptance of a full assignment; `nil` for a writer of which it is not known.
    /// - Throws: ``EngineError`` when an equation has no value in a row of the sampling band.
    /// - Complexity: that of ``BiasResampling`` and ``ModelDistance`` for each stream.
    public init(
        _ meters: Meters, network: Network, attemptBudget: Int, provenance: Provenance,
        acceptance: (([Value]) -> KnownLaw.Acceptance)? = nil
    ) throws {
        self.provenance = provenance
        self.attemptBudget = attemptBudget
        variables = network.variables
        let distance = try? ModelDistance(network.scm, seed: provenance.seed)
        func stream(_ meter: StreamMeter) throws -> Stream {
            try Stream(meter, distance: distance, seed: provenance.seed)
        }
        oneShot = try stream(meters.oneShot)
        blind = try stream(meters.blind)
        refined = try stream(meters.refined)
        rejection = meters.rejection.attempts > 0 ? try stream(meters.rejection) : oneShot
        facts = meters.oneShot.firstDrafts
        let trials = meters.refined.trials
        let values = trials.map(\.values)
        drawn = distance?.distances(of: values) ?? []
        conditions = TheoremConditions(
            values: values, features: trials.map(\.features), first: trials.map(\.isFirstAccepted),
            final: trials.map(\.isAccepted))
        known = acceptance.map { KnownLaw(network.scm, drawn: values, acceptance: $0) }
    }
}

extension BackdoorReport.Stream {
    init(_ meter: StreamMeter, distance: ModelDistance?, seed: UInt64) throws {
        let trials = meter.trials
        let bias = SelectionBias(values: trials.map(\.features), accepted: trials.map(\.isAccepted))
        let rows = trials.indices.filter { trials[$0].isAccepted }
        let values = rows.map { trials[$0].values }
        self.meter = meter
        self.bias = bias
        resampling = BiasResampling(
            values: trials.map(\.features), accepted: trials.map(\.isAccepted), seed: seed)
        accepted = values.isEmpty ? [] : distance?.distances(of: values) ?? []
        weighted =
            values.isEmpty
            ? [] : distance?.distances(of: values, weights: rows.map { bias.weight(ofRow: $0) ?? 0 }) ?? []
        band = try distance?.band(count: rows.count, seed: seed) ?? []
    }
}
