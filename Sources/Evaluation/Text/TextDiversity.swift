import CausalEngine

/// How much texts differ in their words.
public struct TextDiversity: Sendable, Hashable {
    /// The pairs of neighbouring words.
    public private(set) var pairs = 0
    /// The different ones among them.
    public var differentPairs: Int { seenPairs.count }
    /// The sentences.
    public private(set) var sentences = 0
    /// The different ones among them.
    public var differentSentences: Int { seenSentences.count }
    private var seenPairs: Set<[Substring]> = []
    private var seenSentences: Set<String> = []

    /// Of no text yet.
    public init() {}

    /// Counts one more text.
    ///
    /// - Parameter sentences: where its sentences are, as offsets in Unicode scalars.
    /// - Complexity: O(length of the text).
    public mutating func add(_ text: String, sentences: [Range<Int>]) {
        let scalars = Array(text.unicodeScalars)
        for range in sentences {
            let sentence = String(String.UnicodeScalarView(scalars[range])).lowercased()
            let words = sentence.split { !$0.isLetter && !$0.isNumber }
            self.sentences += 1
            seenSentences.insert(words.joined(separator: " "))
            for (first, second) in zip(words, words.dropFirst()) {
                pairs += 1
                seenPairs.insert([first, second])
            }
        }
    }

    /// Distinct-2 (Li et al. 2016): different pairs of neighbouring words over all pairs; `nil` without any. It falls with the
    /// number of texts, so only like numbers compare.
    public var distinct2: Double? { pairs > 0 ? Double(differentPairs) / Double(pairs) : nil }

    /// The measures as one object.
    public var json: JSONValue {
        [
            "distinct2": JSONValue(distinct2), "sentences": .integer(sentences),
            "uniqueSentences": .integer(differentSentences),
        ]
    }
}
