import TerminalUI
import Verification

extension Verdict.Kind {
    /// The role of the verdict's colour.
    var role: Role {
        switch self {
        case .match: .accepted
        case .absent: .absent
        case .contradicted: .contradicted
        case .uncertain: .uncertain
        case .conflicting: .conflicting
        case .leaked: .leaked
        }
    }

    /// The mark that goes with the colour everywhere, so that none is needed.
    func mark(_ glyphs: GlyphSet) -> String {
        switch self {
        case .match: glyphs.check
        case .absent: glyphs.missing
        case .contradicted: glyphs.cross
        case .uncertain: glyphs.doubt
        case .conflicting: glyphs.conflict
        case .leaked: glyphs.leak
        }
    }
}
