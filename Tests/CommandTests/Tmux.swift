import Foundation
import Testing

/// A tmux server of its own with one terminal of fixed size, in which the real program runs.
final class Tmux {
    private let socket = "causalsynth-\(UUID().uuidString.prefix(8))"
    /// Where the program runs.
    let folder: Command.Folder

    init(width: Int, height: Int, terminal: String = "xterm-256color", locale: String = "C.UTF-8") throws {
        folder = try Command.Folder()
        _ = try tmux([
            "-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "env", "-u",
            "CAUSALSYNTH_CONFIG",
            "XDG_CONFIG_HOME=\(folder.path(".config"))", "TERM=\(terminal)",
            "LC_ALL=\(locale)", "PS1=prompt> ", "SWIFT_BACKTRACE=interactive=no", "sh",
        ])
    }

    // Test threads block signals, and what they start inherits it: a server asked to go waits for ever to hear of its shell's end.
    deinit {
        let processes = (try? tmux(["display-message", "-p", "#{pane_pid} #{pid}"])) ?? ""
        for process in processes.split(whereSeparator: \.isWhitespace).compactMap({ Int32($0) }) {
            kill(process, SIGKILL)
        }
    }

    /// The screen as text.
    func screen() throws -> String { try tmux(["capture-pane", "-p"]) }

    /// Types a command line and enter.
    func run(_ command: String) throws {
        _ = try tmux(["send-keys", "-l", command])
        _ = try tmux(["send-keys", "Enter"])
    }

    /// Writes whatever is sent to the terminal from now on into a file as well.
    func record() throws -> URL {
        let file = folder.url.appendingPathComponent("sent")
        try Data().write(to: file)
        _ = try tmux(["pipe-pane", "cat >> '\(file.path)'"])
        return file
    }

    /// What was sent once it holds what is waited for; what was last read when it never does.
    func sent(into file: URL, until end: String) throws -> String {
        var sent = ""
        for _ in 0..<6000 {
            sent = try String(decoding: Data(contentsOf: file), as: UTF8.self)
            if sent.contains(end) { return sent }
            Thread.sleep(forTimeInterval: 0.02)
        }
        Issue.record("\(end) was never sent")
        return sent
    }

    /// Presses keys, each by tmux' name for it.
    func press(_ keys: String...) throws {
        for key in keys { _ = try tmux(["send-keys", key]) }
    }

    /// Reads the screen until it holds what is waited for; the last screen read when it never does.
    func screen(holding parts: String...) throws -> String {
        var screen = ""
        for _ in 0..<6000 {
            screen = try self.screen()
            if parts.allSatisfy(screen.contains) { return screen }
            Thread.sleep(forTimeInterval: 0.02)
        }
        Issue.record("the screen never held \(parts):\n\(screen)")
        return screen
    }

    /// Where the cursor is and whether the terminal is on its alternate screen, takes the mouse or hides the cursor.
    func state() throws -> String {
        try tmux(["display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"])
            .trimmingCharacters(in: .newlines)
    }

    /// The process of the terminal's shell.
    func shellProcess() throws -> Int32 {
        let text = try tmux(["display-message", "-p", "#{pane_pid}"]).trimmingCharacters(in: .newlines)
        return try #require(Int32(text))
    }

    /// What tmux prints. The end of its output is waited for and not its end, which Foundation takes for that of the
    /// server that it leaves behind.
    private func tmux(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tmux", "-L", socket] + arguments
        process.currentDirectoryURL = folder.url
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        return String(decoding: data, as: UTF8.self)
    }
}
