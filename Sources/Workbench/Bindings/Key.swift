/// A key as a terminal can really send it.
public enum Key: Sendable, Hashable {
    /// A printed character.
    case character(Character)
    /// A letter held with control, lower case.
    case control(Character)
    /// A function key, from 1.
    case function(Int)
    /// Enter.
    case enter
    /// Tab.
    case tab
    /// Shift-tab.
    case backTab
    /// Escape.
    case escape
    /// Backspace.
    case backspace
    /// The forward delete key.
    case delete
    /// Cursor up.
    case up
    /// Cursor down.
    case down
    /// Cursor left.
    case left
    /// Cursor right.
    case right
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// Home.
    case home
    /// End.
    case end

    /// The key as help and footer name it, such as `ctrl-r`, `enter` or `s`.
    public var label: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(let letter): "ctrl-\(letter)"
        case .function(let number): "f\(number)"
        case .enter: "enter"
        case .tab: "tab"
        case .backTab: "shift-tab"
        case .escape: "esc"
        case .backspace: "backspace"
        case .delete: "del"
        case .up: "up"
        case .down: "down"
        case .left: "left"
        case .right: "right"
        case .pageUp: "pgup"
        case .pageDown: "pgdn"
        case .home: "home"
        case .end: "end"
        }
    }
}
