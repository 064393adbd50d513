/// The texts that a network was read from, so that a ledger can hold them and read them again.
public struct NetworkSource: Sendable, Hashable, Codable {
    /// One text and the name of the file that it came from.
    public struct File: Sendable, Hashable, Codable {
        /// The file's name as it was given; errors show it.
        public var name: String
        /// The whole text.
        public var text: String

        /// A text from a file of that name.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// The model.
    public var model: File
    /// How the model is written.
    public var format: NetworkFormat
    /// The wording, where it has a file of its own.
    public var profile: File?

    /// The texts of a network.
    public init(model: File, format: NetworkFormat, profile: File? = nil) {
        self.model = model
        self.format = format
        self.profile = profile
    }

    /// The short name that a network has by its file: the last part of the path, without what follows the format's ending.
    public var networkName: String {
        let base = model.name.split(separator: "/").last.map(String.init) ?? model.name
        let endings = NetworkFormat.allCases.flatMap(\.endings)
        guard let ending = endings.first(where: { base.lowercased().hasSuffix($0) }) else { return base }
        let stem = String(base.dropLast(ending.count))
        return stem.isEmpty ? base : stem
    }
}

/// The file formats that a network can be read from.
public enum NetworkFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// The project's own model file.
    case scm
    /// The Bayesian Interchange Format.
    case bif

    /// How files of the format end, in lower case.
    public var endings: [String] {
        switch self {
        case .scm: [".scm.yaml", ".scm.yml", ".yaml", ".yml"]
        case .bif: [".bif"]
        }
    }

    /// The format of a file by its name, or `nil` for an unknown ending.
    public init?(fileName: String) {
        let name = fileName.lowercased()
        guard let format = Self.allCases.first(where: { $0.endings.contains(where: name.hasSuffix) }) else {
            return nil
        }
        self = format
    }
}
