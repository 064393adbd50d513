/// A model as read from a file: the structural causal model, where it comes from, and how it is spoken of.
public struct Network: Sendable {
    /// The short name, such as `asia`.
    public var name: String
    /// The title, where the file gives one.
    public var title: String?
    /// The publication that the numbers come from.
    public var source: String?
    /// The causal model.
    public var scm: SCM
    /// The wording, prior and prompts.
    public var profile: Profile
    /// The texts that it was read from; `nil` for a network made in memory.
    public var origin: NetworkSource?
    /// Where variables stand in a drawing, by index, as far as the file says.
    public var positions: [Int: CausalGraph.Position] = [:]
    /// What the file holds beyond the model.
    public var remarks = ReadingRemarks()

    /// A network from its parts.
    public init(
        name: String, title: String? = nil, source: String? = nil, scm: SCM, profile: Profile,
        origin: NetworkSource? = nil
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.scm = scm
        self.profile = profile
        self.origin = origin
    }

    /// The variables of the model, in declared order.
    public var variables: [Variable] { scm.variables }
}
