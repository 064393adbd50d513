import CausalEngine
import Testing

@testable import Evaluation

@Suite("Accepted against drawn, by value")
struct ValueShiftTests {
    private static let variables = [
        Variable(name: "smoke", domain: .categorical(states: ["yes", "no"], isOrdinal: false)),
        Variable(name: "stage", domain: .categorical(states: ["i", "ii", "iii"], isOrdinal: true)),
    ]

    private func shifts(_ values: [[Value]], _ accepted: [Bool]) -> [ValueShift] {
        ValueShift.all(values, accepted: accepted, variables: Self.variables)
    }

    @Test("Shares are counted, and the interval is that of two dependent shares")
    func counted() throws {
        // Of ten, six are accepted: smokers 1 of them, 3 of the four others.
        let smoke = [0, 1, 1, 1, 1, 1, 0, 0, 0, 1]
        let stage = [0, 1, 2, 0, 1, 2, 0, 0, 0, 0]
        let accepted = (0..<10).map { $0 < 6 }
        let found = shifts(zip(smoke, stage).map { [.state($0), .state($1)] }, accepted)
        #expect(found.count == 5 && found.map(\.state) == [0, 1, 0, 1, 2])
        #expect(found[0].drawn == 0.4 && found[0].accepted == 1.0 / 6)
        #expect(abs(found[0].difference - 0.4 * (1.0 / 6 - 3.0 / 4)) < 1e-12)
        let range = try #require(found[0].interval)
        let near = try #require(Proportion(successes: 1, trials: 6).wilson95)
        let far = try #require(Proportion(successes: 4, trials: 10).wilson95)
        let correlation = (0.6 * (5.0 / 36) / 0.24).squareRoot()
        func spread(_ a: Double, _ b: Double) -> Double { (a * a - 2 * correlation * a * b + b * b).squareRoot() }
        let low = 1.0 / 6 - 0.4 - spread(1.0 / 6 - near.lowerBound, far.upperBound - 0.4)
        let high = 1.0 / 6 - 0.4 + spread(near.upperBound - 1.0 / 6, 0.4 - far.lowerBound)
        #expect(abs(range.lowerBound - low) < 1e-12 && abs(range.upperBound - high) < 1e-12)
        #expect(abs(found[2...].reduce(0) { $0 + $1.difference }) < 1e-12, "what one state gains the others lose")
    }

    @Test("When all are accepted nothing moves, for certain; when none is there is nothing to tell")
    func ends() {
        let values: [[Value]] = [[.state(0), .state(1)], [.state(1), .state(1)]]
        let all = shifts(values, [true, true])
        #expect(all.allSatisfy { $0.difference == 0 && $0.interval == 0...0 && !$0.isClear })
        #expect(shifts(values, [false, false]).isEmpty)
        #expect(shifts([], []).isEmpty)
    }

    @Test("A mean has the standard error of what each skeleton adds to its shift")
    func numbers() throws {
        let variables = [Variable(name: "age", domain: .continuous(Quantity()))]
        let numbers = [1.0, 2, 3, 6, 8]
        let found = ValueShift.all(
            numbers.map { [.number($0)] }, accepted: [true, true, true, false, false], variables: variables)
        let shift = try #require(found.first)
        #expect(found.count == 1 && shift.state == nil && shift.drawn == 4 && shift.accepted == 2)
        let range = try #require(shift.interval)
        // (x - 2)/.6 - (x - 4) for the accepted, 4 - x for the others.
        let influence = [4.0 / 3, 2, 8.0 / 3, -2, -4]
        let half = 1.959963984540054 * (influence.reduce(0) { $0 + $1 * $1 } / 20).squareRoot()
        #expect(abs(range.lowerBound - (-2 - half)) < 1e-12 && abs(range.upperBound - (-2 + half)) < 1e-12)
        let few = ValueShift.all(
            numbers.map { [.number($0)] }, accepted: [true, true, true, true, false], variables: variables)
        #expect(few.first?.interval == nil)
    }

    /// 600 runs of 200 skeletons; the share of intervals that hold the true shift has a standard deviation below .013 if it is .90,
    /// so that .92 leaves a false alarm far below one in a million where it is .95.
    @Test(
        "Intervals hold the shift that acceptance makes in the long run",
        arguments: [(0.7, 0.7), (0.9, 0.5), (0.5, 0.9)])
    func coverage(_ accepted: Double, _ otherwise: Double) {
        let share = 0.3
        let rate = share * accepted + (1 - share) * otherwise
        let shift = share * accepted / rate - share
        let stream = NoiseStream(seed: 5, name: "coverage")
        var counter: UInt64 = 0
        func uniform() -> Double {
            counter += 1
            return stream.uniform(at: counter)
        }
        var held = 0
        for _ in 0..<600 {
            let states = (0..<200).map { _ in uniform() < share ? 0 : 1 }
            let kept = states.map { uniform() < ($0 == 0 ? accepted : otherwise) }
            let found = ValueShift.all(
                states.map { [.state($0), .state(0)] }, accepted: kept, variables: Self.variables)
            if found[0].interval?.contains(shift) ?? false { held += 1 }
        }
        #expect(Double(held) / 600 > 0.92)
    }
}
