import TerminalUI

/// What follows from a message: the changed model, and the work to be done elsewhere.
///
/// Pure: the same model and message always give the same result. It never waits and never computes anything of the
/// engine's; whatever the model lacks is asked for as an effect.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
    var effects: [Effect]
    switch message {
    case .key(let key): effects = model.press(key)
    case .action(let action): effects = model.perform(action)
    case .paste(let text): effects = model.paste(text)
    case .click(let x, let y): effects = model.click(Point(x: x, y: y))
    case .wheel(let x, let y, let lines): effects = model.turnWheel(Point(x: x, y: y), lines: lines)
    case .resized(let size):
        model.size = size
        model.reveal()
        effects = [.redraw]
    case .report(let id, let report): effects = model.receive(report, from: id)
    }
    return effects + model.reconcile()
}

/// The effects that a fresh model begins with: layout, beliefs and skeletons.
public func start(_ model: inout Model) -> [Effect] {
    model.reconcile()
}

extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        if let binding = settings.keymap.binding(for: key, in: self) {
            if let reason = binding.refusal(self) {
                notice = Notice(text: reason, kind: .refused)
                return []
            }
            return perform(binding.action)
        }
        if let character = key.character {
            if acceptsText { return perform(.type(String(character))) }
            if case .menu = overlay, let number = character.wholeNumberValue { return perform(.choose(number - 1)) }
        }
        return []
    }

    /// Whether printed characters go into a line of input.
    var acceptsText: Bool {
        switch overlay {
        case .prompt, .palette: true
        case .menu, .help, nil: false
        }
    }

    mutating func paste(_ text: String) -> [Effect] {
        guard acceptsText, let line = text.split(whereSeparator: \.isNewline).first else { return [] }
        return perform(.type(String(line)))
    }

    /// Does an action, whether it came from a key, the palette, the mouse or a recording.
    mutating func perform(_ action: Action) -> [Effect] {
        notice = nil
        // How a session ended and was drawn is no part of what it did.
        let isLogged = settings.isRecording && ![.quit, .suspend, .redraw].contains(action)
        let log: [Effect] = isLogged ? [.log(action)] : []
        if overlay != nil, let effects = performInOverlay(action) { return log + effects }
        return log + performOnScreen(action)
    }

    /// Does an action by what fills the screen, if it has a meaning of its own there.
    mutating func performOnScreen(_ action: Action) -> [Effect] {
        let own: [Effect]? =
            switch screen {
            case .runs: performInRuns(action)
            case .backdoor: performInBackdoor(action)
            case .audit: performInAudit(action)
            case .panes, .twin: nil
            }
        return own ?? performMove(action) ?? performChange(action) ?? performShow(action)
    }

    mutating func refuse(_ reason: String) -> [Effect] {
        notice = Notice(text: reason, kind: .refused)
        return []
    }

    mutating func say(_ text: String) {
        notice = Notice(text: text, kind: .done)
    }
}
