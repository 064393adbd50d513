import CausalEngine
import GRDB
import Verification

/// Rebuilds attempts from the tables.
struct AttemptReader {
    let database: Database
    let coding: RecordCoding
    let detail: Ledger.Detail

    /// The attempts on the skeletons at some positions of a run, in order, by position.
    func attempts(of run: String, positions: Range<Int>) throws -> [Int: [Attempt]] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, skeleton, number, prompt, response, finish_reason, prompt_tokens, completion_tokens, error,
                    checked, seconds
                FROM attempt WHERE run = ? AND skeleton >= ? AND skeleton < ? ORDER BY skeleton, number
                """,
            arguments: [run, positions.lowerBound, positions.upperBound])
        var found: [Int: [Attempt]] = [:]
        while let row = try rows.next() {
            let end = Attempt.End(reason: row[5], promptTokens: row[6], completionTokens: row[7])
            let attempt = Attempt(
                number: row[2], prompt: row[3], text: row[4], end: end, check: row[9] ? try check(of: row[0]) : nil,
                failure: row[8], seconds: row[10])
            found[row[1], default: []].append(attempt)
        }
        return found
    }

    private func check(of attempt: Int64) throws -> TextCheck {
        let verdicts = Verdicts(all: try verdicts(of: attempt))
        guard detail == .everything else {
            return TextCheck(reading: Reading(mentions: [], variables: []), verdicts: verdicts)
        }
        let reading = Reading(mentions: try mentions(of: attempt), variables: try readings(of: attempt))
        return TextCheck(reading: reading, verdicts: verdicts)
    }

    private func verdicts(of attempt: Int64) throws -> [Verdict] {
        let rows = try rows(
            "SELECT variable, kind, expected, found, spans, cue, rule FROM verdict WHERE attempt = ? ORDER BY place",
            attempt)
        var verdicts: [Verdict] = []
        while let row = try rows.next() {
            let variable = try coding.variable(row[0])
            verdicts.append(
                Verdict(
                    variable: variable, kind: try Self.word(row[1]),
                    expected: try coding.value(parsing: row[2], of: variable),
                    found: try coding.value(parsing: row[3], of: variable), spans: try coding.spans(row[4]),
                    cue: row[5],
                    rule: row[6]))
        }
        return verdicts
    }

    private func readings(of attempt: Int64) throws -> [VariableReading] {
        var readings = [VariableReading](repeating: .unstated, count: coding.variables.count)
        let rows = try rows("SELECT variable, status, value, spans, cue, rule FROM reading WHERE attempt = ?", attempt)
        while let row = try rows.next() {
            let variable = try coding.variable(row[0])
            readings[variable] = VariableReading(
                status: try Self.word(row[1]), value: try coding.value(parsing: row[2], of: variable),
                spans: try coding.spans(row[3]), cue: row[4], rule: row[5])
        }
        return readings
    }

    private func mentions(of attempt: Int64) throws -> [Mention] {
        let rows = try rows(
            """
            SELECT concept, variable, value, span_start, span_end, assertion, temporality, experiencer, cue, rule
            FROM mention WHERE attempt = ? ORDER BY place
            """, attempt)
        var mentions: [Mention] = []
        while let row = try rows.next() {
            let variable = try (row[1] as String?).map(coding.variable)
            let (start, end): (Int, Int) = (row[3], row[4])
            guard start <= end else { throw RecordCoding.damage("a mention ends before it begins") }
            mentions.append(
                Mention(
                    concept: row[0], variable: variable, value: try coding.value(parsing: row[2], of: variable),
                    span: start..<end, assertion: try Self.word(row[5]), temporality: try Self.word(row[6]),
                    experiencer: try Self.word(row[7]), cue: row[8], rule: row[9]))
        }
        return mentions
    }

    private func rows(_ sql: String, _ attempt: Int64) throws -> RowCursor {
        try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: [attempt])
    }

    private static func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
        guard let word = Word(rawValue: text) else { throw RecordCoding.damage("“\(text)” is not a known word") }
        return word
    }
}
