import CausalEngine
import Foundation
import Testing

@testable import Evaluation

@Suite("Parquet")
struct ParquetTests {
    private func written(_ columns: [FlatColumn], _ rows: [[FlatCell]]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = try ParquetWriter(columns, metadata: [("key", "välue")]) { bytes += $0 }
        for row in rows { try writer.add(row) }
        try writer.finish()
        return bytes
    }

    @Test("what is written is read back: every type, gaps, several row groups, names of any length")
    func roundTrip() throws {
        let kinds: [FlatColumn.Kind] = [.text, .number, .integer, .unsigned, .truth]
        let columns = (0..<20).map {
            FlatColumn(name: String(repeating: "c", count: $0 * 9 + 1) + "\($0)", kind: kinds[$0 % 5])
        }
        let count = ParquetWriter.groupLength + 7
        let stream = NoiseStream(seed: 1, name: "parquet")
        let rows = (0..<count).map { row in
            columns.indices.map { column -> FlatCell in
                let bits = stream.bits(at: UInt64(row * 20 + column))
                guard bits % 5 > 0 else { return .none }
                switch kinds[column % 5] {
                case .text: return .text("é\u{1b}\"\(bits)")
                case .number: return .number(Double(bits) / 3)
                case .integer: return .integer(Int(truncatingIfNeeded: bits))
                case .unsigned: return .unsigned(bits)
                case .truth: return .truth(bits % 2 == 0)
                }
            }
        }
        let bytes = try written(columns, rows)
        let read = try #require(ParquetReader(bytes))
        #expect(read.metadata == ["key": "välue"])
        #expect(read.columns.map(\.name) == columns.map(\.name))
        for (column, found) in read.columns.enumerated() {
            let expected = rows.map { row -> ParquetReader.Cell in
                switch row[column] {
                case .text(let text): .text(text)
                case .number(let number): .number(number)
                case .integer(let number): .integer(UInt64(bitPattern: Int64(number)))
                case .unsigned(let number): .integer(number)
                case .truth(let isTrue): .truth(isTrue)
                case .none: .none
                }
            }
            #expect(found.cells == expected)
        }
        #expect(try written(columns, rows) == bytes)
    }

    @Test("a table without rows is a file with its columns")
    func empty() throws {
        let read = try #require(ParquetReader(try written([FlatColumn(name: "a", kind: .text)], [])))
        #expect(read.columns.map(\.name) == ["a"] && read.columns[0].cells.isEmpty)
    }

    @Test("a run exports the same cells as Parquet and as CSV")
    func run() async throws {
        let fixture = try await EvaluationFixture(["+", "--+", "---", "x-+"])
        let export = try RecordExport(of: fixture.run, in: fixture.ledger)
        var bytes: [UInt8] = []
        try export.write(.parquet) { bytes += $0 }
        let read = try #require(ParquetReader(bytes))
        var csv: [UInt8] = []
        try export.write(.csv) { csv += $0 }
        let header = String(decoding: csv.prefix { $0 != 10 }, as: UTF8.self)
        #expect(read.columns.map(\.name).joined(separator: ",") == header)
        #expect(read.metadata["causalsynth.run"] == fixture.run.id)
        func column(_ name: String) -> [ParquetReader.Cell] { read.columns.first { $0.name == name }?.cells ?? [] }
        #expect(column("accepted") == [true, true, false, true].map { .truth($0) })
        #expect(column("cough") == ["yes", "no", "yes", "no"].map { .text($0) })
        #expect(column("row") == (0..<4).map { .integer($0) })
        #expect(column("weight")[2] == .none && column("weight")[0] != .none)
        #expect(column("iterations") == [0, 2, 2, 2].map { .integer($0) })
        var accepted: [UInt8] = []
        try export.write(.parquet, acceptedOnly: true) { accepted += $0 }
        #expect(ParquetReader(accepted)?.columns.first?.cells.count == 3)
        try fixture.ledger.close()
    }

    @Test("the card has the head that dataset hubs read, and says what the data are")
    func card() async throws {
        let fixture = try await EvaluationFixture(["+", "--+", "---", "+"])
        let card = try DatasetCard(of: fixture.run, in: fixture.ledger, acceptedOnly: false).text
        let lines = card.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "---" && lines.dropFirst().contains("---"))
        #expect(card.contains("path: data/train-*.parquet"))
        #expect(card.contains("**simulated** writer, no language model"))
        #expect(card.contains("| cough | yes, no | none |") && card.contains("n 4"))
        #expect(card.contains("with `accepted` false"))
        try fixture.ledger.close()
    }
}
