import Foundation
import Testing

@Suite("Folders as output")
struct OutputFolderTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    /// A run that a report and a dataset can be made of.
    private func ledger() throws -> String {
        let arguments = [
            "generate", "asia", "-n", "20", "--realizer", "template", "--ledger", folder.path("run.ledger"),
        ]
        let result = try Command.run(arguments, in: folder)
        try #require(result.status == 0, "\(result.errors)")
        return folder.path("run.ledger")
    }

    /// Limits the size of files, as a full disc does, in a shell that then becomes the program.
    private func runLimited(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // With the signal ignored, a write beyond the limit fails.
        process.arguments = ["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"", Command.path] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.currentDirectoryURL = folder.url
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test("A report or dataset that cannot be written leaves no folder that was made for it", arguments: [true, false])
    func full(isReport: Bool) throws {
        let ledger = try ledger()
        let verb = isReport ? ["evaluate", ledger, "--replicates", "1"] : ["export", ledger, "--format", "dataset"]
        #expect(try runLimited(verb + ["-o", folder.path("new/deep")]) == 74)
        #expect(!FileManager.default.fileExists(atPath: folder.path("new")))
        // What was there before stays, as it was.
        try FileManager.default.createDirectory(atPath: folder.path("old"), withIntermediateDirectories: true)
        _ = try folder.write("mine", to: "old/report.md")
        #expect(try runLimited(verb + ["-o", folder.path("old")]) == 74)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("old")) == ["report.md"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("old/report.md"))) == Data("mine".utf8))
        let whole = try Command.run(verb + ["-o", folder.path("new/deep")], in: folder)
        #expect(whole.status == 0, "\(whole.errors)")
    }
}
