import Realization
import Refinement

/// Who writes in a race of the Semantic Backdoor.
public enum RaceWriter: Sendable, Hashable {
    /// The simulated writer, with dials.
    case simulated(SimulatedSettings)
    /// A network and a simulated writer whose outcome is known in advance.
    case preset(BackdoorPreset)
    /// The session's own writer, which has no dials.
    case session
}

/// What decides a race: the same setup always gives the same race, as far as its writer gives the same texts.
public struct RaceSetup: Sendable, Hashable {
    /// Who writes.
    public var writer: RaceWriter
    /// The skeletons that all streams share.
    public var count: Int
    /// The seed of skeletons and of whatever is drawn about them.
    public var seed: UInt64
    /// The most drafts after the first one.
    public var maxIterations: Int

    /// What decides a race.
    public init(writer: RaceWriter, count: Int, seed: UInt64, maxIterations: Int) {
        self.writer = writer
        self.count = count
        self.seed = seed
        self.maxIterations = maxIterations
    }

    /// Whether drafts cost nothing, so that a race may begin by itself.
    var isSimulated: Bool { writer != .session }
}

/// What can be turned before a race, by the name under which it is typed.
public enum RaceDial: String, Sendable, Hashable, CaseIterable {
    /// How strongly the simulated writer's prior pulls.
    case prior
    /// How often it leaves a fact out.
    case omission
    /// How often it mends what it is told to.
    case compliance
    /// How often mending one fact damages another.
    case overcorrection = "over-correction"
    /// The most drafts after the first.
    case retries
    /// How many skeletons race.
    case skeletons
    /// The seed.
    case seed

    /// The dial of the simulated writer that it is; `nil` for one of the race.
    var path: WritableKeyPath<SimulatedSettings, Double>? {
        switch self {
        case .prior: \.priorStrength
        case .omission: \.omissionRate
        case .compliance: \.complianceRate
        case .overcorrection: \.overcorrectionRate
        case .retries, .skeletons, .seed: nil
        }
    }

    /// The numbers it can be turned through; the simulated writer itself takes any prior strength from 0.
    var range: ClosedRange<Double> {
        switch self {
        case .prior: 0...10
        case .omission, .compliance, .overcorrection: 0...1
        case .retries: 0...20
        case .skeletons: 1...100_000
        case .seed: 0...Double(UInt64.max)
        }
    }

    /// How far one press of a key turns it.
    var step: Double {
        switch self {
        case .prior: 0.25
        case .compliance: 0.05
        case .omission, .overcorrection: 0.02
        case .retries, .skeletons, .seed: 1
        }
    }

    /// What it does, in a few words.
    var summary: String {
        switch self {
        case .prior: "how hard the writer's prior pulls at facts that go against it; 0: not at all"
        case .omission: "how often a fact is left out of a fresh draft"
        case .compliance: "how often a fact that a correction names is mended"
        case .overcorrection: "how often mending one fact damages another"
        case .retries: "the most drafts after the first one, in blind retry and in refinement"
        case .skeletons: "how many skeletons all streams share"
        case .seed: "the seed of the skeletons and of the drafts"
        }
    }
}

extension RaceSetup {
    /// The number a dial stands at; `nil` for one that the writer does not have.
    func value(of dial: RaceDial) -> Double? {
        if let path = dial.path {
            guard case .simulated(let settings) = writer else { return nil }
            return settings[keyPath: path]
        }
        switch dial {
        case .retries: return Double(maxIterations)
        case .skeletons: return Double(count)
        default: return Double(seed)
        }
    }

    /// The number as it is shown.
    func text(of dial: RaceDial) -> String? {
        guard let value = value(of: dial) else { return nil }
        switch dial {
        case .seed: return String(seed)
        case .retries, .skeletons: return Figures.count(Int(value))
        default: return Figures.fixed(value, 2)
        }
    }

    /// The setup with a dial set to a number as it is typed; `nil` for a dial that the writer does not have, or a number out of
    /// its range.
    func setting(_ dial: RaceDial, to text: String) -> RaceSetup? {
        var setup = self
        if dial == .seed {
            guard let seed = UInt64(text) else { return nil }
            setup.seed = seed
            return setup
        }
        guard let value = Double(text), dial.range.contains(value) else { return nil }
        if let path = dial.path {
            guard case .simulated(var settings) = writer else { return nil }
            settings[keyPath: path] = value
            setup.writer = .simulated(settings)
            return setup
        }
        guard let whole = Int(exactly: value) else { return nil }
        if dial == .retries { setup.maxIterations = whole } else { setup.count = whole }
        return setup
    }

    /// The setup with a dial turned by a step up or down, to the next of its marks; `nil` for one that the writer does not have.
    func turning(_ dial: RaceDial, up: Bool) -> RaceSetup? {
        switch dial {
        case .seed:
            var setup = self
            setup.seed = up ? seed &+ 1 : seed &- 1
            return setup
        case .skeletons: return setting(dial, to: String(Self.neighbour(of: count, up: up)))
        default:
            guard let value = value(of: dial) else { return nil }
            let marks = (value / dial.step).rounded() + (up ? 1 : -1)
            // Hundredths, since a sum of steps would drift.
            let hundredths = (marks * dial.step * 100).rounded()
            let turned = min(max(hundredths / 100, dial.range.lowerBound), dial.range.upperBound)
            return setting(dial, to: String(turned))
        }
    }

    /// The next number of the series 10, 20, 50, 100, …
    private static func neighbour(of count: Int, up: Bool) -> Int {
        let marks = [10, 100, 1000, 10_000].flatMap { [$0, 2 * $0, 5 * $0] } + [100_000]
        return (up ? marks.first { $0 > count } : marks.last { $0 < count }) ?? count
    }
}
