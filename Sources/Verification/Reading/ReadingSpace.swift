import Synchronization

/// The storage that one text after the other is read in, so that a reading allocates nothing but its results.
///
/// One thread uses a space at a time; see ``ReadingSpaces``.
final class ReadingSpace: @unchecked Sendable {
    var buffer = TokenBuffer()
    let findings = Findings()
    let finding = Finder.Scratch()
    let sentences = Tape<Sentence>()
    /// The candidates of one sentence.
    let candidates = Tape<Candidate>()
    /// What those candidates come to.
    let assertions = Tape<Asserted>()
    /// What the mentions of the text say, and for every variable the place of its first one.
    let facts = Tape<MentionFact>()
    let firstFacts = Tape<Int32>()
    let numbers = NumberReader.Scratch()
    let scopes = ScopeReader.Scratch()
    let parsing = StatementParser.Scratch()

    deinit {
        buffer.deallocate()
        findings.deallocate()
        finding.deallocate()
        sentences.deallocate()
        candidates.deallocate()
        assertions.deallocate()
        facts.deallocate()
        firstFacts.deallocate()
        numbers.deallocate()
        scopes.deallocate()
        parsing.deallocate()
    }
}

/// The spaces of a reader that no thread uses at the moment.
final class ReadingSpaces: Sendable {
    private let idle = Mutex<[ReadingSpace]>([])

    /// The capacity, in tokens, above which a space is given up after use.
    private static let keptCapacity = 1 << 18

    /// Does something with a space that nobody else uses.
    func withSpace<Result>(_ body: (ReadingSpace) -> Result) -> Result {
        let space = idle.withLock { $0.popLast() } ?? ReadingSpace()
        let result = body(space)
        if space.buffer.tokens.capacity <= Self.keptCapacity { idle.withLock { $0.append(space) } }
        return result
    }
}
