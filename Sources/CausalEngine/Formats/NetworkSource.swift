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
    public var networkName: String { GraphSource.name(ofFile: model.name) }
}

/// The file formats that a network can be read from.
public enum NetworkFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// The project's own model file.
    case scm
    /// The Bayesian Interchange Format.
    case bif
    /// The XML form of the Bayesian Interchange Format, version 0.3.
    case xmlbif
    /// Hugin's NET.
    case net
    /// The format of Microsoft's belief networks.
    case dsc
    /// The format of GeNIe and SMILE.
    case xdsl
    /// The format of the competitions at the conference on Uncertainty in Artificial Intelligence.
    case uai

    /// How files of the format end, in lower case.
    public var endings: [String] {
        switch self {
        case .scm: [".scm.yaml", ".scm.yml", ".yaml", ".yml"]
        case .bif: [".bif"]
        case .xmlbif: [".xmlbif", ".bif.xml", ".xbif", ".xml"]
        case .net: [".net"]
        case .dsc: [".dsc"]
        case .xdsl: [".xdsl"]
        case .uai: [".uai"]
        }
    }

    /// Whether networks can be written in the format.
    public var isWritable: Bool { self != .dsc && self != .xdsl }

    /// The format of a file by its name, or `nil` for an unknown ending.
    public init?(fileName: String) {
        let name = fileName.lowercased()
        guard let format = Self.allCases.first(where: { $0.endings.contains(where: name.hasSuffix) }) else {
            return nil
        }
        self = format
    }
}
