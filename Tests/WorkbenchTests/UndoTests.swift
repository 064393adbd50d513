import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("Undo")
struct UndoTests {
    /// States of a session from which every command is tried.
    static let scripts = [
        "", "r", "rn", ":do smoke=no<enter>", ":do smoke=no<enter>:do lung=yes<enter>rn", " ", "2jjRkkr",
        ":see dysp=yes<enter>",
        ":do smoke=no<enter>:likelihood xray=yes:2,no:1<enter>", "vjvjv", ":see dysp=yes<enter>c",
    ]

    @Test("Undoing a command gives back an equal model, doing it again the model after it", arguments: scripts)
    func everyCommand(_ script: String) async throws {
        let session = try await TestSession.clinic(keys: script)
        let typed: [Action] = [
            .intervene(assignment: "bronc=yes"), .releaseVariable("smoke"), .sample(rows: 7, seed: 3), .run, .realize,
            .see(finding: "dysp=no"), .weigh(likelihoods: "asia=yes:9,no:1"), .forget(variable: "xray"),
        ]
        let commands = CommandPalette.entries(for: "", in: session.model).map(\.action) + typed
        for command in commands where ![.undo, .redo, .quit].contains(command) {
            var session = session
            let before = session.model
            await session.act(command)
            let after = session.model
            guard after.past.count > before.past.count else {
                #expect(after.document.world == before.document.world, "\(command) changed the world for good")
                #expect(after.document.records == before.document.records, "\(command) changed records for good")
                #expect(after.document.evidence == before.document.evidence, "\(command) changed evidence for good")
                #expect(after.document.paths == before.document.paths, "\(command) changed the question for good")
                continue
            }
            await session.act(.undo)
            #expect(differences(session.model.restorable, before.restorable).isEmpty, "undo of \(command)")
            await session.act(.redo)
            let isSame = session.model.document == after.document
            #expect(isSame, "redo of \(command)")
        }
    }

    @Test("All the way back and all the way forth")
    func wholeWay() async throws {
        var session = try await TestSession.clinic()
        let start = session.model
        try await session.type(":do smoke=no<enter>rs:do lung=yes<enter>xRS<bs>3<enter> ")
        let end = session.model.document
        let count = session.model.past.count
        #expect(count >= 7)
        for _ in 0..<count { try await session.type("u") }
        #expect(differences(session.model.restorable, start.restorable).isEmpty)
        for _ in 0..<count { try await session.type("<ctrl-r>") }
        let isSame = session.model.document == end
        #expect(isSame)
    }

    @Test("Undo in the middle of a draft gives the draft up, and asks again for what had not arrived")
    func unfinished() async throws {
        var model = try await TestSession.clinic().model
        let start = model
        let id = try #require(UpdateTests.works(update(&model, .action(.realize))).first)
        _ = update(&model, .report(id, .text("The patient")))
        #expect(update(&model, .action(.undo)).contains(.cancel(id)))
        #expect(differences(model.restorable, start.restorable).isEmpty)

        // do() and undo before the new beliefs and skeletons arrive: the work is given up, and nothing is missing.
        let begun = UpdateTests.works(update(&model, .action(.intervene(assignment: "lung=no"))))
        #expect(begun.count == 2)
        let effects = update(&model, .action(.undo))
        #expect(Set(effects) == Set(begun.map { Effect.cancel($0) }))
        #expect(differences(model.restorable, start.restorable).isEmpty)
    }
}
