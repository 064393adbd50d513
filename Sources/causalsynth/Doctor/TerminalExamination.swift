import Foundation
import TerminalUI

/// What the workbench can expect of the terminal.
struct TerminalExamination {
    var findings: [DoctorFinding] { [screen, size, colors, letters] }

    private var screen: DoctorFinding {
        let name = Environment["TERM"] ?? ""
        let shown = name.isEmpty ? "TERM is not set" : "TERM is \(name)"
        guard let problem = Terminal.problem else {
            return DoctorFinding(.terminal, "full screen", .ok, shown)
        }
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            return DoctorFinding(
                .terminal, "full screen", .skipped, "this is no terminal; `open` prints one frame as text here",
                mend: "run it in a terminal for the workbench")
        }
        return DoctorFinding(
            .terminal, "full screen", .warning, "\(problem); \(shown)",
            mend: "set TERM to what the terminal is, such as xterm-256color")
    }

    private var size: DoctorFinding {
        let size = FrameSize.ofEnvironment
        let text = "\(size.width) columns, \(size.height) rows"
        guard size.width >= 80, size.height >= 24 else {
            return DoctorFinding(
                .terminal, "size", .warning, text, mend: "the workbench needs 80x24, and is made for 120x40")
        }
        return DoctorFinding(.terminal, "size", .ok, text)
    }

    private var colors: DoctorFinding {
        if Capabilities.wantsNoColor { return DoctorFinding(.terminal, "colours", .ok, "none, as NO_COLOR asks") }
        switch Capabilities.environmentColors {
        case .direct: return DoctorFinding(.terminal, "colours", .ok, "24 bits")
        case .indexed:
            return DoctorFinding(.terminal, "colours", .ok, "256; COLORTERM=truecolor would say that there are more")
        case .ansi, .basic: return DoctorFinding(.terminal, "colours", .ok, "16 at most")
        case .none:
            return DoctorFinding(
                .terminal, "colours", .warning, "none that the environment tells of",
                mend: "set TERM to what the terminal is, such as xterm-256color")
        }
    }

    private var letters: DoctorFinding {
        guard !Capabilities.localeGlyphs.isASCII else {
            return DoctorFinding(
                .terminal, "letters", .warning, "the locale is not UTF-8: graphs are drawn in ASCII",
                mend: "set LC_ALL or LANG to a UTF-8 locale, such as C.UTF-8")
        }
        return DoctorFinding(.terminal, "letters", .ok, "UTF-8")
    }
}
