import CausalEngine

/// Reads texts: finds what the rules look for and decides by cues and scopes what is asserted of it.
///
/// The method is that of NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009), with all phrases of all variables
/// found in one pass. A reader is made once for a network and may be used from any thread.
public struct TextReader: Sendable {
    let analyser: Analyser

    /// A reader for the variables of a network, by the rules of its profile.
    ///
    /// An entry of the rules that is not a pattern is taken as it is written; loading a file has already refused it.
    ///
    /// - Complexity: O(size of the rules).
    public init(network: Network) {
        analyser = Analyser(
            lexicon: Lexicon(network: network), suppressesOverlaps: true)
    }

    /// A reader for free phrases, each taken as it is written; overlapping ones are all reported, one given twice once.
    public init(concepts: [String]) {
        var seen: Set<String> = []
        let distinct = concepts.filter { seen.insert($0).inserted }
        analyser = Analyser(
            lexicon: Lexicon(concepts: distinct), suppressesOverlaps: false)
    }

    /// What a text says of every variable, by the assertion rules alone; see ``Verifier`` for strict reading.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    public func read(_ text: String) -> Reading {
        read(text, mode: .lenient)
    }

    /// What a text says of every variable, as strictly as `mode` asks for.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    public func read(_ text: String, mode: VerificationMode) -> Reading {
        analyser.analyse(text, mode: mode).reading
    }

    /// Every mention of a concept, in the order of the text.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    public func mentions(in text: String) -> [Mention] {
        analyser.analyse(text, mode: .lenient).reading.mentions
    }
}
