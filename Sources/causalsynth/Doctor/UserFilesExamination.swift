import Foundation
import TerminalUI
import Workbench

/// Whether the user's own files are right, and what is in them.
struct UserFilesExamination {
    var findings: [DoctorFinding] {
        guard let folder = UserFiles.folder else {
            return [DoctorFinding(.files, "folder", .skipped, "switched off, since CAUSALSYNTH_CONFIG is empty")]
        }
        let preferences = finding("config.yaml", at: "\(folder)/config.yaml") {
            let read = try Preferences.read()
            let names =
                read.workbench.map(\.name)
                + [read.baseURL.map { _ in "base-url" }, read.model.map { _ in "model" }]
                .compactMap { $0 }
            return names.isEmpty ? "nothing in it" : "sets \(names.joined(separator: ", "))"
        }
        let keymap = finding("keymap.yaml", at: "\(folder)/keymap.yaml") {
            let moved = try UserFiles.readKeymap().moved
            return moved.isEmpty ? "every action on its own keys" : "other keys for \(moved.joined(separator: ", "))"
        }
        return [preferences, keymap] + UserFiles.themes.map(finding(on:))
    }

    private func finding(on theme: (name: String, path: String)) -> DoctorFinding {
        finding("theme", at: theme.path) { "theme \(try Theme.load(theme.path).name)" }
    }

    private func finding(_ name: String, at path: String, _ words: () throws -> String) -> DoctorFinding {
        guard FileManager.default.fileExists(atPath: path) else {
            return DoctorFinding(.files, name, .skipped, "there is no \(path)")
        }
        do {
            return DoctorFinding(.files, name, .ok, "\(path): \(try words())")
        } catch {
            let text = Failure(error)?.description ?? "\(error)"
            return DoctorFinding(.files, name, .problem, text, mend: "correct it; CAUSALSYNTH_CONFIG= switches it off")
        }
    }
}
