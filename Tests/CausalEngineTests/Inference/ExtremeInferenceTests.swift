import Foundation
import Testing

@testable import CausalEngine

@Suite("Exact inference at the edges")
struct ExtremeInferenceTests {
    private func binary(_ name: String) -> Variable {
        Variable(name: name, domain: .categorical(states: ["yes", "no"], isOrdinal: false))
    }

    private func table(_ rows: [[Double]]) -> Mechanism {
        .table(
            ProbabilityTable(
                parentCardinalities: rows.count == 1 ? [] : [rows.count], stateCount: 2,
                probabilities: rows.flatMap { $0 }, convention: .inverseCDF))
    }

    /// A cause with many symptoms: the first half each speak 10:1 for it, the second half each as strongly against.
    @Test("findings that outweigh each other a thousandfold do not vanish", arguments: [10, 400, 2000])
    func naiveBayes(symptoms: Int) throws {
        let variables = [binary("cause")] + (0..<symptoms).map { binary("s\($0)") }
        let scm = try SCM(
            variables: variables, graph: DirectedGraph(parents: [[]] + Array(repeating: [0], count: symptoms)),
            mechanisms: [table([[0.25, 0.75]])]
                + (0..<symptoms).map {
                    table($0 < symptoms / 2 ? [[0.5, 0.5], [0.05, 0.95]] : [[0.05, 0.95], [0.5, 0.5]])
                })
        let evidence = Dictionary(uniqueKeysWithValues: (1...symptoms).map { ($0, 0) })
        let posterior = try ExactInference(scm).query(Query(evidence: evidence))
        let cause = try #require(posterior[0])
        #expect(abs(cause[0] - 0.25) < 1e-9)
        let expected = Double(symptoms / 2) * (log(0.5) + log(0.05))
        #expect(abs(posterior.logEvidence - expected) < 1e-9 * abs(expected))
        let oneSided = Dictionary(uniqueKeysWithValues: (1...symptoms / 2).map { ($0, 0) })
        let certain = try #require(try ExactInference(scm).query(Query(evidence: oneSided, targets: [0]))[0])
        #expect(abs(certain[0] - 1) < 1e-3)
    }

    /// The forward algorithm in closed form: a chain that never moves, seen through noise at every step.
    @Test("a chain of thousands of steps keeps its evidence exactly")
    func chain() throws {
        let count = 3000
        let variables = (0..<count).flatMap { [binary("h\($0)"), binary("o\($0)")] }
        let parents = (0..<count).flatMap { step in [step == 0 ? [] : [2 * step - 2], [2 * step]] }
        let mechanisms = (0..<count).flatMap { step in
            [table(step == 0 ? [[0.3, 0.7]] : [[1, 0], [0, 1]]), table([[0.9, 0.1], [0.2, 0.8]])]
        }
        let scm = try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
        // Two of three findings say no: the state "no" wins by far, the other one is below the smallest double.
        let evidence = Dictionary(uniqueKeysWithValues: (0..<count).map { (2 * $0 + 1, $0 % 3 == 0 ? 0 : 1) })
        let posterior = try ExactInference(scm).query(Query(evidence: evidence, targets: [0, 2 * count - 2]))
        let third = Double(count / 3)
        let no = log(0.7) + third * (log(0.2) + 2 * log(0.8))
        #expect(abs(posterior.logEvidence - no) < 1e-9 * abs(no))
        let last = try #require(posterior[2 * count - 2])
        #expect(last[1] == 1)
    }

    @Test("a tree beyond the limit is refused with its size")
    func refusal() throws {
        // Each pair of the causes meets in an effect that was seen: one clique of all of them.
        let causes = 24
        var parents = [[Int]](repeating: [], count: causes)
        for first in 0..<causes { for second in first + 1..<causes { parents.append([first, second]) } }
        let scm = try SCM(
            variables: parents.indices.map { binary("v\($0)") }, graph: DirectedGraph(parents: parents),
            mechanisms: parents.map { its in
                .table(
                    ProbabilityTable(
                        parentCardinalities: its.map { _ in 2 }, stateCount: 2,
                        probabilities: Array(repeating: 0.5, count: its.isEmpty ? 2 : 8), convention: .inverseCDF))
            })
        let error = #expect(throws: InferenceError.self) {
            try ExactInference(scm, limit: 0x1p20).query(Query())
        }
        guard case .tooLarge(let size, let limit) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(size.treewidth == causes - 1)
        #expect(size.largestLog2 == Double(causes))
        #expect(limit == 0x1p20)
        #expect(error?.description.contains("treewidth 23, the largest table 2^24.0 numbers") == true)
        // A single effect hangs on its two causes alone.
        let posterior = try ExactInference(scm, limit: 0x1p20).query(Query(targets: [causes]))
        #expect(posterior[causes] == [0.5, 0.5])
    }

    @Test("continuous variables matter only where they are asked for or lie before what is")
    func continuous() throws {
        let pressure = Variable(name: "map", domain: .continuous(Quantity()))
        let shock = binary("shock")
        let equation = try EquationCompiler.compile(
            "70 + u", target: pressure, parents: [], noise: .normal(mean: 0, deviation: 10), location: nil)
        let low = try EquationCompiler.compile(
            "map < 65", target: shock, parents: [pressure], noise: nil, location: nil)
        let scm = try SCM(
            variables: [binary("sepsis"), pressure, shock], graph: DirectedGraph(parents: [[], [], [1]]),
            mechanisms: [table([[0.2, 0.8]]), .equation(equation), .equation(low)])
        let engine = ExactInference(scm)
        #expect(try engine.query(Query(targets: [0]))[0] == [0.2, 0.8])
        let error = #expect(throws: InferenceError.self) { try engine.query(Query(targets: [2])) }
        #expect(error == .continuous(variable: "map"))
        // Set from outside it has one value, and so has what is computed from it.
        let done = ExactInference(scm.intervene([1: .value(.number(60))]))
        #expect(try done.query(Query())[2] == [1, 0])
    }

    /// Sepsis lowers the pressure, which is seen; its density is that of the noise.
    @Test("a number seen counts as its density")
    func densities() throws {
        let pressure = Variable(name: "map", domain: .continuous(Quantity()))
        let low = binary("low")
        let map = try EquationCompiler.compile(
            "sepsis == yes ? 60 + 2*u : 85 - u", target: pressure, parents: [binary("sepsis")],
            noise: .normal(mean: 0, deviation: 8), location: nil)
        let isLow = try EquationCompiler.compile(
            "map < 65", target: low, parents: [pressure], noise: nil, location: nil)
        let scm = try SCM(
            variables: [binary("sepsis"), pressure, low], graph: DirectedGraph(parents: [[], [0], [1]]),
            mechanisms: [table([[0.2, 0.8]]), .equation(map), .equation(isLow)])
        let engine = ExactInference(scm)
        func density(_ number: Double, _ mean: Double, _ deviation: Double) -> Double {
            exp(-0.5 * pow((number - mean) / deviation, 2)) / (deviation * (2 * Double.pi).squareRoot())
        }
        for number in [20.0, 58, 70, 110] {
            let posterior = try engine.query(Query(numbers: [1: number], targets: [0, 2]))
            let yes = 0.2 * density(number, 60, 16)
            let no = 0.8 * density(number, 85, 8)
            let sepsis = try #require(posterior[0])
            #expect(abs(sepsis[0] - yes / (yes + no)) < 1e-9)
            #expect(abs(posterior.logEvidence - log(yes + no)) < 1e-9)
            #expect(posterior[2] == (number < 65 ? [1, 0] : [0, 1]))
            let rows = try Sampler(engine.posteriorModel(Query(numbers: [1: number])), seed: 1).sample(rows: 0..<10)
            #expect(rows.value(row: 3, variable: 1) == .number(number))
        }
    }

    @Test("a bad question is refused")
    func badQuestions() throws {
        let engine = ExactInference(try Network.load("asia").scm)
        for query in [
            Query(evidence: [0: 2]), Query(evidence: [0: -1]), Query(likelihood: [0: [1]]),
            Query(likelihood: [0: [0, 0]]), Query(likelihood: [0: [-1, 1]]), Query(likelihood: [0: [.nan, 1]]),
        ] {
            let error = #expect(throws: InferenceError.self) { try engine.query(query) }
            guard case .badFinding("asia", _, _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test("tables of many blocks are those of enumeration")
    func manyBlocks() throws {
        for seed in 0..<6 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let scm = try RandomModels.discrete(6, states: 4...5, maxParents: 3, using: &generator)
            let query = Query(likelihood: [
                2: RandomModels.row(scm.variables[2].states.count, zeros: 0, using: &generator)
            ])
            let all = Array(scm.variables.indices.shuffled(using: &generator))
            let joint = try ExactInference(scm).joint(of: all, query)
            let exact = PosteriorEnumeration(scm, query).joint(of: all)
            #expect(joint.count > Contraction.largestBlock)
            #expect(zip(joint, exact).allSatisfy { abs($0 - $1) < 1e-12 })
        }
    }

    /// A grid of binary variables, each with the ones above and to the left as parents.
    private func grid(_ side: Int, seed: UInt64) throws -> SCM {
        var generator = SeededGenerator(seed: seed)
        let parents = (0..<side * side).map { node -> [Int] in
            (node >= side ? [node - side] : []) + (node % side > 0 ? [node - 1] : [])
        }
        let mechanisms = parents.map { its in
            Mechanism.table(
                ProbabilityTable(
                    parentCardinalities: its.map { _ in 2 }, stateCount: 2,
                    probabilities: (0..<1 << its.count).flatMap { _ in
                        RandomModels.row(2, zeros: 0, using: &generator)
                    }, convention: .inverseCDF))
        }
        return try SCM(
            variables: (0..<side * side).map { binary("v\($0)") }, graph: DirectedGraph(parents: parents),
            mechanisms: mechanisms)
    }

    /// Larger than what is gone through whole, so that tables are cut by evidence and planned for it.
    @Test("on a grid the chain rule holds, and targets asked for alone or with all others agree")
    func largeGrid() throws {
        let engine = ExactInference(try grid(12, seed: 3))
        #expect(try engine.size(of: Query()).entries > 0x1p18)
        let findings = [5: 0, 143: 1, 77: 0, 60: 1, 130: 0]
        var before: [Int: Int] = [:]
        var logarithm = 0.0
        for variable in findings.keys.sorted() {
            let share = try #require(try engine.query(Query(evidence: before, targets: [variable]))[variable])
            before[variable] = findings[variable]
            logarithm += log(share[findings[variable] ?? 0])
        }
        let all = try engine.query(Query(evidence: findings))
        #expect(abs(all.logEvidence - logarithm) < 1e-12)
        for target in [0, 66, 131, 142] {
            let alone = try #require(try engine.query(Query(evidence: findings, targets: [target]))[target])
            let among = try #require(all[target])
            #expect(abs(alone[0] - among[0]) < 1e-12)
        }
    }

    @Test(
        "errors are one paragraph with a mend",
        arguments: [
            (
                InferenceError.continuous(variable: "map"),
                "“map” takes real numbers, and exact inference needs variables with states; leave it and what hangs on it "
                    + "out of the question, set it with do(), or use likelihood weighting."
            ),
            (
                .impossibleEvidence(["tub=yes", "either=no"]),
                "the evidence tub=yes, either=no has probability zero in this model; take a finding back."
            ),
            (
                .tooLarge(.init(treewidth: 31, largestLog2: 32, entries: 6e9), limit: 0x1p29),
                "exact inference would need 48.0 GB (treewidth 31, the largest table 2^32.0 numbers), more than the allowed "
                    + "4.3 GB; ask for fewer targets, add evidence, raise the limit, or use likelihood weighting."
            ),
            (
                .undefined(variable: "risk", configuration: ["age=old", "smoke=yes"]),
                "the equation of “risk” has none of its states where age=old, smoke=yes; guard it, for example with clamp() "
                    + "or a condition."
            ),
            (
                .noFittingRow(["a=b"], rows: 10),
                "none of 10 rows agrees with the evidence a=b; draw more, or take a finding back (a number that follows from "
                    + "others without noise of its own is hardly ever met)."
            ),
        ])
    func wording(error: InferenceError, message: String) {
        #expect(error.description == message)
    }
}
