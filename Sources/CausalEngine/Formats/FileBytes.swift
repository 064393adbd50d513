import Foundation

/// The bytes of a whole file, or of a pipe to its end: `/dev/stdin`, or what a shell puts in place of `<(command)`.
enum FileBytes {
    /// Reads all that there is.
    ///
    /// - Throws: ``EngineError/unreadable(path:reason:)``.
    static func read(_ path: String) throws(EngineError) -> Data {
        do {
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadUnknown) }
            return try file.readToEnd() ?? Data()
        } catch {
            throw .unreadable(path: path, reason: reason(path))
        }
    }

    private static func reason(_ path: String) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return "no such file" }
        return isFolder.boolValue ? "it is a folder" : "permission denied"
    }
}
