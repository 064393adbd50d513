import ArgumentParser
import CausalEngine
import Evaluation
import RunLedger

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Evaluate a run: report.json, report.md and report.html in a folder.",
        discussion: """
            Realizability, selection bias with its assumption-free bounds and by variable, the data against the model \
            (skeletons, accepted skeletons, and what a second reader finds in the texts), conditional independence with \
            replicate data sets, each independence that the graph implies, interventions, counterfactual pairs, agreement of \
            the two readers, and measures of the texts.
            """)

    @OptionGroup var target: LedgerOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder to write; made where there is none.", valueName: "folder"))
    var output: String

    @Option(help: "The seed of samples and replicates.")
    var seed: UInt64 = 0

    @Option(help: "How many replicate data sets are drawn from the model.")
    var replicates: Int = 100

    func validate() throws {
        guard replicates > 0 else { throw ValidationError("--replicates takes a whole number above 0.") }
    }

    func run() throws {
        let ledger = try Ledger.read(target.ledger)
        let report = try EvaluationReport(
            of: ledger.run(target.run), in: ledger, seed: seed, replicates: replicates, command: CommandLine.text,
            softwareVersion: CausalSynth.version)
        try ledger.close()
        let texts = [
            ("report.json", report.json.indentedText + "\n"), ("report.md", report.markdown),
            ("report.html", report.html),
        ]
        try OutputFolder.fill(output) { folder in
            // None gets its name before all are whole.
            let files = try texts.map { name, text in
                let file = try OutputFile(path: folder.path(of: name))
                try file.write(text)
                return file
            }
            for file in files { try file.finish() }
            StandardError.write("wrote \(texts.map { folder.path(of: $0.0) }.joined(separator: ", "))\n")
        }
    }
}
