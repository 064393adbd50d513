import CausalEngine
import Realization
import Refinement
import RunLedger
import TerminalUI
import Workbench

/// The exit codes of the contract (sysexits).
enum ExitStatus: Int32 {
    case usage = 64
    case badData = 65
    case inputMissing = 66
    case unavailable = 69
    case internalError = 70
    case cannotCreate = 73
    case inputOutput = 74
    case stoppedEarly = 75
    case interrupted = 130
}

/// A failure with the words for it and the code to end with.
struct Failure: Error, CustomStringConvertible {
    var status: ExitStatus
    var description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    /// The failure that an error of a module means to a user; `nil` for errors of the command line itself.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as EngineError: self.init(error.status, error.description)
        case let error as InferenceError: self.init(.badData, error.description)
        case let error as LedgerError: self.init(error.status, error.description)
        case let error as RefinementError: self.init(.badData, error.description)
        case let error as ChatFailure: self.init(.unavailable, error.description)
        case let error as RealizationError: self.init(.usage, error.description)
        case let error as TranscriptError: self.init(error.status, error.description)
        case let error as SettingsError: self.init(error.status, error.description)
        case let error as WorkbenchError: self.init(error.status, error.description)
        case let error as Key.UnknownKey: self.init(.usage, error.description)
        case is CancellationError: self.init(.interrupted, "")
        default: return nil
        }
    }
}

extension EngineError {
    /// What a command ends with when the engine refuses its input.
    var status: ExitStatus {
        if case .unreadable = self { return .inputMissing }
        return .badData
    }
}

extension LedgerError {
    /// What a command ends with when a ledger refuses.
    var status: ExitStatus {
        switch self {
        case .missing, .unreadable: .inputMissing
        case .cannotCreate, .runExists: .cannotCreate
        case .notALedger, .newerFormat, .noSuchRun, .noRuns, .severalRuns, .damaged: .badData
        case .locked, .readOnly, .failed: .inputOutput
        case .networkWithoutSource, .outOfTurn: .internalError
        }
    }
}

extension TranscriptError {
    /// What a command ends with when a transcript does not hold what is asked of it.
    var status: ExitStatus {
        if case .unreadable = self { return .inputMissing }
        return .badData
    }
}

extension SettingsError {
    /// What a command ends with when a theme, the key map or the defaults of the user are refused.
    var status: ExitStatus {
        if case .unreadable = self { return .inputMissing }
        return .badData
    }
}

extension WorkbenchError {
    /// What a command ends with when the workbench refuses.
    var status: ExitStatus {
        switch self {
        case .badSize: .usage
        case .unknownTheme, .badRecording, .unknownAction, .badKey, .keyTaken: .badData
        case .file: .inputMissing
        case .noTerminal, .noService: .unavailable
        }
    }
}
