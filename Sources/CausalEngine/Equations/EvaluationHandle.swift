// Unsafe pointers: loops of equations over blocks of rows. `BlockProgram` numbers the columns, so that no loop writes what it
// reads; states are below the number of entries of a table, which the compiler of equations has seen to.

/// Memory for evaluating equations over blocks of rows, used by one thread and for one equation after the other.
///
/// A block is short enough for all columns of an equation to stay in the nearest cache.
final class EvaluationHandle {
    /// The greatest number of rows of a block.
    static let blockLength = 512

    /// One pointer a column: to memory of this handle, or for a parent to that of its owner.
    private var columns: [UnsafeMutablePointer<Double>] = []
    private var memory: UnsafeMutablePointer<Double>
    private var columnCapacity: Int
    private var noiseColumn = 0
    private lazy var noise = NoiseHandle()

    init() {
        columnCapacity = 8
        memory = .allocate(capacity: 8 * Self.blockLength)
    }

    deinit { memory.deallocate() }

    /// Makes room for a program and writes its constants.
    func prepare(_ program: BlockProgram) {
        if program.columnCount > columnCapacity {
            memory.deallocate()
            columnCapacity = 2 * program.columnCount
            memory = .allocate(capacity: columnCapacity * Self.blockLength)
        }
        columns.removeAll(keepingCapacity: true)
        for column in 0..<program.columnCount { columns.append(memory + column * Self.blockLength) }
        for (offset, constant) in program.constants.enumerated() {
            columns[program.firstConstant + offset].initialize(repeating: constant, count: Self.blockLength)
        }
        noiseColumn = program.noiseColumn
    }

    /// Lets a parent be read where it stands.
    func setParent(_ position: Int, _ numbers: UnsafeMutablePointer<Double>) {
        if position < noiseColumn { columns[position] = numbers }
    }

    /// Reads a parent's states as numbers.
    func setParent<State: FixedWidthInteger>(_ position: Int, _ states: UnsafeMutablePointer<State>, count: Int) {
        guard position < noiseColumn else { return }
        let column = columns[position]
        for row in 0..<count { column[row] = Double(Int32(truncatingIfNeeded: states[row])) }
    }

    /// Draws the noise of a block and returns where it stands.
    func draw(
        _ law: NoiseLaw, _ stream: NoiseStream, from row: UInt64, count: Int
    ) -> UnsafePointer<Double> {
        noise.draw(law, stream, from: row, count: count, into: columns[noiseColumn])
        return UnsafePointer(columns[noiseColumn])
    }

    /// Evaluates a prepared program whose parents and noise are set, and returns the result's column.
    func evaluate(_ program: BlockProgram, count: Int) -> UnsafePointer<Double> {
        for step in program.steps { evaluate(step, count: count) }
        return UnsafePointer(columns[program.result])
    }

    /// Evaluates a program on whole columns.
    func evaluate(_ program: BlockProgram, count: Int, parents: [[Double]], noise: [Double]) -> [Double] {
        prepare(program)
        return Array(unsafeUninitializedCapacity: count) { buffer, initialised in
            var start = 0
            while start < count {
                let length = min(Self.blockLength, count - start)
                for position in 0..<program.parentCount { load(parents[position], from: start, length, into: position) }
                if !noise.isEmpty { load(noise, from: start, length, into: noiseColumn) }
                let values = evaluate(program, count: length)
                for row in 0..<length { buffer[start + row] = values[row].isFinite ? values[row] : .nan }
                start += length
            }
            initialised = count
        }
    }

    private func load(_ numbers: [Double], from start: Int, _ count: Int, into column: Int) {
        let target = columns[column]
        for row in 0..<count { target[row] = numbers[start + row] }
    }
}

// MARK: Instructions

extension EvaluationHandle {
    private func evaluate(_ step: BlockProgram.Step, count: Int) {
        let out = columns[step.target]
        switch step.instruction {
        case .function(let function, let a): apply(function, columns[a], to: out, step, count)
        case .arithmetic(let operation, let a, let b): apply(operation, columns[a], columns[b], to: out, step, count)
        case .comparison(let comparison, let a, let b): compare(comparison, columns[a], columns[b], to: out, count)
        case .and(let a, let b):
            Self.binary(columns[a], columns[b], out, count) { $0 == 0 ? 0 : $0.isNaN ? .nan : $1 }
        case .or(let a, let b):
            Self.binary(columns[a], columns[b], out, count) { $0.isNaN ? .nan : $0 != 0 ? 1 : $1 }
        case .select(let condition, let a, let b):
            let (test, whenTrue, whenFalse) = (columns[condition], columns[a], columns[b])
            for row in 0..<count {
                let value = test[row] != 0 ? whenTrue[row] : whenFalse[row]
                out[row] = test[row].isNaN ? .nan : value
            }
        case .lookUp(let a, let numbers):
            numbers.withUnsafeBufferPointer { numbers in
                Self.unary(columns[a], out, count) { $0.isNaN ? .nan : numbers[Int($0)] }
            }
        case .find(let a, let numbers):
            Self.unary(columns[a], out, count) { number in numbers.firstIndex(of: number).map(Double.init) ?? .nan }
        case .constant, .parent, .noise: break
        }
    }

    @inline(__always)
    private static func unary(
        _ a: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int, _ body: (Double) -> Double
    ) {
        for row in 0..<count { out[row] = body(a[row]) }
    }

    @inline(__always)
    private static func binary(
        _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>,
        _ count: Int, _ body: (Double, Double) -> Double
    ) {
        for row in 0..<count { out[row] = body(a[row], b[row]) }
    }

    @inline(__always)
    private static func finite(_ number: Double) -> Double { number.isFinite ? number : .nan }

    private func apply(
        _ function: Program.Function, _ a: UnsafeMutablePointer<Double>, to out: UnsafeMutablePointer<Double>,
        _ step: BlockProgram.Step, _ count: Int
    ) {
        // One loop a function, so that the choice is made once a block.
        switch function {
        case .negate: Self.unary(a, out, count) { -$0 }
        case .not: Self.unary(a, out, count) { Program.Function.not.apply($0) }
        case .abs: Self.unary(a, out, count) { Self.finite(Swift.abs($0)) }
        case .exp: Self.unary(a, out, count) { Self.finite(Numerics.exp($0)) }
        case .log: Self.unary(a, out, count) { Self.finite(Numerics.log($0)) }
        case .sqrt: Self.unary(a, out, count) { Self.finite($0.squareRoot()) }
        case .sigmoid: Self.unary(a, out, count) { Self.finite(Numerics.sigmoid($0)) }
        case .round: Self.unary(a, out, count) { Self.finite(Program.Function.round.apply($0)) }
        case .floor: Self.unary(a, out, count) { Self.finite(Program.Function.floor.apply($0)) }
        case .step: Self.unary(a, out, count) { Program.Function.step.apply($0) }
        }
        if step.isFiltered, function == .negate { filter(out, count) }
    }

    private func apply(
        _ operation: Program.Arithmetic, _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>,
        to out: UnsafeMutablePointer<Double>, _ step: BlockProgram.Step, _ count: Int
    ) {
        switch operation {
        case .add: Self.binary(a, b, out, count) { $0 + $1 }
        case .subtract: Self.binary(a, b, out, count) { $0 - $1 }
        case .multiply: Self.binary(a, b, out, count) { $0 * $1 }
        case .divide: Self.binary(a, b, out, count) { Self.finite($0 / $1) }
        case .power: Self.binary(a, b, out, count) { Self.finite(Program.Arithmetic.power.apply($0, $1)) }
        case .minimum: Self.binary(a, b, out, count) { Self.finite(Program.Arithmetic.minimum.apply($0, $1)) }
        case .maximum: Self.binary(a, b, out, count) { Self.finite(Program.Arithmetic.maximum.apply($0, $1)) }
        }
        guard step.isFiltered, operation == .add || operation == .subtract || operation == .multiply else { return }
        filter(out, count)
    }

    private func filter(_ out: UnsafeMutablePointer<Double>, _ count: Int) {
        for row in 0..<count { out[row] = Self.finite(out[row]) }
    }

    private func compare(
        _ comparison: Program.Comparison, _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>,
        to out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        @inline(__always)
        func loop(_ holds: (Double, Double) -> Bool) {
            Self.binary(a, b, out, count) { $0.isNaN || $1.isNaN ? .nan : holds($0, $1) ? 1 : 0 }
        }
        switch comparison {
        case .equal: loop { $0 == $1 }
        case .notEqual: loop { $0 != $1 }
        case .less: loop { $0 < $1 }
        case .lessOrEqual: loop { $0 <= $1 }
        case .greater: loop { $0 > $1 }
        case .greaterOrEqual: loop { $0 >= $1 }
        }
    }
}

// MARK: Results

extension EvaluationHandle {
    /// Copies numbers; the first row that is not finite, if there is one.
    static func copyFinite(
        _ values: UnsafePointer<Double>, to column: UnsafeMutablePointer<Double>, count: Int
    ) -> Int? {
        // x − x is 0 for what is finite and NaN for the rest: one sum tells whether all are.
        var sum = 0.0
        for row in 0..<count { column[row] = values[row] }
        var row = 0
        var sums = SIMD4<Double>.zero
        while row + 3 < count {
            let four = SIMD4(values[row], values[row + 1], values[row + 2], values[row + 3])
            sums += four - four
            row += 4
        }
        while row < count {
            sum += values[row] - values[row]
            row += 1
        }
        guard (sums.sum() + sum).isNaN else { return nil }
        return (0..<count).first { !values[$0].isFinite }
    }

    /// Writes states from their indices; the first row whose number is no state, if there is one.
    static func copyStates<State: FixedWidthInteger>(
        _ values: UnsafePointer<Double>, to column: UnsafeMutablePointer<State>, count: Int, below states: Int
    ) -> Int? {
        let limit = Double(states)
        for row in 0..<count {
            let value = values[row]
            // NaN fails either comparison.
            guard value >= 0, value < limit else { return row }
            column[row] = State(truncatingIfNeeded: Int(value))
        }
        return nil
    }
}
