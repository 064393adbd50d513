import Testing

@testable import CausalEngine

@Suite("Threshold tables")
struct ThresholdTableTests {
    /// The definition: the first state whose cumulative probability exceeds the uniform, the last possible one at the end.
    static func state(of uniform: Double, in row: [Double]) -> Int {
        var cumulative = 0.0
        for (state, probability) in row.enumerated() {
            cumulative += probability
            if uniform < cumulative { return state }
        }
        return row.lastIndex { $0 > 0 } ?? 0
    }

    static func state(of bits: UInt64, in table: ThresholdTable, row: Int) -> Int {
        let perRow = table.stateCount - 1
        let isByThreshold = table.stateCount <= ThresholdTable.unrolledStateCount
        return (0..<perRow).count { state in
            bits >= table.thresholds[isByThreshold ? state * table.rowCount + row : row * perRow + state]
        }
    }

    @Test("beside every threshold the integer choice is the inverse of the cumulative distribution at the uniform")
    func exactness() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let stateCount = Int.random(in: 1...9, using: &generator)
            let rows = (0..<3).map { _ in RandomModels.row(stateCount, zeros: 0.4, using: &generator) }
            let table = ThresholdTable(stateCount: stateCount, probabilities: rows.flatMap { $0 })
            let edges = table.thresholds.flatMap { threshold in (0...4).map { threshold &+ $0 &- 2 } }
            let bits = (edges + [0, 1, 0xffff_fffe, 0xffff_ffff]).filter { $0 <= 0xffff_ffff }
            for (index, row) in rows.enumerated() {
                for bits in bits {
                    let state = Self.state(of: bits, in: table, row: index)
                    #expect(state == Self.state(of: NoiseStream.gridUniform(bits), in: row))
                    #expect(row[state] > 0)
                }
            }
        }
    }

    @Test(
        "states of probability zero are out of reach at either end and between",
        arguments: [
            ([0.0, 1.0], [0, 0xffff_ffff] as [UInt64], 1), ([1.0, 0.0], [0, 0xffff_ffff], 0),
            ([0.0, 1.0, 0.0], [0, 0xffff_ffff], 1), ([0.0, 0.0, 0.0, 1.0, 0.0, 0.0], [0, 0xffff_ffff], 3),
            ([0.5, 0.0, 0.5], [0x8000_0000], 2), ([0.5, 0.0, 0.5], [0x7fff_ffff], 0),
        ])
    func zeros(row: [Double], bits: [UInt64], state: Int) {
        let table = ThresholdTable(stateCount: row.count, probabilities: row)
        for bits in bits { #expect(Self.state(of: bits, in: table, row: 0) == state) }
    }

    @Test("ten times a tenth leaves nothing over")
    func rounding() {
        let table = ThresholdTable(stateCount: 11, probabilities: Array(repeating: 0.1, count: 10) + [0])
        #expect(table.thresholds.last == 1 << 32)
    }
}
