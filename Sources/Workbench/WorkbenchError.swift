import TerminalUI

/// What can be wrong with what the workbench is asked for.
public enum WorkbenchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A size is not `COLUMNSxROWS`, or not one that can be drawn.
    case badSize(String)
    /// A theme is not known; the names are offered.
    case unknownTheme(String, known: [String])
    /// A line of a recorded session is not an action.
    case badRecording(line: Int, text: String)
    /// A recorded session cannot be read or written.
    case file(path: String, reason: String)
    /// The key map names an action or a screen that there is none of.
    case unknownAction(String, near: [String], at: SettingsError.Place)
    /// An action cannot be put on a key.
    case badKey(String, action: String, reason: String, at: SettingsError.Place)
    /// A key would mean two things on one screen.
    case keyTaken(String, by: [String], context: String, at: SettingsError.Place)
    /// Something is asked for that whoever opened the workbench does not give it.
    case noService(String)
    /// There is no terminal to draw on.
    case noTerminal(String)

    /// One paragraph: what was found, what was expected, and the mend.
    public var description: String {
        switch self {
        case .badSize(let text):
            "found the size “\(text)”, expected COLUMNSxROWS from 1x1 to 1000x1000, such as 120x40."
        case .unknownTheme(let name, let known):
            "there is no theme “\(name)”; the themes are \(known.joined(separator: ", "))."
        case .badRecording(let line, let text):
            "line \(line) of the recording is no action: found “\(text)”, expected {\"action\":\"NAME\",\"arguments\":[…]}."
        case .file(let path, let reason):
            "cannot use the recording \(path): \(reason)."
        case .unknownAction(let name, let near, let place):
            "\(place): there is no action “\(name)” there; "
                + (near.isEmpty
                    ? "the command palette shows the name of every action."
                    : "did you mean \(near.joined(separator: " or "))?")
        case .badKey(let key, let action, let reason, let place):
            "\(place): \(action) cannot be put on “\(key)”: \(reason)."
        case .keyTaken(let key, let actions, let context, let place):
            "\(place): “\(key)” is both \(actions.joined(separator: " and ")) (\(context.lowercased())); give one of them "
                + "another key."
        case .noService(let what): "\(what)."
        case .noTerminal(let reason):
            "no terminal to draw on: \(reason); use --snapshot to print one frame."
        }
    }
}
