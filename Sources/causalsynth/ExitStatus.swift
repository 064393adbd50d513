import ArgumentParser
import CausalEngine

/// The exit codes of the contract (sysexits).
enum ExitStatus: Int32 {
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
}

extension EngineError {
    /// What a command ends with when the engine refuses its input.
    var status: ExitStatus {
        if case .unreadable = self { return .inputMissing }
        return .badData
    }
}
