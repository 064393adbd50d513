import ArgumentParser
import Evaluation
import RunLedger

struct ExportCommand: ParsableCommand {
    /// What a run's records may be written as.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv, parquet, dataset
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a run's records as JSON lines, CSV, Parquet, or a dataset folder.",
        discussion: """
            Every skeleton in row order, those that were never realized too; JSON lines hold every attempt, CSV and Parquet the \
            flat part. A dataset is a folder with a card (README.md) and data/train-*, as `datasets.load_dataset` and \
            `pandas.read_parquet` take it. A deterministic realizer's export is the same bytes whenever and however often it is \
            written.
            """)

    @OptionGroup var target: LedgerOptions

    @Option(help: "jsonl, csv, parquet or dataset.")
    var format: Format = .jsonl

    @Flag(help: "Only the accepted records.")
    var accepted = false

    @Flag(help: "Quote CSV cells that a spreadsheet would take for a formula.")
    var excelSafe = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The file or folder to write; standard output without it, of all but a dataset.", valueName: "path"))
    var output: String?

    func validate() throws {
        if format == .dataset, output == nil || output == "-" {
            throw ValidationError("A dataset is a folder: name it with -o FOLDER.")
        }
        if format == .parquet, output ?? "-" == "-", StandardOutput.isTerminal {
            throw ValidationError("Parquet is no text for a terminal: name a file with -o FILE.")
        }
    }

    func run() throws {
        let ledger = try Ledger.read(target.ledger)
        let run = try ledger.run(target.run)
        let export = try RecordExport(of: run, in: ledger)
        switch format {
        case .jsonl: try write(export, as: .jsonl, to: output)
        case .csv: try write(export, as: .csv, to: output)
        case .parquet: try write(export, as: .parquet, to: output)
        case .dataset: try writeDataset(export, of: run, in: ledger)
        }
        try ledger.close()
    }

    /// No file gets its name before all are whole, and the card is the last: a folder with a card is whole.
    private func writeDataset(_ export: RecordExport, of run: Run, in ledger: Ledger) throws {
        let card = try DatasetCard(of: run, in: ledger, acceptedOnly: accepted)
        try OutputFolder.fill(output ?? "") { folder in
            try folder.fill("data") { _ in
                let files = [
                    try written(export, as: .parquet, to: folder.path(of: DatasetCard.files.parquet)),
                    try written(export, as: .jsonl, to: folder.path(of: DatasetCard.files.jsonl)),
                    try OutputFile(path: folder.path(of: "README.md")),
                ]
                try files[2].write(card.text)
                for file in files { try file.finish() }
            }
        }
    }

    private func write(_ export: RecordExport, as format: RecordExport.Format, to path: String?) throws {
        try written(export, as: format, to: path).finish()
    }

    /// A file with the records that has no name yet.
    private func written(
        _ export: RecordExport, as format: RecordExport.Format, to path: String?
    ) throws -> OutputFile {
        let file = try OutputFile(path: path)
        try export.write(format, acceptedOnly: accepted, isExcelSafe: excelSafe) { try file.write($0) }
        return file
    }
}
