import Evaluation
import Refinement

/// The figures of one stream after so many of its skeletons.
public struct StreamReading: Sendable, Equatable {
    /// What acceptance did to the distribution.
    public var bias: BiasReading
    /// The attempts that it took.
    public var attempts: Int
    /// The contradictions in the last draft of every skeleton.
    public var facts: FactOverrides.Tally

    /// The figures of a stream as it is metered.
    ///
    /// - Complexity: that of `SelectionBias`.
    init(_ meter: StreamMeter) {
        bias = BiasReading(meter.bias)
        attempts = meter.attempts
        facts = meter.lastDrafts.all
    }
}

/// What can be told of a race once it is over.
public struct RaceFindings: Sendable, Equatable {
    /// The theorem's conditions on refinement.
    public var conditions: TheoremConditions
    /// The exact bias; `nil` for a writer of which it is not known.
    public var known: KnownLaw?
    /// The variables of which facts go against the prior, with the contradictions in first drafts.
    public var facts: [NamedTally]

    /// The contradictions of one variable.
    public struct NamedTally: Sendable, Equatable {
        /// The variable.
        public var name: String
        /// Its contradictions.
        public var tally: FactOverrides.Tally
    }
}

/// What a race reports.
public enum RaceReport: Sendable, Equatable {
    /// Rejection goes on over further skeletons, to this many in all.
    case extended(skeletons: Int)
    /// A stream has come further.
    case reading(BackdoorStream, StreamReading)
    /// The race is over.
    case ended(RaceFindings)

    /// Whether this is the last report of its work.
    var isLast: Bool { if case .ended = self { true } else { false } }
}

/// One stream while it races.
public struct RaceTrack: Sendable, Equatable {
    /// A point of its course.
    public struct Point: Sendable, Equatable {
        /// The skeletons done.
        public var done: Int
        /// The total variation then.
        public var tv: Double
    }

    /// The skeletons it goes over.
    public var total: Int
    /// Its latest figures.
    public var reading: StreamReading?
    /// Its total variation over the skeletons done.
    public var course: [Point] = []

    /// A stream that has not begun.
    init(total: Int) { self.total = total }

    /// Takes in figures, unless later ones came before.
    mutating func take(_ reading: StreamReading) {
        guard reading.bias.tried > self.reading?.bias.tried ?? 0 else { return }
        self.reading = reading
        if let tv = reading.bias.tv { course.append(Point(done: reading.bias.tried, tv: tv)) }
    }
}

/// The screen of the Semantic Backdoor: the streams of the experiment racing on the same skeletons, and the dials.
public struct BackdoorRace: Sendable, Equatable {
    /// What the race is, or will be.
    public var setup: RaceSetup
    /// What it is without a preset.
    public var own: RaceSetup
    /// The selected dial.
    public var dial = RaceDial.prior
    /// The streams that have begun.
    public var tracks: [BackdoorStream: RaceTrack] = [:]
    /// What is known since the race is over.
    public var findings: RaceFindings?

    /// The skeletons of a race that costs nothing: enough for the bias to stand out from chance.
    static let simulatedCount = 2000
    /// The skeletons of a race whose drafts cost time or money.
    static let dearCount = 40

    /// The screen before its first race.
    init(_ settings: Model.Settings, seed: UInt64) {
        own = RaceSetup(
            writer: settings.dials.map { .simulated($0) } ?? .session,
            count: settings.dials == nil ? Self.dearCount : Self.simulatedCount,
            seed: seed, maxIterations: settings.maxIterations)
        setup = own
        if settings.dials == nil { dial = .retries }
    }

    /// Forgets the race, so that another can be made.
    mutating func clear() {
        tracks = [:]
        findings = nil
    }

    mutating func take(_ report: RaceReport) {
        switch report {
        case .extended(let skeletons): tracks[.rejection] = RaceTrack(total: skeletons)
        case .reading(let stream, let reading):
            tracks[stream, default: RaceTrack(total: setup.count)].take(reading)
        case .ended(let findings): self.findings = findings
        }
    }

    /// The presets, and before them none.
    static let presets: [BackdoorPreset?] = [nil] + BackdoorPreset.allCases

    /// The preset that is raced.
    var preset: BackdoorPreset? { if case .preset(let preset) = setup.writer { preset } else { nil } }
}
