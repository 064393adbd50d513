import EmbeddedFiles
import Foundation

extension Theme {
    /// The names of the themes that are part of the program, in the order they are offered.
    public static var builtInNames: [String] {
        embedded.map(\.name)
    }

    /// Reads a theme from the text of a YAML file.
    ///
    /// - Parameter file: The name used in errors, and the theme's if it gives none.
    /// - Throws: ``SettingsError`` with line and column.
    public static func parse(_ text: String, file: String) throws(SettingsError) -> Theme {
        try ThemeReader(file: file).theme(from: text) { name throws(SettingsError) in try builtIn(name) }
    }

    /// One of the themes that are part of the program.
    public static func builtIn(_ name: String) throws(SettingsError) -> Theme {
        guard let file = embedded.first(where: { $0.name == name }) else {
            let near = NearestNames.candidates(for: name, among: builtInNames)
            throw .unknownTheme(name, near: near.isEmpty ? builtInNames : near)
        }
        return try parse(file.text, file: "themes/\(name).yaml")
    }

    /// A theme by its name or by the path of a file: a name is looked for in `folders` first, then among the built-in
    /// ones.
    ///
    /// - Parameter folders: Folders of the user's own themes, such as `$XDG_CONFIG_HOME/causalsynth/themes`.
    public static func load(_ reference: String, folders: [String] = []) throws(SettingsError) -> Theme {
        if reference.contains("/") || reference.hasSuffix(".yaml") { return try read(path: reference) }
        for folder in folders {
            let path = "\(folder)/\(reference).yaml"
            if FileManager.default.fileExists(atPath: path) { return try read(path: path) }
        }
        return try builtIn(reference)
    }

    private static func read(path: String) throws(SettingsError) -> Theme {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw .unreadable(path: path, reason: isThere ? "it is not UTF-8 text" : "there is no such file")
        }
        return try parse(text, file: path)
    }

    /// The dark theme; plain text without any colour if its file were broken, which a test rules out.
    public static let standard: Theme =
        (try? builtIn("dark")) ?? Theme(name: "plain", summary: "No colours.", looks: [:])

    private static let embedded: [(name: String, text: String)] = (0..<embedded_theme_count()).map { index in
        let file = embedded_theme(index)
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
        return (String(cString: file.name), String(decoding: bytes, as: UTF8.self))
    }
}
