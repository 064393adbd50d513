import Testing

@testable import CausalEngine

@Suite("Numbers with units")
struct QuantityTests {
    @Test("Two numbers are worded alike exactly when their texts are the same", arguments: 0...4)
    func wordedAlike(decimals: Int) {
        let quantity = Quantity(decimals: decimals)
        let noise = NoiseStream(seed: 3, name: "numbers")
        var (alike, unlike) = (0, 0)
        for draw in UInt64(0)..<2000 {
            let scale = [1e-3, 1, 1e4, 1e15, 1e300][Int(draw % 5)]
            let first = (noise.uniform(at: 2 * draw) - 0.5) * scale
            let second = first + (noise.uniform(at: 2 * draw + 1) - 0.5) * 0.02
            let isSame = quantity.text(of: first) == quantity.text(of: second)
            #expect(quantity.areWordedAlike(first, second) == isSame, "\(first) and \(second)")
            if isSame { alike += 1 } else { unlike += 1 }
        }
        #expect(alike > 100 && (unlike > 100 || decimals < 2))
        for (first, second) in [(0.0, -0.0), (-1e-9, 1e-9), (0.5, 1.5), (2.5, 1.5), (.nan, .nan), (.infinity, 1)] {
            #expect(
                quantity.areWordedAlike(first, second) == (quantity.text(of: first) == quantity.text(of: second)))
        }
    }
}
