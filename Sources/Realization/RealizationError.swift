/// What can be wrong with a writer's settings.
public enum RealizationError: Error, Sendable, Hashable {
    /// A setting is outside its range.
    case setting(name: String, found: Double, expected: String)
    /// A text is not the URL of a server.
    case baseURL(found: String, problem: String)
    /// A text cannot be a key. It is not quoted.
    case key(problem: String)
    /// A schedule of chances does not fit its network.
    case schedule(_ problem: String)
}

extension RealizationError: CustomStringConvertible {
    /// What was found, what was expected.
    public var description: String {
        switch self {
        case .setting(let name, let found, let expected): "found \(found) as \(name), expected \(expected)."
        case .baseURL(let found, let problem):
            "found \(found) as the base URL, and \(problem); give one such as http://127.0.0.1:8080/v1."
        case .key(let problem): "the key \(problem)."
        case .schedule(let problem): "a schedule of chances does not fit: \(problem)."
        }
    }
}
