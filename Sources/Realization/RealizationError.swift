/// What can be wrong with a writer's settings.
public enum RealizationError: Error, Sendable, Hashable {
    /// A setting is outside its range.
    case setting(name: String, found: Double, expected: String)
}

extension RealizationError: CustomStringConvertible {
    /// What was found, what was expected.
    public var description: String {
        switch self {
        case .setting(let name, let found, let expected): "found \(found) as \(name), expected \(expected)."
        }
    }
}
