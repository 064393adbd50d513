/// The marks that the screen is drawn with: one set for terminals that show Unicode, one for those that do not.
///
/// Every mark but those of ``eighthsUp`` and ``eighthsRight`` is one column wide, and each has a twin in the other set.
public struct GlyphSet: Sendable, Hashable {
    /// Whether only ASCII may reach the terminal; other characters of texts are then shown by the nearest ASCII one.
    public let isASCII: Bool
    /// Stands for text that was cut off.
    public let ellipsis: String
    /// Marks the selected item of a list.
    public let pointer: String
    /// An item of a list.
    public let bullet: String
    /// Between two parts of a line.
    public let separator: String
    /// A full dot: observed, on, chosen.
    public let dot: String
    /// An empty dot: not observed, off.
    public let ring: String
    /// Something is as it should be.
    public let check: String
    /// Something is not as it should be.
    public let cross: String
    /// Something is not there.
    public let missing: String
    /// Something is only possible.
    public let doubt: String
    /// Two things that exclude each other.
    public let conflict: String
    /// Something that should not be there.
    public let leak: String
    /// Something set from outside.
    public let intervened: String
    /// A line that was cut.
    public let scissors: String
    /// Something that differs.
    public let changed: String
    /// Arrowheads.
    public let arrowUp: String
    /// An arrowhead that points down.
    public let arrowDown: String
    /// An arrowhead that points to the left.
    public let arrowLeft: String
    /// An arrowhead that points to the right.
    public let arrowRight: String
    /// A full cell.
    public let full: String
    /// The empty part of a gauge.
    public let empty: String
    /// The part of a scroll bar that does not move.
    public let scrollTrack: String
    /// The part of a scroll bar that moves.
    public let scrollThumb: String
    /// The end of text that is still being written.
    public let caret: String
    /// Eight heights of a column of a sparkline, from the lowest.
    public let eighthsUp: [String]
    /// Parts of a gauge's last cell in growing order, without empty and full.
    public let eighthsRight: [String]
    /// The pictures of a spinning wheel.
    public let spinner: [String]

    /// Box drawing, blocks, braille and geometric shapes; no emoji.
    public static let unicode = GlyphSet(
        isASCII: false, ellipsis: "…", pointer: "▶", bullet: "•", separator: "│", dot: "●", ring: "○", check: "✓",
        cross: "✗", missing: "–", doubt: "?", conflict: "≠", leak: "◆", intervened: "!", scissors: "✂", changed: "Δ",
        arrowUp: "▴", arrowDown: "▾", arrowLeft: "◂", arrowRight: "▸", full: "█", empty: "·", scrollTrack: "│",
        scrollThumb: "█", caret: "▌", eighthsUp: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        eighthsRight: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"],
        spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"])

    /// The same marks in ASCII.
    public static let ascii = GlyphSet(
        isASCII: true, ellipsis: "~", pointer: ">", bullet: "*", separator: "|", dot: "*", ring: "o", check: "+",
        cross: "x", missing: "-", doubt: "?", conflict: "%", leak: "@", intervened: "!", scissors: "X", changed: "~",
        arrowUp: "^", arrowDown: "v", arrowLeft: "<", arrowRight: ">", full: "#", empty: ".", scrollTrack: "|",
        scrollThumb: "#", caret: "_", eighthsUp: [".", "_", "-", "=", "+", "*", "%", "#"], eighthsRight: ["-", "="],
        spinner: ["|", "/", "-", "\\"])
}
