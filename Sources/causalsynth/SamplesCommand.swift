import ArgumentParser
import CausalEngine

struct SamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples", abstract: "List the built-in models, or print one.",
        subcommands: [List.self, Show.self, Schema.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the built-in models.")

        func run() throws {
            for sample in BuiltInSample.all {
                let network = try Network.load(sample.name)
                let edges = network.scm.graph.edges.count
                let counts = "\(network.variables.count) variables, \(edges) edges"
                print("\(sample.name)\t\(network.title ?? "")\t\(counts)\t\(network.source ?? "")")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the model file of a sample.")

        @Argument(help: "The name of the sample.")
        var name: String

        func run() throws {
            guard let sample = BuiltInSample.named(name) else {
                let near = NearMiss.candidates(for: name, among: BuiltInSample.all.map(\.name))
                let offer = near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?"
                throw Failure(.inputMissing, "there is no sample “\(name)”.\(offer)")
            }
            print(sample.text, terminator: "")
        }
    }

    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the JSON Schema of model files.")

        func run() { print(BuiltInSample.schema, terminator: "") }
    }
}
