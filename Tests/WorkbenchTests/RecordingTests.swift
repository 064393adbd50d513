import TerminalUI
import Testing

@testable import Workbench

@Suite("Recording")
struct RecordingTests {
    static let actions: [Action] =
        Action.withoutArguments + Direction.allCases.flatMap { [.move($0), .page($0)] }
        + Pane.allCases.flatMap { [.focus($0), .scroll($0, by: -3)] } + [
            .select(variable: "a \"b\" = c"), .row(12), .sample(rows: 5, seed: .max),
            .intervene(assignment: "smoke=no"), .releaseVariable("lung"), .see(finding: "dysp=yes"),
            .weigh(likelihoods: "xray=yes:0.8,no:0.1"), .forget(variable: "dysp"), .dial("prior", to: "2.5"),
            .type("é\t"), .choose(2),
        ]

    @Test("Every action reads back from its line", arguments: actions)
    func roundTrip(_ action: Action) throws {
        let line = try Recording.line(of: action)
        #expect(!line.contains("\n"))
        #expect(try Recording.actions(in: line + "\n") == [action])
    }

    @Test("A line that is no action is named")
    func broken() {
        #expect(throws: WorkbenchError.badRecording(line: 2, text: "{\"action\":\"fly\"}")) {
            try Recording.actions(in: "{\"action\":\"undo\"}\n{\"action\":\"fly\"}\n")
        }
    }

    @Test("Playing a recording leads to the same model")
    func replay() async throws {
        var options = TestSession.options(try TestNetworks.clinic())
        options.record = "session"
        let size = Size(width: 120, height: 40)
        var session = await HeadlessSession(options, size: size)
        try await session.type("jdj<enter>rn]r:do lung=yes<enter>/br<enter>n<esc>u<ctrl-r>S<bs>9<enter> Tz")
        try await session.type(
            ":see dysp=yes<enter>e1:likelihood xray=yes:2,no:1<enter>cjcm/as<enter>v<esc>jvnjvp<esc>tju]t<ctrl-x>")
        #expect(!session.log.isEmpty)
        let lines = try session.log.map { try Recording.line(of: $0) }.joined(separator: "\n")
        var replayed = await HeadlessSession(options, size: size)
        for action in try Recording.actions(in: lines) { await replayed.act(action) }
        #expect(differences(replayed.model, session.model).isEmpty)
    }
}
