/// What can be wrong with a file that a user writes by hand: a theme, or one of another module's.
public enum SettingsError: Error, Sendable, Hashable {
    /// A place in such a file; lines and columns count from 1.
    public struct Place: Sendable, Hashable {
        /// The file's name as it was given.
        public var file: String
        /// The line.
        public var line: Int
        /// The column.
        public var column: Int

        /// A place.
        public init(file: String, line: Int, column: Int) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// The file is not what it should be.
    case syntax(found: String, expected: String, at: Place)
    /// A key that means nothing there.
    case unknownKey(String, near: [String], at: Place)
    /// A key that stands twice in one mapping.
    case duplicate(String, at: Place)
    /// A text that is no colour.
    case color(String, at: Place)
    /// No theme has that name.
    case unknownTheme(String, near: [String])
    /// The file cannot be read.
    case unreadable(path: String, reason: String)
}

extension SettingsError: CustomStringConvertible {
    /// The place, what was found and how to mend it.
    public var description: String {
        switch self {
        case .syntax(let found, let expected, let place):
            "\(place): found \(found) where \(expected) is expected"
        case .unknownKey(let key, let near, let place):
            "\(place): unknown key “\(key)”" + Self.offer(near)
        case .duplicate(let key, let place): "\(place): the key “\(key)” stands twice; keep one of them"
        case .color(let text, let place):
            "\(place): “\(text)” is no colour; write “#rrggbb”, a number from 0 to 255, default, or one of "
                + Color.names.joined(separator: ", ")
        case .unknownTheme(let name, let near):
            "there is no theme “\(name)”" + Self.offer(near)
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        }
    }

    /// A key that means nothing, with the names that may have been meant; all of them where none of a few is near.
    public static func unknownKey(_ key: String, among names: [String], at place: Place) -> SettingsError {
        let near = NearestNames.candidates(for: key, among: names)
        guard near.isEmpty, names.count <= 8 else { return .unknownKey(key, near: near, at: place) }
        return .syntax(found: "“\(key)”", expected: "one of \(names.joined(separator: ", "))", at: place)
    }

    private static func offer(_ near: [String]) -> String {
        near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
    }
}

extension SettingsError.Place: CustomStringConvertible {
    /// `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }
}
