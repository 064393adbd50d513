import ArgumentParser
import Foundation
import TerminalUI

struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List the themes.",
        discussion: "Those that are built in, and the files of the folder themes in the configuration folder.")

    func run() throws {
        for name in Theme.builtInNames { print("\(name)\tbuilt in") }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: UserFolders.themes)) ?? []
        for file in files.sorted() where file.hasSuffix(".yaml") {
            print("\(file.dropLast(5))\t\(UserFolders.themes)/\(file)")
        }
    }
}
