import CausalEngine
import Realization
import RunLedger

/// What the screen of runs is given by whoever opens the workbench: where ledgers lie, and what only the command knows.
public struct RunServices: Sendable {
    /// Ledgers that were named.
    public var ledgers: [String]
    /// A folder whose ledgers are listed too; `nil` for none.
    public var folder: String?
    /// Makes the realizer of a recorded run again.
    public var realizer: @Sendable (Run, Network) throws -> any Realizer
    /// Writes a file aside and lets it appear once it is whole.
    public var write: FileWriter

    /// Writes what `body` hands to its sink into a file at a path.
    public typealias FileWriter =
        @Sendable (
            _ path: String, _ body: (_ sink: @escaping ([UInt8]) throws -> Void) throws -> Void
        ) throws -> Void

    /// What a live run of the panes is recorded with; `nil` keeps no ledger of it.
    public var recording: RunRecording?

    /// Services for runs; without them runs can be browsed, and neither resumed nor exported.
    public init(
        ledgers: [String] = [], folder: String? = nil,
        realizer: @escaping @Sendable (Run, Network) throws -> any Realizer = { run, _ in
            throw WorkbenchError.noService("the run \(run.id) cannot be resumed here")
        },
        write: @escaping FileWriter = { path, _ in
            throw WorkbenchError.noService("\(path) cannot be written here")
        },
        recording: RunRecording? = nil
    ) {
        self.ledgers = ledgers
        self.folder = folder
        self.realizer = realizer
        self.write = write
        self.recording = recording
    }
}

/// What a live run of the panes is recorded with.
public struct RunRecording: Sendable {
    /// The folder that new ledgers are made in; the current one if `nil`.
    public var folder: String?
    /// What the writer has to be made with again, as one line of JSON without secrets.
    public var realizerParameters: String
    /// The version of the program.
    public var softwareVersion: String

    /// What a live run is recorded with.
    public init(folder: String? = nil, realizerParameters: String, softwareVersion: String) {
        self.folder = folder
        self.realizerParameters = realizerParameters
        self.softwareVersion = softwareVersion
    }
}
