/// What a terminal tells the program.
public enum TerminalEvent: Sendable, Hashable {
    /// A key was pressed.
    case key(Key)
    /// The mouse did something.
    case mouse(MouseEvent)
    /// Text was pasted; lines end in line feeds. It may hold anything: it is data.
    case paste(String)
    /// The screen has a new size, or was taken again after a suspension.
    case resize(Size)
    /// The program is asked to end.
    case quit(QuitCause)
    /// Another thread called ``Waker/wake()``.
    case wake
}

/// Why a program is asked to end.
public enum QuitCause: Sendable, Hashable {
    /// SIGTERM.
    case terminated
    /// SIGHUP, or the terminal is gone.
    case hangup
    /// SIGINT from outside. (Ctrl-C is a key.)
    case interrupt

    /// The exit status that shells expect: 128 and the signal's number.
    public var exitStatus: Int32 {
        switch self {
        case .hangup: 129
        case .interrupt: 130
        case .terminated: 143
        }
    }
}

/// Why there is no terminal to draw on.
public enum TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Standard input or output is no terminal.
    case notATerminal
    /// TERM is not set or not known.
    case unknown(String)
    /// The terminal cannot place its cursor.
    case noCursorAddressing(String)
    /// The terminal is in use already.
    case inUse
    /// The system gave no pipe.
    case noPipe

    /// What is wrong and how to mend it.
    public var description: String {
        switch self {
        case .notATerminal: "standard input and output are not a terminal"
        case .unknown(let name): "the terminal “\(name)” is not known here; set TERM, for example to xterm-256color"
        case .noCursorAddressing(let name):
            "the terminal “\(name)” cannot place its cursor; set TERM, for example to xterm-256color"
        case .inUse: "the terminal is in use already"
        case .noPipe: "the system gave no pipe for signals"
        }
    }
}
