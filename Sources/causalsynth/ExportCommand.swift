import ArgumentParser
import Evaluation
import RunLedger

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a run's records as JSON lines or CSV.",
        discussion: """
            Every skeleton in row order, those that were never realized too; JSON lines hold every attempt, CSV the flat \
            part. A deterministic realizer's export is the same bytes whenever and however often it is written.
            """)

    @OptionGroup var target: LedgerOptions

    @Option(help: "jsonl or csv.")
    var format: RecordExport.Format = .jsonl

    @Flag(help: "Only the accepted records.")
    var accepted = false

    @Flag(help: "Quote CSV cells that a spreadsheet would take for a formula.")
    var excelSafe = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func run() throws {
        let ledger = try Ledger.read(target.ledger)
        let file = try OutputFile(path: output)
        try RecordExport(of: ledger.run(target.run), in: ledger)
            .write(format, acceptedOnly: accepted, isExcelSafe: excelSafe) { try file.write($0) }
        try file.finish()
        try ledger.close()
    }
}

extension RecordExport.Format: ExpressibleByArgument {}
