import ArgumentParser
import TerminalUI

struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List the themes.",
        discussion: "Those that are built in, and the files of the folder themes in the configuration folder.")

    func run() throws {
        for name in Theme.builtInNames { print("\(name)\tbuilt in") }
        for theme in UserFiles.themes { print("\(theme.name)\t\(theme.path)") }
    }
}
