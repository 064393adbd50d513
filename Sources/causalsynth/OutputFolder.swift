import Foundation

/// A folder that a command writes files into; it is made where there is none.
struct OutputFolder {
    private let url: URL

    /// Makes a folder, and those above it, and has it filled; a folder that was made for it goes again when that fails.
    ///
    /// - Parameter fill: writes the files.
    static func fill(_ path: String, _ fill: (OutputFolder) throws -> Void) throws {
        let made = missingFolders(of: URL(fileURLWithPath: path))
        do {
            try fill(try OutputFolder(path: path))
        } catch {
            // Only what is empty goes.
            for folder in made { rmdir(folder.path) }
            throw error
        }
    }

    /// The folders of a path that are not there, the innermost first.
    private static func missingFolders(of url: URL) -> [URL] {
        var folders: [URL] = []
        var url = url
        while url.pathComponents.count > 1, !FileManager.default.fileExists(atPath: url.path) {
            folders.append(url)
            url.deleteLastPathComponent()
        }
        return folders
    }

    private init(path: String) throws {
        url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotCreate, "cannot create the folder \(path): \(String(cString: strerror(errno))).")
        }
    }

    /// The path of a file in the folder.
    func path(of name: String) -> String { url.appendingPathComponent(name).path }

    /// Makes a folder within the folder, and has it filled as this one.
    func fill(_ name: String, _ fill: (OutputFolder) throws -> Void) throws {
        try OutputFolder.fill(path(of: name), fill)
    }
}
