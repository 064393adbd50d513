import Foundation
import Testing

@testable import CausalEngine

/// Files are read whole, and so are pipes.
@Suite struct FileBytesTests {
    private let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)

    private func withFolder(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body()
    }

    @Test func aPipeIsReadToItsEnd() throws {
        try withFolder {
            let path = folder.appending(path: "pipe").path
            try #require(mkfifo(path, 0o600) == 0)
            // More than a pipe holds at once.
            let rows = "x\n" + String(repeating: "1\n", count: 100_000)
            Thread.detachNewThread {
                guard let writer = FileHandle(forWritingAtPath: path) else { return }
                try? writer.write(contentsOf: Data(rows.utf8))
                try? writer.close()
            }
            #expect(try FileBytes.read(path) == Data(rows.utf8))
        }
    }

    @Test func whatCannotBeReadIsTold() throws {
        try withFolder {
            #expect(throws: EngineError.unreadable(path: folder.path, reason: "it is a folder")) {
                try FileBytes.read(folder.path)
            }
            let missing = folder.appending(path: "none").path
            #expect(throws: EngineError.unreadable(path: missing, reason: "no such file")) {
                try FileBytes.read(missing)
            }
        }
    }
}
