import Foundation
import TerminalUI

/// A session of the terminal workbench: on this process's terminal, or one frame of it as text.
public enum WorkbenchSession {
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
    /// - Parameters:
    ///   - options: what the workbench is opened with; its recording to replay is played before the keys.
    ///   - keys: a script of keys that are pressed first, as `Key.script` reads it.
    /// - Throws: ``WorkbenchError``, `SettingsError` or `Key.UnknownKey` when there is no terminal, no such theme or key, or a
    ///   recording cannot be used.
    public static func run(_ options: WorkbenchOptions, keys: String = "") throws -> Exit {
        let theme = try Theme.load(options.theme, folders: options.themeFolders)
        let script = try script(options, keys: keys)
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
        var loop = SessionLoop(options, terminal: terminal, theme: theme, recorder: recorder, script: script)
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
    /// - Throws: ``WorkbenchError``, `SettingsError`, or an unknown name of a key.
    public static func snapshot(
        _ options: WorkbenchOptions, size: Size, keys: String = "", colors: ColorDepth? = nil
    ) async throws -> String {
        guard (1...1000).contains(size.width), (1...1000).contains(size.height) else {
            throw WorkbenchError.badSize("\(size.width)x\(size.height)")
        }
        let script = try script(options, keys: keys)
        _ = try Theme.load(options.theme, folders: options.themeFolders)
        let recorder = try options.record.map { try SessionRecorder(path: $0) }
        var session = await HeadlessSession(options, size: size)
        for message in script where !session.model.hasEnded { await session.send(message) }
        for action in session.log { recorder?.write(action) }
        let canvas = view(session.model, glyphs: options.glyphs ?? .unicode)
        guard let colors else { return canvas.plainText() }
        let theme = try Theme.load(session.model.themeName ?? options.theme, folders: options.themeFolders)
        return canvas.ansiText(theme: theme, colors: colors)
    }

    /// What is played before anybody takes over: a recording, then keys.
    private static func script(_ options: WorkbenchOptions, keys: String) throws -> [Message] {
        let keys = try Key.script(keys).get()
        let played = try options.replay.map { try actions(ofRecordingAt: $0) } ?? []
        return played.map { .action($0) } + keys.map { .key($0) }
    }

    private static func actions(ofRecordingAt path: String) throws(WorkbenchError) -> [Action] {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw .file(path: path, reason: isThere ? "it cannot be read as UTF-8 text" : "there is no such file")
        }
        return try Recording.actions(in: text)
    }
}
