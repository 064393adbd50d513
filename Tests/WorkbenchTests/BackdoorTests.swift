import CausalEngine
import Realization
import Refinement
import TerminalUI
import Testing

@testable import Workbench

@Suite("The screen of the Semantic Backdoor")
struct BackdoorTests {
    /// A session whose races go over few skeletons.
    static func session(
        _ width: Int = 120, _ height: Int = 40, skeletons: Int = 120, keys: String = "", glyphs: GlyphSet = .unicode
    ) async throws -> HeadlessSession {
        let network = try TestNetworks.clinicWithPrior()
        var options = TestSession.options(network, glyphs: glyphs)
        options.realizer = SimulatedRealizer(network: network)
        var session = await HeadlessSession(options, size: Size(width: width, height: height))
        await session.act(.dial("skeletons", to: String(skeletons)))
        try await session.type(keys)
        return session
    }

    @Test("A race has the figures of the experiment itself, stream by stream")
    func figures() async throws {
        let model = try await Self.session(keys: "b").model
        let network = try TestNetworks.clinicWithPrior()
        let experiment = BackdoorExperiment(
            network: network, realizer: SimulatedRealizer(network: network),
            settings: .init(count: 120, seed: 7, maxIterations: model.settings.maxIterations))
        var ended: [BackdoorStream: (tried: Int, realized: Int, attempts: Int)] = [:]
        for try await event in experiment.events() {
            guard case .ended(let stream, _, let outcome) = event else { continue }
            ended[stream, default: (0, 0, 0)].tried += 1
            ended[stream]?.realized += outcome.isAccepted ? 1 : 0
            ended[stream]?.attempts += outcome.attempts.count
        }
        for stream in BackdoorStream.allCases {
            let track = try #require(model.backdoor.tracks[stream])
            let reading = try #require(track.reading)
            let expected = try #require(ended[stream])
            #expect(reading.bias.tried == expected.tried && track.total == expected.tried)
            #expect(reading.bias.realized == expected.realized && reading.attempts == expected.attempts)
            #expect(try #require(reading.bias.tv) <= reading.bias.tvBound + 1e-12)
            #expect(track.course.last?.done == expected.tried)
        }
        #expect(model.backdoor.findings?.known != nil && model.pending.isEmpty)
        #expect(view(model).plainText().contains("simulated writer"))
    }

    @Test("One key shows the case where refinement makes the bias worse; the law has the published figures")
    func rising() async throws {
        var session = try await Self.session(skeletons: 10, keys: "bp")
        await session.act(.dial("skeletons", to: "1000"))
        let race = session.model.backdoor
        #expect(race.preset == .rising && race.setup.maxIterations == 1)
        let known = try #require(race.findings?.known)
        #expect(abs(try #require(known.oneShot.divergences).chi2 - 1.0 / 9) < 1e-12)
        #expect(abs(try #require(known.refined.divergences).chi2 - 3025.0 / 16129) < 1e-12)
        #expect(race.findings?.conditions.order.held == false)
        let text = view(session.model).plainText()
        #expect(text.contains("refinement RAISES the bias") && text.contains("did NOT hold"))
        #expect(text.contains(".1875") || text.contains(".1876"))
    }

    @Test("Presets come round to the dials as they were")
    func presets() async throws {
        var session = try await Self.session(skeletons: 20, keys: "b:dial prior 1.25<enter>")
        let own = session.model.backdoor.setup
        var seen: [BackdoorPreset?] = []
        for _ in BackdoorRace.presets {
            await session.act(.dial("skeletons", to: "10"))
            try await session.type("p")
            seen.append(session.model.backdoor.preset)
        }
        #expect(seen == [.rising, .falling, nil])
        guard case .simulated(let settings) = session.model.backdoor.setup.writer,
            case .simulated(let before) = own.writer
        else {
            Issue.record("the dials are gone")
            return
        }
        #expect(settings == before && settings.priorStrength == 1.25)
    }

    @Test("Every dial turns both ways, within its range, and each turn gives up the race and begins another")
    func dials() async throws {
        var model = try await Self.session(skeletons: 20, keys: "b:dial prior 1<enter>").model
        for dial in RaceDial.allCases {
            #expect(model.backdoor.dial == dial)
            let before = model.backdoor.setup
            let begun = update(&model, .key(Key("l")))
            let up = model.backdoor.setup
            #expect(try #require(up.value(of: dial)) > (try #require(before.value(of: dial))))
            #expect(begun.contains { if case .begin(_, .race(up)) = $0 { true } else { false } })
            #expect(model.backdoor.tracks.isEmpty && model.backdoor.findings == nil)
            let id = try #require(model.raceID)
            #expect(update(&model, .key(Key("h"))).contains(.cancel(id)))
            #expect(model.backdoor.setup == before)
            _ = update(&model, .key(Key("j")))
        }
        for dial in RaceDial.allCases where dial != .seed {
            var setup = model.backdoor.setup
            for up in [true, false] {
                for _ in 0..<120 { setup = try #require(setup.turning(dial, up: up)) }
                #expect(dial.range.contains(try #require(setup.value(of: dial))))
            }
        }
    }

    @Test("A dial is typed by name; a preset's chances, and numbers out of range, are refused in words")
    func typing() async throws {
        var session = try await Self.session(skeletons: 20, keys: "b:dial prior 2.5<enter>")
        #expect(session.model.backdoor.setup.value(of: .prior) == 2.5)
        try await session.type(":dial compliance 1.5<enter>")
        #expect(session.model.notice?.text == "compliance takes 0 to 1, not “1.5”")
        try await session.type(":dial nothing 1<enter>")
        #expect(session.model.notice?.text.contains("the dials are prior") == true)
        try await session.type("r")
        #expect(session.model.backdoor.setup.value(of: .prior) == 1)
        await session.act(.nextPreset)
        await session.act(.dial("prior", to: "2"))
        #expect(session.model.notice?.text.contains("fixed") == true)
    }

    @Test("Leaving the screen gives the race up, and what comes late is dropped")
    func leaving() async throws {
        for leave in [Action.backdoor, .focus(.table), .twin, .runs] {
            var model = try await Self.session(skeletons: 20).model
            _ = update(&model, .action(.backdoor))
            let id = try #require(model.raceID)
            #expect(update(&model, .action(leave)).contains(.cancel(id)))
            _ = update(&model, .report(id, .backdoor(.extended(skeletons: 30))))
            #expect(model.raceID == nil && model.backdoor.tracks.isEmpty)
        }
    }

    @Test("A writer without dials races when it is told to, and space stops it")
    func session() async throws {
        var session = try await TestSession.clinic(keys: "b")
        #expect(session.model.pending.isEmpty && session.model.backdoor.setup.writer == .session)
        try await session.type("h")
        #expect(session.model.backdoor.setup.maxIterations == 4 && session.model.backdoor.tracks.isEmpty)
        try await session.type(" ")
        #expect(session.model.backdoor.tracks[.refined]?.reading?.bias.realized == 30)
        #expect(session.model.backdoor.findings != nil && session.model.backdoor.findings?.known == nil)
        var model = session.model
        _ = update(&model, .key(Key(" ")))
        let id = try #require(model.raceID)
        #expect(update(&model, .key(Key(" "))).contains(.cancel(id)) && model.raceID == nil)
    }

    @Test("At the end of a race", arguments: [(50, 14), (80, 24), (120, 40), (200, 60)])
    func snapshots(_ width: Int, _ height: Int) async throws {
        let session = try await Self.session(width, height, keys: "b")
        try Snapshot.expect(view(session.model), "backdoor-\(width)x\(height)", styles: width == 120)
    }

    @Test("At the end of the preset, and in ASCII")
    func presetSnapshots() async throws {
        let session = try await Self.session(skeletons: 100, keys: "bp")
        try Snapshot.expect(view(session.model), "backdoor-rising")
        let canvas = view(session.model, glyphs: .ascii)
        let isPlain = canvas.plainText().unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isPlain)
        try Snapshot.expect(canvas, "ascii-backdoor")
    }
}
