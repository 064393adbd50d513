import Foundation
import Testing

@testable import CausalEngine

@Suite("Tails of test statistics")
struct TailTests {
    private func difference(_ a: Double, _ b: Double) -> Double { a == b ? 0 : abs(a - b) / max(abs(a), abs(b)) }

    @Test("χ² tails agree with 50-digit arithmetic to 1e-12, from 0.5 to 100 000 degrees and down to 1e-300")
    func tails() throws {
        let text = try String(contentsOf: Fixtures.url("independence/chi-square-tails.txt"), encoding: .utf8)
        var largest = 0.0
        var least = 1.0
        for line in text.split(separator: "\n") {
            let numbers = line.split(separator: " ").compactMap { Double($0) }
            let tail = Numerics.chiSquareTail(numbers[1], degrees: numbers[0])
            largest = max(largest, difference(tail, numbers[2]))
            least = min(least, numbers[2])
        }
        print("χ² tails: largest relative difference \(largest)")
        #expect(largest < 1e-12)
        #expect(least < 1e-250)
    }

    @Test("one and two degrees of freedom are the complementary error function and the exponential")
    func closedForms() {
        for x in stride(from: 0.05, to: 1370, by: 7.3) {
            #expect(difference(Numerics.chiSquareTail(x, degrees: 1), erfc((x / 2).squareRoot())) < 1e-12)
            #expect(difference(Numerics.chiSquareTail(x, degrees: 2), exp(-x / 2)) < 1e-12)
            #expect(
                difference(Numerics.normalTwoSidedTail(x.squareRoot()), Numerics.chiSquareTail(x, degrees: 1)) < 1e-12)
        }
    }

    @Test("an even number of degrees is a finite sum", arguments: [4, 6, 10, 22, 24, 40])
    func evenDegrees(degrees: Int) {
        for x in stride(from: 0.5, to: 1200, by: 13.7) {
            // e^(-x/2) Σ (x/2)ᵏ/k!, every term positive.
            var term = exp(-x / 2)
            var sum = term
            for k in 1..<degrees / 2 {
                term *= x / 2 / Double(k)
                sum += term
            }
            #expect(difference(Numerics.chiSquareTail(x, degrees: Double(degrees)), sum) < 1e-12)
        }
    }

    @Test("the ends of the axis")
    func ends() {
        #expect(Numerics.chiSquareTail(0, degrees: 3) == 1)
        #expect(Numerics.chiSquareTail(.infinity, degrees: 3) == 0)
        #expect(Numerics.chiSquareTail(1e6, degrees: 3) == 0)
        #expect(Numerics.chiSquareTail(1, degrees: 0).isNaN)
        #expect(Numerics.normalTwoSidedTail(0) == 1)
        #expect(Numerics.normalTwoSidedTail(-37) == Numerics.normalTwoSidedTail(37))
    }

    @Test("(1 + t) ln(1 + t) − t keeps its digits near zero")
    func relativeDeviance() {
        // t²/2 − t³/6 + t⁴/12 is exact to the last digit for tiny t.
        for t in [1e-150, 1e-9, -1e-9, 1e-5, -1e-5] {
            #expect(difference(Numerics.relativeDeviance(t), t * t / 2 - t * t * t / 6 + t * t * t * t / 12) < 1e-15)
        }
        for t in [-0.999, -0.3, -0.2500001, -0.2499999, 0.2499999, 0.2500001, 0.3, 5, 1e9] {
            #expect(difference(Numerics.relativeDeviance(t), (1 + t) * log(1 + t) - t) < 1e-14)
        }
        #expect(Numerics.relativeDeviance(-1) == 1)
        #expect(Numerics.relativeDeviance(0) == 0)
    }
}
