/// Something that a file cannot hold of what was put into it.
public struct ConversionLoss: Sendable, Hashable {
    /// What kind of thing was lost, in the order in which losses are told.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case name, names, states, title, source, labels, order, positions, probabilities
        case noise, mechanisms, response, equations, quantities, latent, roles, bidirected
        case wording, prior, prompts, properties, comments

        /// The kind in words.
        public var title: String {
            switch self {
            case .name: "name of the network"
            case .names: "names of variables"
            case .states: "names of states"
            case .order: "order of states"
            case .noise: "noise conventions"
            case .mechanisms: "names of mechanisms"
            case .response: "finite noise"
            case .latent: "latent marks"
            case .bidirected: "bidirected edges"
            default: rawValue
            }
        }
    }

    /// The kind.
    public var kind: Kind
    /// What was lost, in words.
    public var text: String

    /// A loss.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// A list of names in words: the first few, and how many more there are.
    static func list(_ names: [String], shown: Int = 6) -> String {
        let rest = names.count - shown
        guard rest > 1 else { return names.joined(separator: ", ") }
        return names.prefix(shown).joined(separator: ", ") + " and \(rest) more"
    }
}

/// A model as the text of a file, and what the file does not hold of it.
public struct Conversion: Sendable, Hashable {
    /// The whole file.
    public var text: String
    /// What was lost, by kind; empty when everything was kept.
    public var losses: [ConversionLoss]
}
