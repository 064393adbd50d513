import Synchronization

/// Tells of a draft that is made of pieces in the order of its text, while they come in any order.
///
/// Everything before the first open piece stands; of that piece its words are told as they come, and all others wait. Where
/// its words come to stand otherwise than they were told, the text begins anew.
final class PieceTelling: Sendable {
    private struct State {
        /// What has come of pieces that are open.
        var coming: [Int: String] = [:]
        /// The words of pieces that are written.
        var words: [Int: String] = [:]
        /// The first open piece.
        var next = 0
        /// The text before it.
        var settled = ""
        /// What of the first open piece has been told.
        var told = ""
    }

    private let pieces: [DraftPiece]
    private let report: @Sendable (DraftEvent) -> Void
    private let state = Mutex(State())

    init(_ pieces: [DraftPiece], _ report: @escaping @Sendable (DraftEvent) -> Void) {
        self.pieces = pieces
        self.report = report
        state.withLock { tell(&$0) }
    }

    /// More of a piece has come, or what came of it is void.
    func take(_ event: ChatEvent, of position: Int) {
        state.withLock { state in
            switch event {
            case .text(let text): state.coming[position, default: ""] += text
            case .restarted: state.coming[position] = nil
            }
            tell(&state)
        }
    }

    /// A piece is written.
    func end(_ position: Int, with words: String) {
        state.withLock { state in
            state.words[position] = words
            tell(&state)
        }
    }

    private func tell(_ state: inout State) {
        while state.next < pieces.count {
            let words = pieces[state.next].keptWords ?? state.words[state.next]
            let coming = state.coming[state.next, default: ""].drop(while: \.isWhitespace)
            let text = [DraftPiece].spaced(words ?? String(coming), after: state.settled)
            if !text.hasPrefix(state.told) {
                report(.restarted)
                if !state.settled.isEmpty { report(.text(state.settled)) }
                state.told = ""
            }
            let rest = text.dropFirst(state.told.count)
            if !rest.isEmpty { report(.text(String(rest))) }
            state.told = text
            guard words != nil else { return }
            state.settled += text
            state.told = ""
            state.next += 1
        }
    }
}
