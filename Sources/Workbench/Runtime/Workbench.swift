import Foundation
import TerminalUI

/// The terminal workbench.
public enum Workbench {
    /// Why a session ended.
    public enum Exit: Sendable, Hashable {
        /// Its user quit.
        case quit
        /// The process was asked to end.
        case signal(QuitCause)
    }

    /// Runs an interactive session on this process's terminal until it is quit.
    ///
    /// Call it on the main thread: it owns the terminal and waits there. All other work is done in tasks.
    ///
    /// - Throws: ``WorkbenchError`` or `ThemeError` when there is no terminal, no such theme, or a recording cannot be used.
    public static func run(_ options: WorkbenchOptions) throws -> Exit {
        let theme = try Theme.load(options.theme, folders: options.themeFolders)
        let replay = try options.replay.map { try actions(ofRecordingAt: $0) } ?? []
        let recorder = try options.record.map { try SessionRecorder(path: $0) }
        var terminalOptions = Terminal.Options()
        terminalOptions.mouse = options.mouse
        terminalOptions.colors = options.colors
        terminalOptions.glyphs = options.glyphs
        let terminal: Terminal
        do {
            terminal = try Terminal(terminalOptions)
        } catch {
            throw WorkbenchError.noTerminal("\(error)")
        }
        defer { terminal.stop() }
        var loop = SessionLoop(options, terminal: terminal, theme: theme, recorder: recorder, replay: replay)
        return loop.run()
    }

    /// One frame as text: a session without a terminal, after pressing `keys`, with all work done to its end.
    ///
    /// - Parameters:
    ///   - options: what the workbench is opened with; its recording to replay is played before the keys.
    ///   - size: columns and rows.
    ///   - keys: a script of keys as `Key.script` reads it.
    ///   - colors: the colours in which escapes are written; plain text without any if `nil`.
    /// - Returns: the frame, lines joined by line feeds.
    /// - Throws: ``WorkbenchError``, `ThemeError`, or an unknown name of a key.
    public static func snapshot(
        _ options: WorkbenchOptions, size: Size, keys: String = "", colors: ColorDepth? = nil
    ) async throws -> String {
        guard (1...1000).contains(size.width), (1...1000).contains(size.height) else {
            throw WorkbenchError.badSize("\(size.width)x\(size.height)")
        }
        let keys = try Key.script(keys).get()
        var session = await HeadlessSession(options, size: size)
        for action in try options.replay.map({ try actions(ofRecordingAt: $0) }) ?? [] {
            await session.send(.action(action))
        }
        await session.press(keys)
        let canvas = view(session.model, glyphs: options.glyphs ?? .unicode)
        guard let colors else { return canvas.plainText() }
        let theme = try Theme.load(session.model.themeName ?? options.theme, folders: options.themeFolders)
        return canvas.ansiText(theme: theme, colors: colors)
    }

    private static func actions(ofRecordingAt path: String) throws(WorkbenchError) -> [Action] {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .file(path: path, reason: "it cannot be read as UTF-8 text")
        }
        return try Recording.actions(in: text)
    }
}
