import Foundation

/// Writes the actions of a session into a file, one JSON line each, as they are done.
struct SessionRecorder {
    private let handle: FileHandle

    /// - Throws: ``WorkbenchError/file(path:reason:)`` when the file cannot be made.
    init(path: String) throws(WorkbenchError) {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw .file(path: path, reason: "it cannot be written") }
        self.handle = handle
    }

    /// Adds an action; a full disk loses the line and not the session.
    func write(_ action: Action) {
        guard let line = try? Recording.line(of: action) else { return }
        try? handle.write(contentsOf: Data((line + "\n").utf8))
    }
}
