/// A format of a file that holds a model or a graph.
public enum ModelFormat: Sendable, Hashable {
    /// A network with its parameters.
    case network(NetworkFormat)
    /// A graph alone.
    case graph(GraphFormat)

    /// All formats, those of networks first.
    public static let all =
        NetworkFormat.allCases.map(ModelFormat.network) + GraphFormat.allCases.map(ModelFormat.graph)

    /// The name of the format in flags, such as `xmlbif`.
    public var name: String {
        switch self {
        case .network(let format): format.rawValue
        case .graph(let format): format.rawValue
        }
    }

    /// How files of the format end, in lower case.
    public var endings: [String] {
        switch self {
        case .network(let format): format.endings
        case .graph(let format): format.endings
        }
    }

    /// Whether the format can be written.
    public var isWritable: Bool {
        if case .network(let format) = self { return format.isWritable }
        return true
    }

    /// The format of a name in flags.
    public init?(name: String) {
        guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    /// The format of a file by its name, or `nil` for an unknown ending.
    public init?(fileName: String) {
        if let format = NetworkFormat(fileName: fileName) {
            self = .network(format)
        } else if let format = GraphFormat(fileName: fileName) {
            self = .graph(format)
        } else {
            return nil
        }
    }
}
