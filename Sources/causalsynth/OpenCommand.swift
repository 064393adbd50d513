import ArgumentParser
import CausalEngine
import Foundation
import RunLedger
import TerminalUI
import Workbench

struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the workbench.",
        discussion: """
            Without a terminal one frame is printed as text. The workbench's own help is under the key ?. A ledger in place of a \
            network opens its network and shows its runs, as the key o does those of this folder. Options \
            that are not given come from config.yaml, and other keys from keymap.yaml, in $XDG_CONFIG_HOME/causalsynth; \
            CAUSALSYNTH_CONFIG names another folder, and switches both off when it is empty.
            """)

    @Argument(
        help: ArgumentHelp(
            "A model file, the name of a built-in sample, or a ledger; - reads standard input.", valueName: "net"))
    var network = "asia"

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A ledger to list among the runs. May be repeated.", valueName: "file"))
    var ledger: [String] = []

    @OptionGroup var reading: NetworkReading
    @OptionGroup var interventions: InterventionOptions
    @OptionGroup var writer: RealizerOptions
    @OptionGroup var refinement: RefinementOptions

    @Option(help: "How many records a live run works on at once (default: 1; with --realizer chat 4).")
    var concurrency: Int?

    @Option(help: "The seed of the first sample.")
    var seed: UInt64 = 0

    @Option(name: .short, help: ArgumentHelp("How many skeletons to sample.", valueName: "count"))
    var n: Int = 200

    @Option(help: ArgumentHelp("Print one frame of this size as text and end.", valueName: "COLSxROWS"))
    var snapshot: FrameSize?

    @Option(help: "Keys to press first, such as \"sr<down>n\"; every character is a key, others are named.")
    var keys: String?

    @Flag(help: "With --snapshot: write colours as escapes.")
    var color = false

    @Flag(help: "Draw with ASCII alone.")
    var ascii = false

    @Flag(inversion: .prefixedNo, help: "Use the mouse.")
    var mouse = true

    @Option(help: "The theme: the name of a built-in one or of a file in the configuration folder, or a path.")
    var theme = "dark"

    @Option(help: ArgumentHelp("Log the session's actions.", valueName: "file"))
    var record: String?

    @Option(help: ArgumentHelp("Play the actions of a log first.", valueName: "file"))
    var replay: String?

    func validate() throws {
        guard n > 0 else { throw ValidationError("-n takes a whole number above 0.") }
        guard (concurrency ?? 1) > 0 else { throw ValidationError("--concurrency takes a whole number above 0.") }
    }

    @MainActor func run() async throws {
        let named = try networkOfLedger()
        let network = try named ?? reading.load(network)
        let atOnce = concurrency ?? (writer.realizer == .chat ? 4 : 1)
        // The workbench can be read without a server; what is wrong with one shows when something is asked of it.
        let (realizer, parameters) = try await writer.make(
            for: network, concurrency: atOnce, checksServer: false)
        var options = WorkbenchOptions(
            network: network, realizer: realizer, refinement: refinement.settings(forRealizer: realizer.identity.kind),
            seed: seed,
            skeletons: n, interventions: try interventions.resolve(in: network.scm), concurrency: atOnce, theme: theme,
            themeFolders: UserFiles.themeFolders, keymap: try UserFiles.readKeymap(), glyphs: glyphs, mouse: mouse,
            record: record, replay: replay,
            runs: runs(isLedger: named != nil, concurrency: atOnce),
            beginsWithRuns: named != nil)
        // A frame is made to be looked at, and the same every time: it leaves nothing behind.
        if snapshot == nil, Terminal.isUsable {
            options.runs.recording = RunRecording(
                realizerParameters: parameters, softwareVersion: CausalSynth.version)
        }
        if let snapshot {
            try await printFrame(options, size: snapshot.size)
        } else if Terminal.isUsable {
            end(after: try WorkbenchSession.run(options, keys: keys ?? ""))
        } else {
            try await printFrame(options, size: FrameSize.ofEnvironment)
        }
    }

    /// The network of the ledger that is named in place of one; `nil` when it is no ledger.
    private func networkOfLedger() throws -> Network? {
        guard let file = FileHandle(forReadingAtPath: network) else { return nil }
        defer { try? file.close() }
        guard try file.read(upToCount: 6) == Data("SQLite".utf8) else { return nil }
        let ledger = try Ledger.read(network)
        guard let run = try ledger.runs().first else { throw LedgerError.noRuns(path: network) }
        return try run.network()
    }

    private func runs(isLedger: Bool, concurrency: Int) -> RunServices {
        let server = writer.server
        return RunServices(
            ledgers: (isLedger ? [network] : []) + ledger, folder: FileManager.default.currentDirectoryPath,
            realizer: { run, network in
                try RealizerOptions.make(for: run, network: network, server: server, concurrency: concurrency)
            },
            write: { path, body in
                let file = try OutputFile(path: path)
                try body { try file.write($0) }
                try file.finish()
            })
    }

    private func printFrame(_ options: WorkbenchOptions, size: Size) async throws {
        print(try await WorkbenchSession.snapshot(options, size: size, keys: keys ?? "", colors: color ? depth : nil))
    }

    /// The colours that the environment asks for.
    private var depth: ColorDepth {
        let environment = ProcessInfo.processInfo.environment
        if let refusal = environment["NO_COLOR"], !refusal.isEmpty { return .none }
        return ["truecolor", "24bit"].contains(environment["COLORTERM"]) ? .direct : .indexed
    }

    private func end(after exit: WorkbenchSession.Exit) {
        guard case .signal(let cause) = exit else { return }
        Foundation.exit(cause.exitStatus)
    }

    /// ASCII when asked for, or when the locale names an encoding other than UTF-8.
    private var glyphs: GlyphSet? {
        if ascii { return .ascii }
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale = locale?.lowercased() else { return nil }
        return locale.contains("utf-8") || locale.contains("utf8") ? nil : .ascii
    }
}

/// The size of a frame, written `COLSxROWS`.
struct FrameSize: ExpressibleByArgument {
    var size: Size

    init(size: Size) { self.size = size }

    init?(argument: String) {
        let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1], width > 0, height > 0 else { return nil }
        size = Size(width: width, height: height)
    }

    /// What `COLUMNS` and `LINES` say, else the size of a terminal that cannot do more than print, else 120x40.
    static var ofEnvironment: Size {
        let environment = ProcessInfo.processInfo.environment
        func number(_ name: String) -> Int? { environment[name].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } }
        let standard = ofOutput ?? Size(width: 120, height: 40)
        return Size(width: number("COLUMNS") ?? standard.width, height: number("LINES") ?? standard.height)
    }

    /// The size of the terminal that standard output is, if it is one.
    static var ofOutput: Size? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        return Size(width: Int(size.ws_col), height: Int(size.ws_row))
    }
}
