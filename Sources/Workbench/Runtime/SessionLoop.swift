import TerminalUI

/// The loop of an interactive session: wait, take in everything that has happened, draw once.
///
/// It is the only owner of model and terminal. However fast a run reports, one frame is drawn for all that has come, at most some
/// sixty a second unless a key was pressed, and keys come first (``FrameQueue``).
struct SessionLoop {
    private var model: Model
    private let options: WorkbenchOptions
    private let terminal: Terminal
    private var theme: Theme
    private var shownTheme: Int
    private let recorder: SessionRecorder?
    /// What is still to be played, the next last.
    private var script: [Message]
    private let mailbox = Mailbox<Message>()
    private var queue = FrameQueue()
    private let runner: EffectRunner
    private let glyphs: GlyphSet
    private var exit: WorkbenchSession.Exit?

    private static let frame: Duration = .milliseconds(16)

    init(
        _ options: WorkbenchOptions, terminal: Terminal, theme: Theme, recorder: SessionRecorder?, script: [Message]
    ) {
        self.options = options
        self.terminal = terminal
        self.theme = theme
        self.recorder = recorder
        self.script = script.reversed()
        model = options.model(size: terminal.capabilities.size)
        shownTheme = model.theme
        glyphs = terminal.capabilities.glyphs
        let isWatched = ["simulated", "template"].contains(options.realizer.identity.kind)
        let pace =
            isWatched
            ? WorkContext.Pace(piece: .milliseconds(25), attempt: .milliseconds(20), reading: .milliseconds(25))
            : .init()
        let context = WorkContext(options, subject: model.subject, isASCII: glyphs.isASCII, pace: pace)
        runner = EffectRunner(context) { [mailbox] in mailbox.post($0) }
    }

    mutating func run() -> WorkbenchSession.Exit {
        carryOut(start(&model))
        draw()
        let clock = ContinuousClock()
        var drawn = clock.now
        while exit == nil {
            // What is left over of the last frame does not wait, nor does a key; all else waits for its frame.
            var hasInput = take(terminal.events(within: queue.isEmpty ? nil : 0))
            while !hasInput, queue.isEmpty, exit == nil {
                let rest = Self.frame - (clock.now - drawn)
                guard rest > .zero else { break }
                hasInput = take(terminal.events(within: Int(rest / .milliseconds(1)) + 1))
            }
            queue.addReports(mailbox.drain())
            queue.beginFrame()
            while exit == nil, let message = queue.next() { carryOut(update(&model, message)) }
            playNext()
            if exit == nil { draw() }
            drawn = clock.now
        }
        runner.cancelAll()
        runner.closeLedgers()
        return exit ?? .quit
    }

    /// Takes in what the terminal tells; whether any of it came from the user.
    private mutating func take(_ events: [TerminalEvent]) -> Bool {
        var hasInput = false
        for event in events {
            switch event {
            case .quit(let cause): exit = .signal(cause)
            case .wake: continue
            default:
                hasInput = true
                queue.addInput(Message(event).map { [$0] } ?? [])
            }
        }
        return hasInput
    }

    private mutating func carryOut(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .begin(let id, let work): runner.begin(id, work)
            case .cancel(let id): runner.cancel(id)
            case .finish(let id): runner.finish(id)
            case .letGo(let key): runner.letGo(key)
            case .redraw: terminal.invalidate()
            case .suspend: terminal.suspend()
            case .log(let action): recorder?.write(action)
            case .quit: exit = .quit
            }
        }
    }

    /// Plays the next messages of a recording or a script of keys, each once all work is done.
    private mutating func playNext() {
        while model.pending.isEmpty, exit == nil, let message = script.popLast() {
            carryOut(update(&model, message))
        }
    }

    private mutating func draw() {
        if model.theme != shownTheme, let name = model.themeName {
            shownTheme = model.theme
            theme = (try? Theme.load(name, folders: options.themeFolders)) ?? theme
        }
        let screen = Screen(model, glyphs: glyphs)
        terminal.present(screen.painter.canvas, theme: theme, cursor: screen.painter.cursor)
    }
}

extension Message {
    /// What a terminal's event means; `nil` for what nothing follows from.
    init?(_ event: TerminalEvent) {
        switch event {
        case .key(let key): self = .key(key)
        case .paste(let text): self = .paste(text)
        case .resize(let size): self = .resized(size)
        case .mouse(let mouse):
            let place = mouse.position
            switch mouse.action {
            case .press where mouse.button == 0: self = .click(x: place.x, y: place.y)
            case .wheelUp: self = .wheel(x: place.x, y: place.y, lines: -3)
            case .wheelDown: self = .wheel(x: place.x, y: place.y, lines: 3)
            default: return nil
            }
        case .quit, .wake: return nil
        }
    }
}
