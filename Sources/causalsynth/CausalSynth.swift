import ArgumentParser
import CausalEngine
import Foundation

@main
struct CausalSynth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "causalsynth",
        abstract: "Synthetic text whose causal structure is known, checked and measured.",
        version: version,
        subcommands: [
            OpenCommand.self, InfoCommand.self, ConvertCommand.self,
            SampleCommand.self, QueryCommand.self, CounterfactualCommand.self, GraphCommand.self,
            CITestCommand.self,
            GenerateCommand.self, ResumeCommand.self, BatchCommand.self, StrategiesCommand.self, ExportCommand.self,
            BackdoorCommand.self, EvaluateCommand.self,
            ExtractCommand.self, VerifyCommand.self,
            DoctorCommand.self, SamplesCommand.self, ThemesCommand.self,
        ], defaultSubcommand: OpenCommand.self)

    /// The version of the program, as ledgers and reports name it.
    static let version = "0.1.0"

    /// Parses, runs and ends with the contract's exit code; the wording of every failure passes through here.
    static func main() async {
        InterruptWatch.endOnInterrupt()
        do {
            var command = try parseAsRoot(Preferences.completed(Array(CommandLine.arguments.dropFirst())))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard let failure = Failure(error) else { exit(withError: error) }
            end(failure.status, failure.description)
        }
    }

    private static func end(_ status: ExitStatus, _ message: String) -> Never {
        if !message.isEmpty { StandardError.write("causalsynth: \(Printable.text(message))\n") }
        Foundation.exit(status.rawValue)
    }
}

/// Text from files and models made safe to show: control characters become visible.
enum Printable {
    static func text(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x09, 0x0A: scalar
                    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "?"
                    case 0x7F: "␡"
                    case 0x80...0x9F: "\u{fffd}"
                    default: scalar
                    }
                }))
    }
}
