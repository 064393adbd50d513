import Foundation
import Testing

@Suite("Interrupts")
struct InterruptTests {
    @Test(
        "An interrupt before there is anything to finish ends with 130",
        arguments: [["sample"], ["generate"], ["query"]])
    func early(verb: [String]) throws {
        let folder = try Command.Folder()
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: Command.path)
        process.arguments = verb + ["-", "--from", "scm"]
        process.currentDirectoryURL = folder.url
        process.standardInput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        // More than a pipe holds: once it is written, the program is there and reads.
        try pipe.fileHandleForWriting.write(contentsOf: Data(repeating: UInt8(ascii: "#"), count: 1 << 20))
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
        #expect(try folder.names.isEmpty)
    }
}
