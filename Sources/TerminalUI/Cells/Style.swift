/// How letters look beside their colours.
public struct Attributes: OptionSet, Sendable, Hashable {
    /// One bit an attribute.
    public let rawValue: UInt8

    /// Attributes from their bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Heavier letters.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter letters.
    public static let dim = Attributes(rawValue: 2)
    /// A line under the letters.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background changed for each other.
    public static let reverse = Attributes(rawValue: 8)
    /// Slanted letters.
    public static let italic = Attributes(rawValue: 16)
    /// A line through the letters.
    public static let strikethrough = Attributes(rawValue: 32)

    /// Every attribute with the name that themes give it.
    static let named: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
        ("strikethrough", .strikethrough),
    ]
}

/// What a cell looks like: the role that the theme gives colours to, and attributes beside the theme's own.
public struct Style: Sendable, Hashable {
    /// What the text is; the theme has its colours.
    public var role: Role
    /// Attributes added to those of the theme.
    public var attributes: Attributes
    /// The role whose background lies behind the text, such as a selected row; the text's own if there is none.
    public var surface: Role?

    /// A style of a role.
    public init(_ role: Role = .text, _ attributes: Attributes = [], on surface: Role? = nil) {
        self.role = role
        self.attributes = attributes
        self.surface = surface
    }

    /// Plain text.
    public static let text = Style(.text)

    /// The same with more attributes.
    public func adding(_ more: Attributes) -> Style {
        Style(role, attributes.union(more), on: surface)
    }

    /// The same on the background of another role.
    public func on(_ surface: Role?) -> Style {
        Style(role, attributes, on: surface)
    }
}
