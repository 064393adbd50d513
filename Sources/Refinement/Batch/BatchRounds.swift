import CausalEngine
import Realization
import RunLedger

/// Refines a run in rounds that somebody else carries out: the next attempt of every open skeleton goes out as one file, and
/// what comes back is read, judged and recorded, so that the next round holds the corrections.
///
/// What a skeleton is asked next is the strategy's to say (``Refiner/nextRequest(for:after:)``) and hangs on the ledger
/// alone: the same round comes out however often it is written.
public struct BatchRounds: Sendable {
    /// The kind of realizer of a run that goes in rounds.
    public static let realizer = "batch"

    private let ledger: Ledger
    private let run: Run
    private let network: Network
    private let writer: BatchWriter
    private let refiner: Refiner

    /// The rounds of a run.
    ///
    /// - Throws: ``RefinementError`` when the run does not go in rounds, or its settings are not known.
    public init(ledger: Ledger, run: Run, network: Network, settings: ChatSettings) throws(RefinementError) {
        guard run.writer.kind == Self.realizer else {
            throw .notInRounds(run: run.id, realizer: run.writer.kind)
        }
        self.ledger = ledger
        self.run = run
        self.network = network
        writer = BatchWriter(network: network, settings: settings)
        // Nobody writes here: the refiner only says what is asked next, and judges.
        refiner = Refiner(network: network, realizer: TemplateRealizer(), settings: try RefinementSettings(of: run))
    }

    /// The lines of the next round, in row order.
    ///
    /// - Returns: how many there are.
    /// - Throws: ``LedgerError``, ``EngineError`` for a template that is not well formed, or what `sink` throws.
    /// - Complexity: O(records).
    public func export(to sink: (JSONValue) throws -> Void) throws -> Int {
        var count = 0
        try ledger.forEachRecord(of: run, in: network) { record in
            guard let request = refiner.nextRequest(for: record.unit.skeleton, after: record.attempts) else { return }
            try sink(try writer.line(for: request, id: name(of: record.unit.position, request.attempt).text))
            count += 1
        }
        return count
    }

    /// Takes in the results of a round: all of them, or nothing when a line is broken or belongs to no attempt of the run.
    ///
    /// Results may come in any order, partly, or twice. What is recorded already stays as it is. Of several results of one
    /// attempt the first answer counts, else the first error; a line that was never carried out leaves its skeleton open.
    ///
    /// - Parameter lines: the lines of the file.
    /// - Throws: ``RefinementError/refusedResults(problems:)``, ``LedgerError``.
    public func take(_ lines: [String]) async throws -> BatchIntake {
        let records = try records()
        var intake = BatchIntake()
        let results = try sort(lines, records, &intake)
        var attempts: [(position: Int, attempt: Attempt)] = []
        for (position, result) in results.sorted(by: { $0.key < $1.key }) {
            guard let record = records[position],
                let request = refiner.nextRequest(for: record.unit.skeleton, after: record.attempts)
            else { continue }
            let draft = try writer.draft(from: result, for: request)
            let end = Attempt.End(
                reason: draft.end.reason, promptTokens: draft.end.promptTokens,
                completionTokens: draft.end.completionTokens)
            let attempt = refiner.attempt(
                on: request, prompt: draft.prompt, text: draft.text, end: end, failure: draft.failure)
            attempts.append((position, attempt))
            if attempt.failure != nil { intake.failed += 1 }
        }
        try await ledger.record(attempts, of: run, in: network)
        intake.recorded = attempts.count
        return intake
    }

    private func records() throws -> [Int: RunRecord] {
        var records: [Int: RunRecord] = [:]
        try ledger.forEachRecord(of: run, in: network) { records[$0.unit.position] = $0 }
        return records
    }

    /// The result that counts for each skeleton.
    private func sort(
        _ lines: [String], _ records: [Int: RunRecord], _ intake: inout BatchIntake
    ) throws(RefinementError) -> [Int: BatchResult] {
        var problems: [BatchProblem] = []
        var results: [Int: BatchResult] = [:]
        for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
            do {
                let result = try BatchResult(parsing: line)
                guard let position = try position(of: result.id, in: records) else {
                    intake.known += 1
                    continue
                }
                guard result.omission == nil else {
                    intake.omitted += 1
                    continue
                }
                if results[position] != nil { intake.repeated += 1 }
                if results[position] == nil || (result.isAnswer && results[position]?.isAnswer == false) {
                    results[position] = result
                }
            } catch {
                problems.append(BatchProblem(line: index + 1, description: error.description))
            }
        }
        guard problems.isEmpty else { throw .refusedResults(problems: problems) }
        return results
    }

    /// The skeleton whose next attempt an id names; `nil` when the attempt is in the ledger already.
    private func position(of id: String, in records: [Int: RunRecord]) throws(BatchLineProblem) -> Int? {
        guard let name = BatchName(id) else {
            throw BatchLineProblem(description: "“\(id.prefix(80))” is no id of such a batch")
        }
        guard name.run == self.name(of: 0, 0).run else {
            throw BatchLineProblem(description: "“\(id)” is of another run than \(run.id)")
        }
        guard let record = records[name.position] else {
            throw BatchLineProblem(description: "“\(id)” is of a skeleton that the run does not have")
        }
        if name.attempt < record.attempts.count { return nil }
        let next = refiner.nextRequest(for: record.unit.skeleton, after: record.attempts)
        guard name.attempt == next?.attempt else {
            throw BatchLineProblem(description: "“\(id)” is of an attempt that was not asked for yet")
        }
        return name.position
    }

    private func name(of position: Int, _ attempt: Int) -> BatchName {
        BatchName(run: String(run.id.suffix(8)), position: position, attempt: attempt)
    }
}

/// How a batch names an attempt: the end of the run's name, which is a hash of all that decides the run, the skeleton's
/// position and the attempt's number. Letters, digits and hyphens, few enough for every service.
struct BatchName: Hashable {
    var run: String
    var position: Int
    var attempt: Int

    init(run: String, position: Int, attempt: Int) {
        self.run = run
        self.position = position
        self.attempt = attempt
    }

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 8, let position = Int(parts[1]), let attempt = Int(parts[2]),
            position >= 0, attempt >= 0
        else { return nil }
        self.init(run: String(parts[0]), position: position, attempt: attempt)
        guard self.text == text else { return nil }
    }

    var text: String { "\(run)-\(position)-\(attempt)" }
}

/// What became of the results of a round.
public struct BatchIntake: Sendable, Hashable {
    /// How many attempts were recorded.
    public internal(set) var recorded = 0
    /// How many of them are failures.
    public internal(set) var failed = 0
    /// How many results are of attempts that were recorded before.
    public internal(set) var known = 0
    /// How many results repeat another of the same file.
    public internal(set) var repeated = 0
    /// How many lines were never carried out, so that their skeletons stay open.
    public internal(set) var omitted = 0
}

/// What is wrong with a line of results.
public struct BatchProblem: Sendable, Hashable {
    /// The line, from 1.
    public var line: Int
    /// What is wrong, in words.
    public var description: String
}

extension RefinementStrategy {
    /// Whether each attempt is one request that hangs on nothing but the attempts before it: only then can it go in rounds.
    public var goesInRounds: Bool { !writesPieces }
}
