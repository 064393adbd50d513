import ArgumentParser
import CausalEngine
import Foundation

/// The network that a command works on.
struct NetworkOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("A model file or the name of a built-in sample; - reads standard input.", valueName: "net"))
    var network: String

    @OptionGroup var reading: NetworkReading

    func load() throws -> Network { try reading.load(network) }
}

/// How the text of a network is to be taken.
struct NetworkReading: ParsableArguments {
    @Option(help: "A file of wording that overrides the network's own.")
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "The format, whatever the ending; standard input needs it: \(Self.formats).", valueName: "format"))
    var from: NetworkFormat?

    private static let formats = NetworkFormat.allCases.map(\.rawValue).joined(separator: ", ")

    func load(_ reference: String) throws -> Network {
        guard reference == "-" || from != nil else { return try Network.load(reference, profile: profile) }
        guard let from else {
            throw ValidationError("Standard input has no ending that tells its format: add --from FORMAT.")
        }
        let file = reference == "-" ? try ModelInput.standardInput() : try NetworkSource.File.read(reference)
        var source = NetworkSource(model: file, format: from)
        if let profile { source.profile = try NetworkSource.File.read(profile) }
        return try Network.parse(source)
    }
}

extension NetworkFormat: ExpressibleByArgument {}

/// What variables are set to from outside.
struct InterventionOptions: ParsableArguments {
    @Option(
        name: .customLong("do"), parsing: .singleValue,
        help: ArgumentHelp(
            """
            Intervene: VARIABLE=STATE, VARIABLE=NUMBER, VARIABLE~STATE:p,STATE:p, or a function of others \
            VARIABLE:=FORMULA, in which u is the variable's own noise; VARIABLE:=FORMULA; u~LAW gives u another law. May be \
            repeated.
            """,
            valueName: "assignment"))
    var interventions: [String] = []

    /// The interventions by variable.
    func resolve(in scm: SCM) throws -> [Int: Intervention] {
        try Assignments.interventions(interventions, in: scm)
    }
}
