import Verification

/// One attempt to word a skeleton: what was asked, what came, how it ended, and how it was read.
public struct Attempt: Sendable, Hashable {
    /// How an attempt ended.
    public struct End: Sendable, Hashable {
        /// The reason: `stop` for a complete draft, else `length`, `refusal`, or why no draft could be had.
        public var reason: String
        /// The tokens of the prompt, where they are known.
        public var promptTokens: Int?
        /// The tokens of the text, where they are known.
        public var completionTokens: Int?

        /// The end of an attempt.
        public init(reason: String = Self.complete, promptTokens: Int? = nil, completionTokens: Int? = nil) {
            self.reason = reason
            self.promptTokens = promptTokens
            self.completionTokens = completionTokens
        }

        /// The reason of a complete draft.
        public static let complete = "stop"
        /// The reason of a counterfactual twin that is given up because its unit was never realized.
        public static let unpaired = "unpaired"
    }

    /// The number of the attempt on its skeleton, from 0.
    public var number: Int
    /// The prompt as it was sent; empty for a realizer without prompts.
    public var prompt: String
    /// The text, as far as it came.
    public var text: String
    /// How the attempt ended.
    public var end: End
    /// What the text was found to say; `nil` when there was no draft to read.
    public var check: TextCheck?
    /// Why no draft could be had, in words.
    public var failure: String?
    /// How long the attempt took, in seconds. Kept, never exported: it differs between runs that are equal else.
    public var seconds: Double?

    /// An attempt with all that is known of it.
    public init(
        number: Int, prompt: String, text: String, end: End = End(), check: TextCheck? = nil, failure: String? = nil,
        seconds: Double? = nil
    ) {
        self.number = number
        self.prompt = prompt
        self.text = text
        self.end = end
        self.check = check
        self.failure = failure
        self.seconds = seconds
    }

    /// Whether the draft is complete and agrees with its skeleton.
    ///
    /// A draft that was cut off or refused is never accepted, whatever its words say so far.
    public var isAccepted: Bool {
        failure == nil && end.reason == End.complete && (check?.verdicts.isConsistent ?? false)
    }

    /// The tokens that the attempt used. Where nobody counted them, four bytes are taken for one; an attempt without any text
    /// has cost nothing then.
    public var tokens: Int {
        if let prompt = end.promptTokens { return prompt + (end.completionTokens ?? 0) }
        return text.isEmpty ? 0 : (prompt.utf8.count + text.utf8.count + 3) / 4
    }

    /// How many answers the attempt asked for, as its prompt tells: one, or as many as it has lines `[call 1: …]`,
    /// `[call 2: …]`, …, one before what is particular to each call of a draft in pieces.
    ///
    /// - Complexity: O(length of the prompt).
    public var calls: Int {
        max(1, prompt.split(separator: "\n").count { $0.hasPrefix("[call ") && $0.hasSuffix("]") && $0.contains(": ") })
    }
}
