import Testing

@testable import CausalEngine

@Suite("Noise streams")
struct NoiseStreamTests {
    struct Golden: Sendable {
        var seed: UInt64
        var name: String
        var key: UInt64
        /// At the counters 0, 1, 12345678901 and 2⁶⁴ − 1.
        var bits: [UInt64]
        /// At the counters 0, 1, 2 and 2⁶⁴ − 1.
        var halves: [UInt32]
        var uniform: Double
        var gridUniform: Double
    }

    /// Computed by a separate program from the definition: any change of them makes every published sample another one, and
    /// needs a new ``NoiseStream/version``.
    static let golden = [
        Golden(
            seed: 0, name: "smoke", key: 0x4d8e_7e4a_fb17_3227,
            bits: [0x22ab_6f73_47ef_7591, 0xa9ba_fe8f_fdd2_6ba6, 0xc382_988a_3104_8a24, 0x3562_0192_b954_8f88],
            halves: [0x47ef_7591, 0x22ab_6f73, 0xfdd2_6ba6, 0x7a25_4bb6],
            uniform: 0.13542839588620648, gridUniform: 0.2809976082062349),
        Golden(
            seed: 7, name: "smoke", key: 0x4fd6_35f8_c988_c52f,
            bits: [0xcad5_d9d0_07e6_42dc, 0x2156_245e_498d_bf96, 0xf2d9_1d6b_c96d_f63d, 0xdc8c_6b03_d913_1b1a],
            halves: [0x07e6_42dc, 0xcad5_d9d0, 0x498d_bf96, 0xdac3_e469],
            uniform: 0.7923256047141872, gridUniform: 0.0308572567300871),
        Golden(
            seed: .max, name: "Größe α", key: 0x7061_9f91_8b21_5e34,
            bits: [0x4bdb_fcd1_001a_950b, 0xc005_f7a9_e188_d6ad, 0x4b63_358d_8c81_fa5b, 0x9022_69df_54a5_7672],
            halves: [0x001a_950b, 0x4bdb_fcd1, 0xe188_d6ad, 0x4a41_be7c],
            uniform: 0.2963254938368699, gridUniform: 0.0004056122852489352),
    ]

    @Test("the generator and its keys are those of version 1", arguments: golden)
    func goldenValues(golden: Golden) {
        let stream = NoiseStream(seed: golden.seed, name: golden.name)
        #expect(NoiseStream.version == 1)
        #expect(stream.key == golden.key)
        #expect([0, 1, 12_345_678_901, .max].map(stream.bits) == golden.bits)
        #expect([0, 1, 2, .max].map(stream.halfBits) == golden.halves)
        #expect(stream.uniform(at: 0) == golden.uniform)
        #expect(stream.gridUniform(at: 0) == golden.gridUniform)
    }

    @Test(
        "a run of halves is the halves one by one, from any counter and of any length",
        arguments: [0, 1, 2, 3, 4095, .max - 8, .max - 7] as [UInt64])
    func runs(first: UInt64) {
        let stream = NoiseStream(seed: 3, name: "run")
        for count in 0..<8 {
            var run: [UInt64] = []
            stream.forEachHalf(from: first, count: count) { offset, bits in
                #expect(offset == run.count)
                run.append(bits)
            }
            #expect(run == (0..<count).map { UInt64(stream.halfBits(at: first + UInt64($0))) })
        }
    }

    @Test("uniforms stay strictly between 0 and 1")
    func open() {
        #expect(NoiseStream.gridUniform(0) == 0x1p-33)
        #expect(NoiseStream.gridUniform(0xffff_ffff) == 1 - 0x1p-33)
        let stream = NoiseStream(seed: 0, name: "")
        #expect((0..<10_000).allSatisfy { (0x1p-53...1 - 0x1p-53).contains(stream.uniform(at: $0)) })
    }

    /// 6 chi-square tests of 256 cells each at 1e-8: a false alarm in 6 of 100 million changes of the generator.
    @Test("pairs of neighbours in row, in name and in seed fill the square evenly")
    func serialIndependence() {
        let rows = 0..<UInt64(100_000)
        let stream = NoiseStream(seed: 1, name: "a")
        let others: [(UInt64) -> UInt32] = [
            { stream.halfBits(at: $0 + 1) }, { stream.halfBits(at: $0 + 2) }, { stream.halfBits(at: $0 ^ 1) },
            { NoiseStream(seed: 1, name: "b").halfBits(at: $0) }, { NoiseStream(seed: 2, name: "a").halfBits(at: $0) },
            { UInt32(truncatingIfNeeded: stream.bits(at: $0) >> 12) },
        ]
        let even = Dictionary(
            uniqueKeysWithValues: (0..<256).map { ([$0 >> 4, $0 & 15], 1.0 / 256) })
        for other in others {
            var counts: [[Int]: Int] = [:]
            for row in rows {
                counts[[Int(stream.halfBits(at: row) >> 28), Int(other(row) >> 28)], default: 0] += 1
            }
            #expect(ChiSquare.pValue(counts: counts, expected: even, total: rows.count) > 1e-8)
        }
    }
}
