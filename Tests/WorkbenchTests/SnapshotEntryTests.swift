import Foundation
import TerminalUI
import Testing

@testable import Workbench

@Suite("One frame as text")
struct SnapshotEntryTests {
    private let size = Size(width: 80, height: 24)

    @Test("Keys are pressed first, and work is done before the frame")
    func keys() async throws {
        let options = TestSession.options(try TestNetworks.clinic())
        let text = try await WorkbenchSession.snapshot(options, size: size, keys: "3rn")
        #expect(text.contains("[3 Text]"))
        #expect(text.contains("iteration 1 · accepted"))
        #expect(!text.contains("\u{1B}"), "plain text carries no escapes")
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 24)
    }

    @Test("With colours there are escapes, and the text is the same")
    func colors() async throws {
        let options = TestSession.options(try TestNetworks.clinic())
        let plain = try await WorkbenchSession.snapshot(options, size: size)
        let coloured = try await WorkbenchSession.snapshot(options, size: size, colors: .indexed)
        #expect(coloured.contains("\u{1B}["))
        let bare = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        let lines = bare.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        #expect(lines.joined(separator: "\n") == plain)
    }

    @Test("A snapshot records as a session does, and what it recorded leads to the same frame")
    func recording() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).log").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = TestSession.options(try TestNetworks.clinic())
        options.record = path
        let first = try await WorkbenchSession.snapshot(options, size: size, keys: "3rn")
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count >= 3)
        (options.record, options.replay) = (nil, path)
        #expect(try await WorkbenchSession.snapshot(options, size: size) == first)
    }

    @Test("A pipe that is recorded into stays a pipe")
    func recordingIntoPipe() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pipe").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(mkfifo(path, 0o600) == 0)
        let end = FileHandle(fileDescriptor: open(path, O_RDWR | O_NONBLOCK), closeOnDealloc: true)
        var options = TestSession.options(try TestNetworks.clinic())
        options.record = path
        _ = try await WorkbenchSession.snapshot(options, size: size, keys: "s")
        var status = stat()
        try #require(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        #expect(String(decoding: end.availableData, as: UTF8.self).contains("sample-again"))
    }

    @Test("A theme that is none is named, though no colours are shown")
    func theme() async throws {
        var options = TestSession.options(try TestNetworks.clinic())
        options.theme = "nowhere"
        let without = options
        await #expect(throws: SettingsError.self) { _ = try await WorkbenchSession.snapshot(without, size: size) }
    }

    @Test("The same options give the same frame, run by run")
    func deterministic() async throws {
        let options = TestSession.options(try TestNetworks.clinic())
        let first = try await WorkbenchSession.snapshot(options, size: size, keys: "5 s :do lung=yes<enter> ")
        let second = try await WorkbenchSession.snapshot(options, size: size, keys: "5 s :do lung=yes<enter> ")
        #expect(first == second)
    }

    @Test("A key that is none, a size that is none and a recording that is not there are named")
    func errors() async throws {
        let options = TestSession.options(try TestNetworks.clinic())
        await #expect(throws: Key.UnknownKey.self) {
            try await WorkbenchSession.snapshot(options, size: size, keys: "<entre>")
        }
        await #expect(throws: WorkbenchError.badSize("0x10")) {
            try await WorkbenchSession.snapshot(options, size: Size(width: 0, height: 10))
        }
        var other = options
        other.replay = "/nowhere/session.jsonl"
        await #expect(throws: WorkbenchError.self) { try await WorkbenchSession.snapshot(other, size: size) }
    }

    @Test("What a text brings along never reaches the screen as a control character")
    func hostile() async throws {
        var model = try await TestSession.clinic(keys: "3").model
        let effects = update(&model, .action(.realize))
        let id = try #require(UpdateTests.works(effects).first)
        _ = update(&model, .report(id, .text("\u{1B}[31mred\u{7}\u{202E}\r\n\tend")))
        let text = view(model).plainText()
        let controls = text.unicodeScalars.filter {
            ($0.value < 0x20 && $0 != "\n") || $0.value == 0x7F || $0.value == 0x202E
        }
        #expect(controls.isEmpty)
        #expect(text.contains("red"))
    }
}
