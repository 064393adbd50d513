/// How a skeleton comes to an accepted text: how a draft is written, and what is asked for after one that does not agree.
///
/// Strategies are values, so that they can be compared; a run records its own by name.
public enum RefinementStrategy: Sendable, Hashable {
    /// One whole text a skeleton, which is rejection sampling.
    case oneShot
    /// Whole texts, each afresh, with no word on the last one.
    case blind
    /// A whole text, then the text again with targeted corrections of what is wrong.
    case targeted
    /// As `targeted`, but a fresh text when a correction has left the very same fault standing: quoting its mistake to a
    /// small model anchors it.
    case targetedThenFresh
    /// A whole text, of which afterwards only the offending sentences are written anew.
    case surgical
    /// One sentence a fact, each checked by itself; those that fail are written anew, with other examples, and the more often
    /// the more of them at once.
    case sentences
    /// As `sentences`, but of the true sentences each two are joined to one, where it says what they say.
    case joinedSentences
    /// As `targeted`, but an object with one string for each fact, to which the server holds its model.
    case jsonSchema
    /// So many fresh whole texts; when none of them agrees, corrections of the best so far.
    case bestOf(Int)

    /// The strategies to choose from; of `bestOf` the one with three texts.
    public static let all: [Self] = [
        .oneShot, .blind, .targeted, .targetedThenFresh, .surgical, .sentences, .joinedSentences, .jsonSchema,
        .bestOf(3),
    ]

    /// The name by which a strategy is chosen and recorded.
    public var name: String {
        switch self {
        case .oneShot: "one-shot"
        case .blind: "blind"
        case .targeted: "targeted"
        case .targetedThenFresh: "targeted-then-fresh"
        case .surgical: "surgical"
        case .sentences: "sentences"
        case .joinedSentences: "joined-sentences"
        case .jsonSchema: "json-schema"
        case .bestOf(let count): "\(Self.bestOfPrefix)\(count)"
        }
    }

    /// The strategy of a name; `best-of-` takes a whole number from 2 to 9.
    public init?(name: String) {
        if let known = Self.all.first(where: { $0.name == name }) {
            self = known
        } else if name.hasPrefix(Self.bestOfPrefix), let count = Int(name.dropFirst(Self.bestOfPrefix.count)),
            (2...9).contains(count), name == Self.bestOf(count).name
        {
            self = .bestOf(count)
        } else {
            return nil
        }
    }

    /// The strategy with which a kind of realizer does best, as measured: a small language model writes single sentences
    /// truly that it smears in a whole text; the simulated writer is the model of the published method.
    public static func best(forRealizer kind: String) -> Self {
        kind == "chat" ? .sentences : .targeted
    }

    /// Whether drafts are made of pieces, for which a writer is given examples.
    var writesPieces: Bool { self == .sentences || self == .joinedSentences || self == .surgical }

    private static let bestOfPrefix = "best-of-"
}

extension RefinementStrategy: Codable {
    /// Reads a strategy by its name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let strategy = Self(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no strategy is called “\(name)”")
        }
        self = strategy
    }

    /// Writes the strategy's name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
