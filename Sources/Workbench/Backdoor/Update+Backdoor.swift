import Realization
import Refinement

extension Model {
    /// Does an action on the screen of the Semantic Backdoor; `nil` when it is none of its own.
    mutating func performInBackdoor(_ action: Action) -> [Effect]? {
        switch action {
        case .move(.up): stepDial(by: -1)
        case .move(.down): stepDial(by: 1)
        case .move(.left): return turnDial(up: false)
        case .move(.right): return turnDial(up: true)
        case .toggleRace: return toggleRace()
        case .nextPreset: return takeNextPreset()
        case .resetDials: return resetDials()
        default: return nil
        }
        return []
    }

    /// Shows the screen, or all panes again; a simulated race begins by itself.
    mutating func toggleBackdoor() -> [Effect] {
        guard screen != .backdoor else {
            screen = .panes
            reveal()
            return []
        }
        screen = .backdoor
        return backdoor.setup.isSimulated && backdoor.findings == nil ? beginRace() : []
    }

    /// Sets a dial by its name; off the screen it is set for later.
    mutating func setDial(_ name: String, to text: String) -> [Effect] {
        guard let dial = RaceDial(rawValue: name) else {
            return refuse("the dials are \(RaceDial.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        backdoor.dial = dial
        guard let setup = backdoor.setup.setting(dial, to: text) else { return refuse(cannotTurn(dial, to: text)) }
        return race(setup)
    }

    /// The race that goes on.
    var raceID: EffectID? { pending.first { if case .race = $0.value { true } else { false } }?.key }

    // MARK: The race

    private mutating func beginRace() -> [Effect] {
        let effects = give(up: raceID.map { [$0] } ?? [])
        backdoor.clear()
        return effects + [begin(.race(backdoor.setup))]
    }

    private mutating func toggleRace() -> [Effect] {
        guard let id = raceID else { return beginRace() }
        say("stopped; \(key(.toggleRace)) begins anew")
        return give(up: [id])
    }

    /// Takes another setup, and races it where that costs nothing; what was raced of the one before is given up.
    private mutating func race(_ setup: RaceSetup) -> [Effect] {
        guard setup != backdoor.setup else { return [] }
        backdoor.setup = setup
        if backdoor.preset == nil { backdoor.own = setup }
        backdoor.clear()
        guard screen == .backdoor else { return [] }
        if setup.isSimulated { return beginRace() }
        say("\(key(.toggleRace)) begins: \(settings.realizer) writes")
        return []
    }

    // MARK: Dials

    private mutating func stepDial(by step: Int) {
        let dials = RaceDial.allCases.filter { backdoor.setup.value(of: $0) != nil }
        let place = dials.firstIndex(of: backdoor.dial).map { ($0 + step + dials.count) % dials.count }
        backdoor.dial = dials[place ?? 0]
    }

    private mutating func turnDial(up: Bool) -> [Effect] {
        guard let setup = backdoor.setup.turning(backdoor.dial, up: up) else {
            return refuse(cannotTurn(backdoor.dial))
        }
        return race(setup)
    }

    private func cannotTurn(_ dial: RaceDial, to text: String? = nil) -> String {
        guard backdoor.setup.value(of: dial) != nil else {
            return backdoor.preset == nil
                ? "\(settings.realizer) has no such dial; the simulated writer has"
                : "the preset's chances are fixed; \(key(.nextPreset)) goes on to the dials"
        }
        let range = dial.range
        return "\(dial.rawValue) takes \(Figures.shortest(range.lowerBound)) to \(Figures.shortest(range.upperBound))"
            + (text.map { ", not “\($0)”" } ?? "")
    }

    /// The writer's dials and the attempts as the session, or the preset, has them; as many skeletons from the same seed.
    private mutating func resetDials() -> [Effect] {
        var setup = backdoor.setup
        setup.maxIterations = backdoor.preset?.maxIterations ?? settings.maxIterations
        if backdoor.preset == nil, let dials = settings.dials { setup.writer = .simulated(dials) }
        return race(setup)
    }

    private mutating func takeNextPreset() -> [Effect] {
        let all = BackdoorRace.presets
        let next = all[((all.firstIndex(of: backdoor.preset) ?? 0) + 1) % all.count]
        guard let next else {
            let effects = race(backdoor.own)
            if notice == nil { say("back to the dials") }
            return effects
        }
        if backdoor.dial.path != nil { backdoor.dial = .retries }
        let effects = race(setup(of: next))
        say("preset “\(next.rawValue)”; \(key(.nextPreset)) goes on")
        return effects
    }

    /// A preset over more skeletons than the dials have: only there does so small a difference stand out from chance.
    private func setup(of preset: BackdoorPreset) -> RaceSetup {
        let setup = backdoor.setup
        return RaceSetup(
            writer: .preset(preset),
            count: 5 * (backdoor.own.isSimulated ? backdoor.own.count : BackdoorRace.simulatedCount),
            seed: setup.seed, maxIterations: preset.maxIterations)
    }
}
