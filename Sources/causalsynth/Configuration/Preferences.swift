import ArgumentParser
import Realization
import TerminalUI
import Verification

/// What the user would otherwise say each time, from `config.yaml`: the names of options and their values.
///
/// The command line goes before the environment, that before this file, and this before what is built in. The file says where
/// a language model is for every verb, as the environment can; all else is for the workbench alone, since the same
/// command line with the same seed gives the same bytes on every machine.
struct Preferences: Equatable {
    /// The server of a language model.
    var baseURL: String?
    /// The language model.
    var model: String?
    /// The options that the workbench is opened with, by name, and their values, in the order of the file.
    var workbench: [Option] = []

    /// An option and its value.
    struct Option: Equatable {
        var name: String
        var value: String
    }

    /// The names that the file may hold.
    static let names = ["theme", "realizer", "strategy", "verification", "concurrency", "base-url", "model"]

    /// The user's defaults; none when there is no file.
    static func read() throws -> Preferences {
        guard let path = UserFiles.preferences, let root = try SettingsNode.read(path) else { return Preferences() }
        return try Preferences(root)
    }

    init() {}

    private init(_ root: SettingsNode) throws {
        for entry in try root.entries(expected: "a mapping of options to their values") {
            guard Self.names.contains(entry.name) else { throw Self.refusal(of: entry) }
            let value = try entry.value.text(expected: "one value for \(entry.name)")
            try Self.check(value, of: entry)
            switch entry.name {
            case "base-url": baseURL = value
            case "model": model = value
            default: workbench.append(Option(name: entry.name, value: value))
            }
        }
    }

    // MARK: The command line

    /// A command line with the user's defaults before what is given, where it opens the workbench: what comes later goes
    /// before them. Any other is left as it is.
    static func completed(_ arguments: [String]) throws -> [String] {
        guard opensWorkbench(arguments) else { return arguments }
        let options = try read().workbench.flatMap { ["--\($0.name)", $0.value] }
        let isNamed = arguments.first == OpenCommand.configuration.commandName
        return options.isEmpty ? arguments : ["open"] + options + (isNamed ? Array(arguments.dropFirst()) : arguments)
    }

    /// Whether the first argument is `open`, or no verb and none of the program's own options.
    private static func opensWorkbench(_ arguments: [String]) -> Bool {
        let own: Set = ["-h", "--help", "-help", "--help-hidden", "--version", "help"]
        guard own.isDisjoint(with: arguments) else { return false }
        guard let first = arguments.first else { return true }
        // What is asked for shell completion is the parser's own.
        let isForShells = ["--generate-completion", "--experimental", "---"].contains { first.hasPrefix($0) }
        let verbs = CausalSynth.configuration.subcommands.compactMap { $0.configuration.commandName }
        return first == OpenCommand.configuration.commandName || (!isForShells && !verbs.contains(first))
    }

    // MARK: What is right

    private static func check(_ value: String, of entry: SettingsNode.Entry) throws {
        func require(_ isRight: Bool, _ expected: String) throws {
            guard !isRight else { return }
            throw SettingsError.syntax(found: entry.value.description, expected: expected, at: entry.value.place)
        }
        switch entry.name {
        case "theme": try checkTheme(value, at: entry.value.place)
        case "realizer":
            let kinds: [RealizerOptions.Kind] = [.template, .simulated, .chat]
            try require(kinds.contains { $0.rawValue == value }, "template, simulated or chat")
        case "strategy":
            try require(
                StrategyChoice(argument: value) != nil, "auto or the name of a strategy, as `open --help` lists them")
        case "verification": try require(VerificationMode(rawValue: value) != nil, "strict or lenient")
        case "concurrency": try require((Int(value) ?? 0) > 0, "a whole number above 0")
        case "base-url":
            do {
                _ = try ChatEndpoint(baseURL: value)
            } catch {
                throw Failure(.badData, "\(entry.value.place): \(error)")
            }
        default: try require(!value.isEmpty, "the name of a model")
        }
    }

    private static func checkTheme(_ name: String, at place: SettingsError.Place) throws {
        do {
            _ = try Theme.load(name, folders: UserFiles.themeFolders)
        } catch SettingsError.unknownTheme(_, let near) {
            throw SettingsError.syntax(
                found: "“\(name)”", expected: "the name of a theme (\(near.joined(separator: ", ")))", at: place)
        }
    }

    /// What is wrong with an entry that means nothing. A key is never quoted.
    private static func refusal(of entry: SettingsNode.Entry) -> any Error {
        let name = entry.name.lowercased()
        guard !["key", "secret", "password", "token"].contains(where: { name.contains($0) }) else {
            return Failure(
                .badData,
                "\(entry.place): a key is kept in no file of this program, found “\(entry.name)”; take it out, and set "
                    + "OPENAI_API_KEY or give --api-key-fd.")
        }
        return SettingsError.unknownKey(entry.name, among: names, at: entry.place)
    }
}
