import Foundation
import Testing

@testable import CausalEngine

/// The intensive-care sample keeps what its own comments promise: effects, shares, ranges, a mediator and a latent confounder.
@Suite("The intensive-care sample")
struct IntensiveCareModelTests {
    private static let rows: Range<UInt64> = 0..<40_000
    private let network: Network
    private let text: String

    init() throws {
        network = try Network.load("icu")
        text = try #require(BuiltInSample.named("icu")).text
    }

    private func index(_ name: String) throws -> Int { try #require(network.scm.index(of: name)) }

    private func draw(_ settings: [String: String] = [:]) throws -> SampleTable {
        var interventions: [Int: Intervention] = [:]
        for (name, state) in settings {
            let variable = try index(name)
            let value = try #require(network.variables[variable].index(ofState: state))
            interventions[variable] = .value(.state(value))
        }
        return try Sampler(network.scm.intervene(interventions), seed: 3).sample(rows: Self.rows)
    }

    private func states(_ name: String, in table: SampleTable) throws -> [Int] {
        let variable = try index(name)
        return (0..<table.rowCount).compactMap { table.value(row: $0, variable: variable).stateIndex }
    }

    private func numbers(_ name: String, in table: SampleTable) throws -> [Double] {
        guard case .numbers(let numbers) = table.columns[try index(name)] else { return [] }
        return numbers
    }

    /// A number that the comments at the head of the file state.
    private func stated(_ label: String) throws -> Double {
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("#") && $0.contains(label) })
        let match = try #require(line.firstMatch(of: #/(-?\+?\d+\.\d+) +±/#))
        return try #require(Double(match.1.replacing("+", with: "")))
    }

    @Test("It is as large and as mixed as it says, and every mechanism has its line of rationale")
    func shape() throws {
        #expect(network.variables.count == 26)
        #expect(network.variables.filter(\.isLatent).map(\.name) == ["frailty"])
        #expect(network.variables.count(where: \.isContinuous) == 14)
        #expect(network.variables.allSatisfy { $0.quantity.map { $0.range != nil } ?? true })
        #expect(network.variables.filter { $0.quantity?.unit == nil && $0.isContinuous }.map(\.name) == ["sofa"])
        let lines = text.split(separator: "\n").map(String.init)
        for (line, before) in zip(lines.dropFirst(), lines) where line.hasPrefix("  - name: ") {
            #expect(before.hasPrefix("  # "), "\(line) has no rationale")
        }
        #expect(text.contains("may not be shared"))
    }

    /// Both worlds share their noise, so that the mean of the differences has the standard error of a paired comparison. Bounds
    /// are five of them and what the stated number may be off: a false alarm in 10⁶.
    @Test("The stated true effect is that of intervening; seeing misleads in the stated direction")
    func effect() throws {
        let died = try states("mortality", in: draw(["vasopressor": "yes"]))
        let untreated = try states("mortality", in: draw(["vasopressor": "no"]))
        let changes = zip(died, untreated).map { Double($1 - $0) }
        let count = Double(changes.count)
        let effect = changes.reduce(0, +) / count
        let error = (changes.reduce(0) { $0 + ($1 - effect) * ($1 - effect) } / count / count).squareRoot()
        let truth = try stated("True effect:")
        #expect(abs(effect - truth) < 5 * error + 0.001, "\(effect) ± \(error)")
        #expect(effect < 0)

        let seen = try draw()
        let treated = try states("vasopressor", in: seen)
        let outcome = try states("mortality", in: seen)
        func risk(_ state: Int) -> (share: Double, variance: Double) {
            let rows = treated.indices.filter { treated[$0] == state }
            let share = Double(rows.count { outcome[$0] == 0 }) / Double(rows.count)
            return (share, share * (1 - share) / Double(rows.count))
        }
        let difference = risk(0).share - risk(1).share
        let seenError = (risk(0).variance + risk(1).variance).squareRoot()
        #expect(abs(difference - (try stated("Seen without intervening:"))) < 5 * seenError + 0.001, "\(difference)")
        #expect(difference > 5 * seenError)
    }

    @Test("Frailty confounds: the frail are treated less and die more")
    func frailty() throws {
        let table = try draw()
        let frailty = try states("frailty", in: table)
        func shares(_ name: String) throws -> [Double] {
            let values = try states(name, in: table)
            return (0..<3).map { level in
                let rows = frailty.indices.filter { frailty[$0] == level }
                return Double(rows.count { values[$0] == 0 }) / Double(rows.count)
            }
        }
        let treated = try shares("vasopressor")
        let died = try shares("mortality")
        // Each step is wider than ten standard errors of these shares.
        #expect(treated[0] > treated[1] + 0.03 && treated[1] > treated[2] + 0.03, "\(treated)")
        #expect(died[0] + 0.05 < died[1] && died[1] + 0.05 < died[2], "\(died)")
    }

    @Test("The vasopressor raises the urine output of every unit by the factor exp(0.34), and nothing before it")
    func mediator() throws {
        let treated = try draw(["vasopressor": "yes"])
        let untreated = try draw(["vasopressor": "no"])
        for (with, without) in zip(try numbers("urine_output", in: treated), try numbers("urine_output", in: untreated))
        {
            #expect(abs(with / without - exp(0.34)) < 1e-12)
        }
        let reached = network.scm.graph.descendants(of: try index("vasopressor"))
        let names = Set(reached.map { network.variables[$0].name })
        #expect(names == ["urine_output", "creatinine", "dialysis", "sofa", "mortality", "los"])
        for variable in network.variables.indices where !reached.contains(variable) {
            guard network.variables[variable].name != "vasopressor" else { continue }
            #expect(treated.columns[variable] == untreated.columns[variable])
        }
    }

    @Test("Shares and numbers are those of a mixed unit; what leaves a range is as rare as stated")
    func plausibility() throws {
        let table = try draw()
        let count = Double(table.rowCount)
        func share(_ name: String, _ state: Int) throws -> Double {
            Double(table.frequencies(of: try index(name))[state]) / count
        }
        #expect((0.15...0.25).contains(try share("mortality", 0)))
        #expect((0.25...0.40).contains(try share("sepsis", 0)))
        #expect((0.15...0.35).contains(try share("vasopressor", 0)))
        #expect((0.20...0.45).contains(try share("ventilation", 0)))
        let medians: [(String, ClosedRange<Double>)] = [
            ("age", 60...70), ("map", 70...82), ("lactate", 1.2...2.2), ("creatinine", 0.9...1.5), ("sofa", 3...6),
            ("los", 2...4), ("temperature", 36.8...37.6), ("heart_rate", 82...96), ("oxygenation", 230...330),
        ]
        for (name, range) in medians {
            let sorted = try numbers(name, in: table).sorted()
            #expect(range.contains(sorted[sorted.count / 2]), "\(name) \(sorted[sorted.count / 2])")
        }
        for variable in network.variables {
            guard let range = variable.quantity?.range else { continue }
            let outside = try numbers(variable.name, in: table).count { !range.contains($0) }
            // Stated: below 0.0002 each. With that probability more than 25 of 40 000 are a false alarm in 10⁶.
            #expect(outside <= 25, "\(variable.name) \(outside)")
        }
    }
}
