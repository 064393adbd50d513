/// What a file holds that the model does not keep, and what was taken for granted where the file was silent.
public struct ReadingRemarks: Sendable, Hashable {
    /// A property that the model has no place for.
    public struct Property: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// How often it stands in the file.
        public var count: Int
    }

    /// A mechanism that has a name in the file, and is a table or an equation in the model.
    public struct NamedMechanism: Sendable, Hashable {
        /// The variable whose mechanism it is.
        public var variable: String
        /// Its name, such as `noisy-or`.
        public var mechanism: String
    }

    /// How many comments were passed over.
    public var comments = 0
    /// The properties that were passed over, in the order in which they came first.
    public private(set) var properties: [Property] = []
    /// The mechanisms that have a name in the file, in its order.
    public internal(set) var namedMechanisms: [NamedMechanism] = []
    /// What was assumed, in sentences.
    public var assumptions: [String] = []

    /// No remarks.
    public init() {}

    /// Whether nothing was passed over, nothing written out and nothing assumed.
    public var isEmpty: Bool {
        comments == 0 && properties.isEmpty && namedMechanisms.isEmpty && assumptions.isEmpty
    }

    /// A file may hold any number of names; beyond these they are counted together.
    private static let mostNames = 50

    /// Counts a property that is passed over.
    mutating func passOver(property name: String) {
        let name = properties.count < Self.mostNames || properties.contains { $0.name == name } ? name : "others"
        if let index = properties.firstIndex(where: { $0.name == name }) {
            properties[index].count += 1
        } else {
            properties.append(Property(name: name, count: 1))
        }
    }
}
