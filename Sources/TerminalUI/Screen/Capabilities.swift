import CTerminal
import Foundation

/// What a terminal can do, as it was found out.
public struct Capabilities: Sendable, Hashable {
    /// The value of TERM.
    public var name: String
    /// Columns and rows.
    public var size: Size
    /// How many colours are used.
    public var colors: ColorDepth
    /// The marks that can be shown.
    public var glyphs: GlyphSet
    /// Whether the mouse is reported.
    public var isMouseOn: Bool

    /// Capabilities as given, such as for a drawing without a terminal.
    public init(
        name: String = "", size: Size, colors: ColorDepth = .none, glyphs: GlyphSet = .unicode, isMouseOn: Bool = false
    ) {
        self.name = name
        self.size = size
        self.colors = colors
        self.glyphs = glyphs
        self.isMouseOn = isMouseOn
    }

    /// Whether the environment asks for no colours: NO_COLOR set to anything but an empty text (no-color.org).
    public static var wantsNoColor: Bool {
        ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    }

    /// The marks for the locale of the environment: ASCII where its encoding is not UTF-8.
    public static var localeGlyphs: GlyphSet {
        terminal_is_utf8() ? .unicode : .ascii
    }

    /// The colours that output outside of a full screen may use, from NO_COLOR, COLORTERM and TERM alone.
    public static var environmentColors: ColorDepth {
        let environment = ProcessInfo.processInfo.environment
        let term = environment["TERM"] ?? ""
        if wantsNoColor || term.isEmpty || term == "dumb" || term.hasPrefix("vt") { return .none }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") || term.hasSuffix("-direct") {
            return .direct
        }
        return term.hasSuffix("-256color") ? .indexed : .basic
    }
}
