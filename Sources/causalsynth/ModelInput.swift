import ArgumentParser
import CausalEngine
import Foundation

/// A model or graph named on a command line.
enum ModelInput {
    /// Reads a file of any format, a built-in sample, or standard input.
    ///
    /// - Parameter format: overrides what the file's ending says; standard input needs it.
    static func load(_ reference: String, from format: ModelFormat?, profile: String? = nil) throws -> GraphSource {
        if reference == "-" {
            guard let format else {
                throw ValidationError("Standard input has no ending that tells its format: add --from FORMAT.")
            }
            return try parse(standardInput(), as: format, profile: profile)
        }
        if let format { return try parse(.read(reference), as: format, profile: profile) }
        guard let profile else { return try GraphSource.load(reference) }
        return GraphSource(try Network.load(reference, profile: profile))
    }

    /// The text on standard input.
    static func standardInput() throws -> NetworkSource.File {
        try NetworkSource.File(name: "standard input", data: FileHandle.standardInput.readDataToEndOfFile())
    }

    private static func parse(
        _ file: NetworkSource.File, as format: ModelFormat, profile: String?
    ) throws -> GraphSource {
        switch format {
        case .graph(let format): return try GraphSource.parse(file, as: format)
        case .network(let format):
            var source = NetworkSource(model: file, format: format)
            if let profile { source.profile = try .read(profile) }
            return try GraphSource.parse(source)
        }
    }
}

extension ModelFormat: ExpressibleByArgument {
    /// The format that a flag names.
    public init?(argument: String) { self.init(name: argument.lowercased()) }

    /// The names that flags take.
    public static var allValueStrings: [String] { all.map(\.name) }
}
