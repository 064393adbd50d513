import Synchronization

/// The wording of all variables, given or yet to be derived.
///
/// Deriving it takes longer than reading a small network, and most work on a network asks for no words: so it is done when
/// somebody does.
final class WordingSource: Sendable, Hashable {
    private let variables: [Variable]
    private let made: Mutex<[Wording]?>
    /// Whether somebody gave it.
    let isGiven: Bool

    /// The wording that somebody gave.
    init(_ wording: [Wording]) {
        variables = []
        isGiven = true
        made = Mutex(wording)
    }

    /// The wording that names and states give.
    init(derivedFor variables: [Variable]) {
        self.variables = variables
        isGiven = false
        made = Mutex(nil)
    }

    /// The wording of each variable.
    var wording: [Wording] {
        made.withLock { made in
            if let made { return made }
            let wording = variables.map(DerivedWording.wording)
            made = wording
            return wording
        }
    }

    static func == (left: WordingSource, right: WordingSource) -> Bool {
        left === right || left.wording == right.wording
    }

    func hash(into hasher: inout Hasher) { hasher.combine(wording) }
}
