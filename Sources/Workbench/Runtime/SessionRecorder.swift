import Foundation

/// Writes the actions of a session into a file, one JSON line each, as they are done.
struct SessionRecorder {
    private let handle: FileHandle

    /// - Throws: ``WorkbenchError/file(path:reason:)`` when the file cannot be made.
    init(path: String) throws(WorkbenchError) {
        // Not by FileManager, which makes a new file in place of a device or a pipe.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .file(path: path, reason: "it cannot be written") }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Adds an action; a full disk loses the line and not the session.
    func write(_ action: Action) {
        guard let line = try? Recording.line(of: action) else { return }
        try? handle.write(contentsOf: Data((line + "\n").utf8))
    }
}
