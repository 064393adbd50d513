/// A key as a terminal reports it.
public struct Key: Sendable, Hashable {
    /// Which key, without the keys held beside it.
    public enum Code: Sendable, Hashable {
        /// A character, in the case it was typed; shift is not told apart.
        case character(Character)
        /// An arrow.
        case up
        /// An arrow.
        case down
        /// An arrow.
        case left
        /// An arrow.
        case right
        /// To the beginning.
        case home
        /// To the end.
        case end
        /// A screen up.
        case pageUp
        /// A screen down.
        case pageDown
        /// Insert.
        case insert
        /// Delete forwards.
        case delete
        /// Delete backwards; also what Ctrl-H sends.
        case backspace
        /// Enter; also what Ctrl-M sends.
        case enter
        /// Tab; also what Ctrl-I sends. With shift it is the key backwards.
        case tab
        /// Escape.
        case escape
        /// A function key from 1 to 12.
        case function(Int)
    }

    /// Keys held beside another.
    public struct Modifiers: OptionSet, Sendable, Hashable {
        /// One bit a key.
        public let rawValue: UInt8

        /// Modifiers from their bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Shift; never set for characters.
        public static let shift = Modifiers(rawValue: 1)
        /// Alt, or escape typed right before.
        public static let alt = Modifiers(rawValue: 2)
        /// Control.
        public static let control = Modifiers(rawValue: 4)
    }

    /// Which key.
    public var code: Code
    /// The keys held beside it.
    public var modifiers: Modifiers

    /// A key.
    public init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    /// A character's key.
    public init(_ character: Character, _ modifiers: Modifiers = []) {
        self.init(.character(character), modifiers)
    }

    /// The character typed, if no control or alt was held.
    public var character: Character? {
        guard modifiers.isEmpty, case .character(let character) = code else { return nil }
        return character
    }
}

/// What the mouse did.
public struct MouseEvent: Sendable, Hashable {
    /// What happened.
    public enum Action: Sendable, Hashable {
        /// A button went down.
        case press
        /// A button went up.
        case release
        /// The mouse moved with a button held.
        case drag
        /// The wheel turned away from the user.
        case wheelUp
        /// The wheel turned towards the user.
        case wheelDown
    }

    /// What happened.
    public var action: Action
    /// The button: 0 is the left one, 1 the middle, 2 the right; 0 for the wheel.
    public var button: Int
    /// The cell it happened in.
    public var position: Point
    /// The keys held.
    public var modifiers: Key.Modifiers

    /// Something the mouse did.
    public init(_ action: Action, button: Int = 0, at position: Point, modifiers: Key.Modifiers = []) {
        self.action = action
        self.button = button
        self.position = position
        self.modifiers = modifiers
    }
}
