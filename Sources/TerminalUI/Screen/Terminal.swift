import CTerminal
import Foundation

/// The terminal this process runs in, as a screen that shows canvases and a source of events.
///
/// It belongs to the thread that made it (the type is not `Sendable`); other threads send messages through a ``Mailbox``.
/// The screen is given back by ``stop()``, when the object goes, at `exit`, and on a crash, where whoever handled the signal
/// before runs afterwards.
public final class Terminal {
    /// What to use of the terminal.
    public struct Options: Sendable, Hashable {
        /// Whether the mouse is reported; if not, the terminal selects text by itself.
        public var mouse = true
        /// The colours to use at most; all there are if `nil`, and none under NO_COLOR.
        public var colors: ColorDepth?
        /// The marks to use; those of the locale if `nil`.
        public var glyphs: GlyphSet?

        /// Mouse, and colours and marks as found.
        public init() {}
    }

    /// What the terminal can do; the size follows ``TerminalEvent/resize(_:)``.
    public private(set) var capabilities: Capabilities
    private var shown: Canvas?
    /// The cell that the cursor was left in; `nil` while it is hidden.
    private var shownCursor: Point?
    private var looks: LookCache
    private var isStopped = false

    /// Whether a full screen can be drawn: standard input and output are a terminal that can place its cursor.
    public static var isUsable: Bool { problem == nil }

    /// Why a full screen cannot be drawn; `nil` if it can.
    public static var problem: TerminalError? {
        error(for: terminal_probe())
    }

    /// Takes the screen.
    public init(_ options: Options = Options()) throws(TerminalError) {
        let limit = options.colors ?? (Capabilities.wantsNoColor ? ColorDepth.none : .direct)
        var info = terminal_info()
        let status = terminal_start(
            terminal_options(
                wants_mouse: options.mouse, wants_colors: limit != .none, may_be_direct: limit == .direct), &info)
        if let error = Self.error(for: status) { throw error }
        let found: ColorDepth = info.is_direct ? .direct : min(.indexed, ColorDepth(colors: Int(info.colors)))
        let glyphs = options.glyphs ?? (info.is_utf8 ? .unicode : .ascii)
        capabilities = Capabilities(
            name: Self.name, size: Size(width: Int(info.columns), height: Int(info.rows)), colors: min(limit, found),
            glyphs: info.is_utf8 ? glyphs : .ascii, isMouseOn: options.mouse)
        looks = LookCache(depth: min(limit, found))
    }

    deinit {
        if !isStopped { terminal_stop() }
    }

    /// Gives the screen back; does nothing the second time.
    public func stop() {
        guard !isStopped else { return }
        isStopped = true
        terminal_stop()
    }

    private static var name: String { ProcessInfo.processInfo.environment["TERM"] ?? "" }

    private static func error(for status: Int32) -> TerminalError? {
        switch terminal_status(UInt32(status)) {
        case TERMINAL_OK: nil
        case TERMINAL_NOT_A_TTY: .notATerminal
        case TERMINAL_NO_CURSOR_ADDRESSING: .noCursorAddressing(name)
        case TERMINAL_IN_USE: .inUse
        case TERMINAL_NO_PIPE: .noPipe
        default: .unknown(name)
        }
    }
}

extension Terminal {
    /// Shows a canvas: only what differs from the last one is sent, in one piece where the terminal can, and nothing when nothing differs.
    ///
    /// - Parameters:
    ///   - theme: The colours; another theme than last time draws everything anew.
    ///   - cursor: The cell of the cursor, where input or the focused item is; hidden if `nil`.
    /// - Returns: How many cells were sent.
    @discardableResult
    public func present(_ canvas: Canvas, theme: Theme, cursor: Point? = nil) -> Int {
        guard !isStopped else { return 0 }
        if looks.use(theme) { shown = nil }
        let runs = canvas.diff(from: shown ?? Canvas(size: .zero))
        let place = cursor.flatMap { canvas.bounds.contains($0) ? $0 : nil }
        guard !runs.isEmpty || place != shownCursor else { return 0 }
        shownCursor = place
        var sent = 0
        for run in runs {
            let cells = run.cells.map { looks.cell(for: $0) }
            terminal_put(Int32(run.y), Int32(run.x), cells, cells.count)
            sent += cells.count
        }
        shown = canvas
        terminal_flush(Int32(place?.y ?? 0), Int32(place?.x ?? -1))
        return sent
    }

    /// Draws everything anew with the next canvas, whatever other programs wrote on the screen.
    public func invalidate() {
        shown = nil
        terminal_invalidate()
    }

    /// Turns reports of the mouse on or off.
    public func setMouse(_ isOn: Bool) {
        capabilities.isMouseOn = isOn
        terminal_set_mouse(isOn)
    }

    /// Asks the terminal to put a text onto the clipboard (OSC 52).
    ///
    /// Whether it does is not told: tmux and some terminals drop the request by default.
    /// - Returns: Whether it was sent; texts beyond 74,000 bytes, which terminals cut, are not.
    @discardableResult
    public func copy(_ text: String) -> Bool {
        guard !isStopped, text.utf8.count <= 74_000 else { return false }
        terminal_send("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}")
        return true
    }

    /// Notes a new size; the next canvas is drawn anew.
    func setSize(_ size: Size) {
        capabilities.size = size
        shown = nil
    }

    /// Stops the process as Ctrl-Z does, and draws anew when the shell continues it.
    public func suspend() {
        guard !isStopped else { return }
        terminal_suspend()
        shown = nil
    }
}
