import CTerminal

extension Terminal {
    /// Waits until something happens, then takes everything that has happened.
    ///
    /// Ctrl-Z and SIGTSTP suspend the process in here; when it is continued a resize is reported.
    ///
    /// - Parameter milliseconds: How long to wait at most; for ever if `nil`.
    /// - Returns: The events in order; none if the time passed.
    public func events(within milliseconds: Int? = nil) -> [TerminalEvent] {
        let ready = Int(terminal_wait(milliseconds.map { Int32(clamping: $0) } ?? -1))
        var events: [TerminalEvent] = []
        if ready & Int(TERMINAL_SUSPEND.rawValue) != 0 { events.append(resumed()) }
        if ready & Int(TERMINAL_RESIZED.rawValue) != 0, let event = resized() { events.append(event) }
        if ready & Int(TERMINAL_INPUT.rawValue) != 0 { takeInput(into: &events) }
        if ready & Int(TERMINAL_WOKEN.rawValue) != 0 { events.append(.wake) }
        let causes: [(terminal_readiness, QuitCause)] = [
            (TERMINAL_INTERRUPTED, .interrupt), (TERMINAL_TERMINATED, .terminated), (TERMINAL_HUNG_UP, .hangup),
        ]
        for (bit, cause) in causes where ready & Int(bit.rawValue) != 0 { events.append(.quit(cause)) }
        return events
    }

    private func takeInput(into events: inout [TerminalEvent]) {
        var raw = terminal_event()
        while terminal_next(&raw) {
            guard let event = TerminalEvent(raw) else { continue }
            if event == .key(Key("z", .control)) {
                events.append(resumed())
            } else if case .mouse(let next) = event, next.action == .drag,
                case .mouse(let last)? = events.last, last.action == .drag
            {
                // Only where a drag has come to matters.
                events[events.count - 1] = event
            } else {
                events.append(event)
            }
        }
    }

    private func resumed() -> TerminalEvent {
        suspend()
        _ = resized()
        return .resize(capabilities.size)
    }

    private func resized() -> TerminalEvent? {
        var columns: Int32 = 0
        var rows: Int32 = 0
        terminal_size(&columns, &rows)
        let size = Size(width: Int(columns), height: Int(rows))
        guard size != capabilities.size else { return nil }
        setSize(size)
        return .resize(size)
    }
}

extension TerminalEvent {
    /// An event of the C side; `nil` if it says nothing.
    init?(_ raw: terminal_event) {
        let modifiers = Key.Modifiers(rawValue: UInt8(truncatingIfNeeded: raw.modifiers))
        switch terminal_event_kind(UInt32(bitPattern: raw.kind)) {
        case TERMINAL_EVENT_CHARACTER:
            guard let scalar = Unicode.Scalar(UInt32(bitPattern: raw.code)) else { return nil }
            self = .key(Key(.character(Character(scalar)), modifiers))
        case TERMINAL_EVENT_KEY:
            guard let code = Key.Code(raw.code) else { return nil }
            self = .key(Key(code, modifiers))
        case TERMINAL_EVENT_MOUSE:
            guard let action = MouseEvent.Action(raw.code) else { return nil }
            let place = Point(x: Int(raw.x), y: Int(raw.y))
            self = .mouse(MouseEvent(action, button: Int(raw.button), at: place, modifiers: modifiers))
        case TERMINAL_EVENT_PASTE:
            let bytes = UnsafeBufferPointer(start: raw.text, count: raw.text_count)
            let text = String(decoding: bytes, as: UTF8.self)
            self = .paste(String(text.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 }))
        default: return nil
        }
    }
}

extension Key.Code {
    fileprivate init?(_ raw: Int32) {
        if raw > Int32(TERMINAL_KEY_F0.rawValue) {
            self = .function(Int(raw) - Int(TERMINAL_KEY_F0.rawValue))
            return
        }
        switch terminal_key(UInt32(bitPattern: raw)) {
        case TERMINAL_KEY_UP: self = .up
        case TERMINAL_KEY_DOWN: self = .down
        case TERMINAL_KEY_LEFT: self = .left
        case TERMINAL_KEY_RIGHT: self = .right
        case TERMINAL_KEY_HOME: self = .home
        case TERMINAL_KEY_END: self = .end
        case TERMINAL_KEY_PAGE_UP: self = .pageUp
        case TERMINAL_KEY_PAGE_DOWN: self = .pageDown
        case TERMINAL_KEY_INSERT: self = .insert
        case TERMINAL_KEY_DELETE: self = .delete
        case TERMINAL_KEY_BACKSPACE: self = .backspace
        case TERMINAL_KEY_ENTER: self = .enter
        case TERMINAL_KEY_TAB: self = .tab
        case TERMINAL_KEY_ESCAPE: self = .escape
        default: return nil
        }
    }
}

extension MouseEvent.Action {
    fileprivate init?(_ raw: Int32) {
        switch terminal_mouse(UInt32(bitPattern: raw)) {
        case TERMINAL_PRESS: self = .press
        case TERMINAL_RELEASE: self = .release
        case TERMINAL_DRAG: self = .drag
        case TERMINAL_WHEEL_UP: self = .wheelUp
        case TERMINAL_WHEEL_DOWN: self = .wheelDown
        default: return nil
        }
    }
}
