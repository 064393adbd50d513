import ArgumentParser
import Foundation
import Realization

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Find out what is wrong with terminal, own files, language model and ledgers.",
        discussion: """
            Looks at the terminal; at the files of the configuration folder (config.yaml, keymap.yaml, themes); at the server \
            that --base-url or OPENAI_BASE_URL names, which is asked for its models and for a few words; and at the ledgers \
            that are given. Ends with 0 when nothing is broken, 69 when the server cannot be used, 65 when a file or a ledger \
            cannot.
            """)

    @Argument(help: "Ledgers to examine.")
    var ledgers: [String] = []

    @Option(
        help: ArgumentHelp(
            "The model to try. Without it, OPENAI_MODEL, model in config.yaml, or the only one there is.",
            valueName: "name"))
    var model: String?

    @OptionGroup var server: ChatServerOptions

    @Flag(help: "Print the findings as a JSON object.")
    var json = false

    func run() async throws {
        var report = DoctorReport()
        report.findings += TerminalExamination().findings
        report.findings += UserFilesExamination().findings
        await ServerExamination(server: server, model: model).examine(into: &report)
        for ledger in ledgers { report.findings += LedgerExamination(path: ledger).findings }
        print(json ? report.json.text : report.text)
        if let status = report.status { throw Failure(status, "") }
    }
}
