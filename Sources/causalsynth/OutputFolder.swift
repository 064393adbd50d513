import Foundation

/// A folder that a command writes files into; it is made where there is none.
struct OutputFolder {
    private let url: URL

    /// Makes the folder, and those above it.
    init(path: String) throws {
        url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotCreate, "cannot create the folder \(path): \(String(cString: strerror(errno))).")
        }
    }

    /// The path of a file in the folder.
    func path(of name: String) -> String { url.appendingPathComponent(name).path }

    /// Makes a folder within the folder.
    func folder(_ name: String) throws -> OutputFolder { try OutputFolder(path: path(of: name)) }
}
