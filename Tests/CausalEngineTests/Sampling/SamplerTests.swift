import Testing

@testable import CausalEngine

@Suite("Sampler")
struct SamplerTests {
    @Test("a row of the table is the skeleton of that row, whatever the range", arguments: [0, 1, 2, 3] as [UInt64])
    func rowsAreColumns(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scm = try RandomModels.discrete(
            9, states: seed == 3 ? 1...300 : 1...7, maxParents: seed == 3 ? 1 : 3, using: &generator)
        let sampler = Sampler(scm, seed: seed)
        for rows: Range<UInt64> in [0..<70, 13..<50, 4090..<4100, (UInt64.max - 5)..<UInt64.max] {
            let table = try sampler.sample(rows: rows, withNoise: true)
            for offset in 0..<table.rowCount {
                #expect(try sampler.skeleton(row: rows.lowerBound + UInt64(offset)) == table.skeleton(row: offset))
            }
        }
    }
}
