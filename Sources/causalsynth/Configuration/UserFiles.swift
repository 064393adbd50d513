import Foundation
import TerminalUI
import Workbench

/// The user's own files, in `$XDG_CONFIG_HOME/causalsynth`.
///
/// `CAUSALSYNTH_CONFIG` names another folder; set to nothing, no file of the user's is looked for.
enum UserFiles {
    /// The folder that they are in; `nil` when they are switched off.
    static var folder: String? {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["CAUSALSYNTH_CONFIG"] { return named.isEmpty ? nil : named }
        return (Environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? ".") + "/.config") + "/causalsynth"
    }

    /// The file of defaults, see ``Preferences``.
    static var preferences: String? { folder.map { $0 + "/config.yaml" } }

    /// The file of keys.
    static var keymap: String? { folder.map { $0 + "/keymap.yaml" } }

    /// The folders of themes, for ``Theme/load(_:folders:)``.
    static var themeFolders: [String] { folder.map { [$0 + "/themes"] } ?? [] }

    /// The user's own themes by name.
    static var themes: [(name: String, path: String)] {
        themeFolders.flatMap { folder in
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return files.sorted().filter { $0.hasSuffix(".yaml") }
                .map { (String($0.dropLast(5)), "\(folder)/\($0)") }
        }
    }

    /// The keys of the workbench, as the user has them.
    static func readKeymap() throws -> Keymap {
        try keymap.map { try Keymap.read($0) } ?? .standard
    }
}
