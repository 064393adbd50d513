import Testing

@testable import CausalEngine

@Suite("Evaluation by blocks")
struct BlockEvaluationTests {
    @Test(
        "noise drawn by blocks is the quantile of its uniform, bit for bit, in the tails too",
        arguments: [
            NoiseLaw.normal(mean: 1, deviation: 2), .uniform(low: -1, high: 4), .logistic(location: 0, scale: 2),
            .exponential(rate: 2), .lognormal(mu: 0, sigma: 1), .bernoulli(p: 0.3),
            .studentT(degrees: 4, location: 0, scale: 1), .gamma(shape: 2, scale: 1),
        ])
    func noise(law: NoiseLaw) throws {
        let stream = NoiseStream(seed: 1, name: "x")
        let handle = NoiseHandle()
        let column = UnsafeMutablePointer<Double>.allocate(capacity: EvaluationHandle.blockLength)
        defer { column.deallocate() }
        var row: UInt64 = 3
        for count in [512, 1, 2, 3, 5, 511, 512, 509] {
            handle.draw(law, stream, from: row, count: count, into: column)
            for offset in 0..<count {
                #expect(column[offset] == law.quantile(stream.uniform(at: row + UInt64(offset))))
            }
            row += UInt64(count)
        }
    }

    @Test("the quantile four at a time is the quantile one at a time")
    func quantiles() {
        for k in 1..<20_000 {
            let u = Double(k) / 20_000
            let q = u - 0.5
            if abs(q) <= 0.425 {
                #expect(Numerics.centralNormalQuantile(SIMD4(repeating: q))[2] == Numerics.normalQuantile(u))
            } else {
                let tail = (-Numerics.log(q < 0 ? u : 1 - u)).squareRoot()
                #expect(Numerics.middleNormalQuantile(SIMD4(repeating: tail))[1] == abs(Numerics.normalQuantile(u)))
            }
        }
    }

    /// The value of a program in one row by its definition: every register a number, NaN what is not finite.
    private func value(_ program: Program, parents: [Double], noise: Double) -> Double {
        var registers: [Double] = []
        func finite(_ number: Double) -> Double { number.isFinite ? number : .nan }
        for instruction in program.instructions {
            switch instruction {
            case .constant(let number): registers.append(number)
            case .parent(let position): registers.append(parents[position])
            case .noise: registers.append(noise)
            case .function(let function, let a): registers.append(finite(function.apply(registers[a])))
            case .arithmetic(let operation, let a, let b):
                registers.append(finite(operation.apply(registers[a], registers[b])))
            case .comparison(let comparison, let a, let b):
                let isUndefined = registers[a].isNaN || registers[b].isNaN
                registers.append(isUndefined ? .nan : comparison.holds(registers[a], registers[b]) ? 1 : 0)
            case .and(let a, let b):
                registers.append(registers[a] == 0 ? 0 : registers[a].isNaN ? .nan : registers[b])
            case .or(let a, let b):
                registers.append(registers[a].isNaN ? .nan : registers[a] != 0 ? 1 : registers[b])
            case .select(let test, let a, let b):
                registers.append(registers[test].isNaN ? .nan : registers[test] != 0 ? registers[a] : registers[b])
            case .lookUp(let a, let numbers): registers.append(registers[a].isNaN ? .nan : numbers[Int(registers[a])])
            case .find(let a, let numbers):
                registers.append(numbers.firstIndex(of: registers[a]).map(Double.init) ?? .nan)
            }
        }
        return registers.last ?? .nan
    }

    @Test(
        "columns hold what each row alone gives",
        arguments: [
            "x + y*u - 3", "x/y", "(x - y)/(x - y)", "x > 0 ? 1/x : y", "log(x) + sqrt(y)", "exp(300*x)*exp(300*y)",
            "exp(400*x) - exp(400*y) + 1", "min(exp(800*x), 5)", "clamp(exp(800*x)*0, 1, 2)", "x^y",
            "-(exp(800*x)) < 0 ? 1 : 2",
            "round(x) + floor(y) + step(x - y) + abs(u)", "sigmoid(x) * max(x, y, u)",
            "x > y and u > 0 or not (y > 1) ? x : y",
            "g == mid ? x : g == hi ? y : u", "1e308*x*10 + u", "x", "7", "u", "(1/x > 0 or true) ? 1 : 0",
            "(x > 100 and 1/0 > 0) ? 1 : 2",
        ])
    func columns(formula: String) throws {
        let states = Domain.categorical(states: ["lo", "mid", "hi"], isOrdinal: false)
        let number = Domain.continuous(Quantity())
        let parents = [
            Variable(name: "x", domain: number), Variable(name: "y", domain: number),
            Variable(name: "g", domain: states),
        ]
        let readsNoise = EquationCompiler.names(in: formula).contains("u")
        let equation = try EquationCompiler.compile(
            formula, target: Variable(name: "z", domain: number), parents: parents,
            noise: readsNoise ? .normal(mean: 0, deviation: 1) : nil, location: nil)
        let stream = NoiseStream(seed: 2, name: formula)
        let count = 1300
        func column(_ number: UInt64, _ body: (Double) -> Double) -> [Double] {
            (0..<count).map { body(stream.uniform(at: UInt64($0) << 3 | number)) }
        }
        var x = column(0) { 6 * $0 - 3 }
        var y = column(1) { 6 * $0 - 3 }
        (x[5], y[6], x[7], y[7]) = (0, 0, 0, 0)
        let g = column(2) { ($0 * 3).rounded(.down) }
        let u = column(3) { $0 - 0.5 }
        let values = equation.program.evaluate(count: count, parents: [x, y, g], noise: u)
        #expect(values.count == count)
        for row in 0..<count {
            let expected = value(equation.program, parents: [x[row], y[row], g[row]], noise: u[row])
            #expect(values[row] == expected || (values[row].isNaN && expected.isNaN), "row \(row)")
        }
    }

    @Test("shards of a model of numbers concatenate, whatever the block and the threads")
    func shards() throws {
        let scm = try MixedModel.make()
        let sampler = Sampler(scm, seed: 9)
        let whole = try sampler.sample(rows: 0..<10_000, withNoise: true, threads: 2)
        let bounds: [UInt64] = [0, 1, 511, 513, 4096, 4097, 8200, 10_000]
        for (lower, upper) in zip(bounds, bounds.dropFirst()) {
            let part = try sampler.sample(rows: lower..<upper, withNoise: true)
            for variable in scm.variables.indices {
                #expect(part.noise[variable][...] == whole.noise[variable][Int(lower)..<Int(upper)])
                for row in [0, part.rowCount / 2, part.rowCount - 1] {
                    let other = whole.value(row: Int(lower) + row, variable: variable)
                    #expect(part.value(row: row, variable: variable) == other)
                }
            }
        }
    }
}
