import TerminalUI

/// The columns that names take: one for most letters, two for those of East Asia, none for a mark above another. The same
/// with Unicode and with ASCII.
extension Subject.Node {
    /// The columns of the name.
    var nameWidth: Int { GlyphSet.unicode.width(of: name) }

    /// The columns of the widest state; `nil` for a continuous variable.
    var stateWidth: Int? { states.map(GlyphSet.unicode.width).max() }
}
