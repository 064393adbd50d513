import CausalEngine

/// What every figure of a report is to be read with: where it comes from and how to make it again.
public struct Provenance: Sendable, Hashable {
    /// The command that makes the report again.
    public var command: String
    /// The version of the program.
    public var softwareVersion: String
    /// The name of the network.
    public var network: String
    /// The seed of the skeletons.
    public var seed: UInt64
    /// The kind of realizer; a simulated one is called simulated.
    public var realizer: String
    /// The model, or the dials of a simulated writer.
    public var model: String?
    /// How strictly texts are read.
    public var verification: String

    /// The origin of a report's figures.
    public init(
        command: String, softwareVersion: String, network: String, seed: UInt64, realizer: String, model: String?,
        verification: String
    ) {
        self.command = command
        self.softwareVersion = softwareVersion
        self.network = network
        self.seed = seed
        self.realizer = realizer
        self.model = model
        self.verification = verification
    }

    /// Whether the writer is no language model.
    public var isSimulated: Bool { realizer == "simulated" }

    /// The writer in words.
    public var writer: String {
        let name = isSimulated ? "a simulated writer (no language model)" : "realizer \(realizer)"
        return name + (model.map { ", \($0)" } ?? "")
    }

    /// The members that every report begins with.
    var members: [(key: String, value: JSONValue)] {
        [
            ("network", .string(network)), ("seed", .unsigned(seed)),
            ("realizer", ["kind": .string(realizer), "model": JSONValue(model)]),
            ("verification", .string(verification)), ("softwareVersion", .string(softwareVersion)),
            ("command", .string(command)),
        ]
    }
}
