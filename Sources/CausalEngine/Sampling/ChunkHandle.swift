// Unsafe pointers: the columns of one chunk of rows, and the loops over them. It trusts its callers for counts and for indices
// inside tables; `SamplingStep` has checked those.

/// Memory for one chunk of rows of every variable, used by one thread and for one chunk after the other.
final class ChunkHandle {
    /// A column that is being filled, at its first row.
    enum Column {
        case states(UnsafeMutablePointer<UInt8>)
        case wideStates(UnsafeMutablePointer<UInt32>)
        case numbers(UnsafeMutablePointer<Double>)
    }

    /// The greatest number of rows.
    let capacity: Int
    private let memory: UnsafeMutableRawPointer
    private let columns: [Column]
    private let noiseColumns: [UnsafeMutablePointer<Double>]
    private let narrowIndex: UnsafeMutablePointer<UInt16>
    private let wideIndex: UnsafeMutablePointer<UInt32>
    private let noiseStates: UnsafeMutablePointer<UInt32>
    private lazy var evaluation = EvaluationHandle()

    /// Memory for variables with these numbers of states, 0 for continuous ones.
    init(stateCounts: [Int], capacity: Int, withNoise: Bool) {
        self.capacity = capacity
        // One allocation. The gap keeps rows of neighbouring columns out of the same cache set.
        var size = 0
        func place<Element>(_ type: Element.Type, count: Int) -> Int {
            defer { size += (count * MemoryLayout<Element>.stride + 64 + 63) & ~63 }
            return size
        }
        let columnPlaces = stateCounts.map { states in
            switch states {
            case 0: place(Double.self, count: capacity)
            case 1...256: place(UInt8.self, count: capacity)
            default: place(UInt32.self, count: capacity)
            }
        }
        let noisePlaces = withNoise ? stateCounts.map { _ in place(Double.self, count: capacity) } : []
        let narrowPlace = place(UInt16.self, count: capacity)
        let widePlace = place(UInt32.self, count: capacity)
        let statePlace = place(UInt32.self, count: capacity)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        func bind<Element>(_ place: Int, _ type: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
            (memory + place).bindMemory(to: type, capacity: count)
        }
        self.memory = memory
        columns = zip(stateCounts, columnPlaces).map { states, place in
            switch states {
            case 0: .numbers(bind(place, Double.self, count: capacity))
            case 1...256: .states(bind(place, UInt8.self, count: capacity))
            default: .wideStates(bind(place, UInt32.self, count: capacity))
            }
        }
        noiseColumns = noisePlaces.map { bind($0, Double.self, count: capacity) }
        narrowIndex = bind(narrowPlace, UInt16.self, count: capacity)
        wideIndex = bind(widePlace, UInt32.self, count: capacity)
        noiseStates = bind(statePlace, UInt32.self, count: capacity)
    }

    deinit { memory.deallocate() }
}

// MARK: Reading and writing whole columns

extension ChunkHandle {
    /// The value of a variable in a row of the chunk.
    func value(of variable: Int, row: Int) -> Value {
        switch columns[variable] {
        case .states(let pointer): .state(Int(pointer[row]))
        case .wideStates(let pointer): .state(Int(pointer[row]))
        case .numbers(let pointer): .number(pointer[row])
        }
    }

    /// The noise of a variable in a row of the chunk, which must keep noise.
    func noise(of variable: Int, row: Int) -> Double { noiseColumns[variable][row] }

    /// Writes one value into the first rows of a variable of its kind.
    func write(_ value: Value, to variable: Int, count: Int) {
        switch (columns[variable], value) {
        case (.states(let pointer), .state(let index)): pointer.update(repeating: UInt8(index), count: count)
        case (.wideStates(let pointer), .state(let index)): pointer.update(repeating: UInt32(index), count: count)
        case (.numbers(let pointer), .number(let number)): pointer.update(repeating: number, count: count)
        default: preconditionFailure("a value of another kind than its column")
        }
    }

    /// Writes one number as the noise of a variable, if noise is kept.
    func writeNoise(_ number: Double, of variable: Int, count: Int) {
        guard !noiseColumns.isEmpty else { return }
        noiseColumns[variable].update(repeating: number, count: count)
    }

    /// Copies the first rows of every variable, and of the noise if it is kept, into a longer table.
    func copy(count: Int, to table: inout PartialTable, at offset: Int) {
        for (variable, column) in columns.enumerated() {
            switch column {
            case .states(let pointer): Self.copy(pointer, count: count, to: &table.states[variable], at: offset)
            case .wideStates(let pointer): Self.copy(pointer, count: count, to: &table.wideStates[variable], at: offset)
            case .numbers(let pointer): Self.copy(pointer, count: count, to: &table.numbers[variable], at: offset)
            }
        }
        for (variable, pointer) in noiseColumns.enumerated() {
            Self.copy(pointer, count: count, to: &table.noise[variable], at: offset)
        }
    }

    private static func copy<Element: BitwiseCopyable>(
        _ source: UnsafeMutablePointer<Element>, count: Int, to array: inout [Element], at offset: Int
    ) {
        array.withUnsafeMutableBufferPointer { buffer in
            _ = buffer[offset..<offset + count].update(fromContentsOf: UnsafeBufferPointer(start: source, count: count))
        }
    }
}

/// A table that is being filled, chunk by chunk.
///
/// For each variable one of three arrays is as long as the table and the others are empty: an array inside an enum could not
/// be written to in place.
struct PartialTable: Sendable {
    fileprivate(set) var states: [[UInt8]] = []
    fileprivate(set) var wideStates: [[UInt32]] = []
    fileprivate(set) var numbers: [[Double]] = []
    fileprivate(set) var noise: [[Double]] = []
    private let stateCounts: [Int]

    /// A table whose every row must be written before any is read.
    init(stateCounts: [Int], rows: Int, withNoise: Bool) {
        self.stateCounts = stateCounts
        for count in stateCounts {
            let isNarrow = 1...256 ~= count
            states.append(Self.unwritten(isNarrow ? rows : 0))
            wideStates.append(Self.unwritten(count > 256 ? rows : 0))
            numbers.append(Self.unwritten(count == 0 ? rows : 0))
            if withNoise { noise.append(Self.unwritten(rows)) }
        }
    }

    /// The columns, once every row is written.
    var columns: [SampleColumn] {
        stateCounts.enumerated().map { variable, count in
            switch count {
            case 0: .numbers(numbers[variable])
            case 1...256: .states(states[variable])
            default: .wideStates(wideStates[variable])
            }
        }
    }

    private static func unwritten<Element: BitwiseCopyable>(_ rows: Int) -> [Element] {
        Array(unsafeUninitializedCapacity: rows) { _, initialised in initialised = rows }
    }
}

// MARK: Tables

extension ChunkHandle {
    /// The draws of one variable in one chunk: its noise from a row on.
    struct Draws {
        var stream: NoiseStream
        var row: UInt64
        var count: Int
    }

    /// Fills a variable's first rows from its table.
    func draw(_ table: ThresholdTable, for step: SamplingStep, from row: UInt64, count: Int) {
        let draws = Draws(stream: step.stream, row: row, count: count)
        if !noiseColumns.isEmpty {
            let noise = noiseColumns[step.variable]
            step.stream.forEachHalf(from: row, count: count) { noise[$0] = NoiseStream.gridUniform($1) }
        }
        switch columns[step.variable] {
        case .states(let column): select(table, configurations(of: step, count: count), draws, into: column)
        case .wideStates(let column): select(table, configurations(of: step, count: count), draws, into: column)
        case .numbers: preconditionFailure("a table for a continuous variable")
        }
    }

    /// Fills a variable's first rows from finite noise and its response.
    func draw(
        _ table: ThresholdTable, responding values: [UInt32], for step: SamplingStep, from row: UInt64, count: Int
    ) {
        select(table, .none, Draws(stream: step.stream, row: row, count: count), into: noiseStates)
        if !noiseColumns.isEmpty {
            for row in 0..<count { noiseColumns[step.variable][row] = Double(noiseStates[row]) }
        }
        switch columns[step.variable] {
        case .states(let column): respond(table, values, for: step, into: column, count: count)
        case .wideStates(let column): respond(table, values, for: step, into: column, count: count)
        case .numbers: preconditionFailure("a response table for a continuous variable")
        }
    }

    private func respond<State: FixedWidthInteger>(
        _ table: ThresholdTable, _ values: [UInt32], for step: SamplingStep, into column: UnsafeMutablePointer<State>,
        count: Int
    ) {
        let noiseStates = noiseStates
        values.withUnsafeBufferPointer { values in
            func look<Index: FixedWidthInteger>(_ index: UnsafePointer<Index>) {
                for row in 0..<count {
                    let place = Int(index[row]) * table.stateCount + Int(noiseStates[row])
                    column[row] = State(truncatingIfNeeded: values[place])
                }
            }
            switch configurations(of: step, count: count) {
            case .none:
                for row in 0..<count { column[row] = State(truncatingIfNeeded: values[Int(noiseStates[row])]) }
            case .byte(let index): look(index)
            case .narrow(let index): look(index)
            case .wide(let index): look(index)
            }
        }
    }
}

// MARK: Equations

extension ChunkHandle {
    /// Fills a variable's first rows from its equation, block after block.
    ///
    /// - Returns: the first row of the chunk in which the equation has no value for the variable; `nil` when all have one.
    func draw(
        _ equation: BlockProgram, law: NoiseLaw?, for step: SamplingStep, from row: UInt64, count: Int
    ) -> Int? {
        evaluation.prepare(equation)
        if law == nil { writeNoise(0, of: step.variable, count: count) }
        var start = 0
        while start < count {
            let length = min(EvaluationHandle.blockLength, count - start)
            for (position, parent) in step.parents.enumerated() {
                switch columns[parent] {
                case .states(let column): evaluation.setParent(position, column + start, count: length)
                case .wideStates(let column): evaluation.setParent(position, column + start, count: length)
                case .numbers(let column): evaluation.setParent(position, column + start)
                }
            }
            if let law {
                let noise = evaluation.draw(law, step.stream, from: row + UInt64(start), count: length)
                if !noiseColumns.isEmpty { (noiseColumns[step.variable] + start).update(from: noise, count: length) }
            }
            let values = evaluation.evaluate(equation, count: length)
            let failed: Int? =
                switch columns[step.variable] {
                case .numbers(let column): EvaluationHandle.copyFinite(values, to: column + start, count: length)
                case .states(let column):
                    EvaluationHandle.copyStates(values, to: column + start, count: length, below: step.stateCount)
                case .wideStates(let column):
                    EvaluationHandle.copyStates(values, to: column + start, count: length, below: step.stateCount)
                }
            if let failed { return start + failed }
            start += length
        }
        return nil
    }
}

// MARK: Parent configurations

extension ChunkHandle {
    /// The index of each row's parent configuration, in the narrowest form at hand.
    private enum Configurations {
        case none
        case byte(UnsafePointer<UInt8>)
        case narrow(UnsafePointer<UInt16>)
        case wide(UnsafePointer<UInt32>)
    }

    private func configurations(of step: SamplingStep, count: Int) -> Configurations {
        guard let last = step.parents.last else { return .none }
        if step.parents.count == 1 {
            switch columns[last] {
            case .states(let pointer): return .byte(UnsafePointer(pointer))
            case .wideStates(let pointer): return .wide(UnsafePointer(pointer))
            case .numbers: preconditionFailure("a continuous parent of a table")
            }
        }
        if step.configurationCount <= 1 << 16 {
            index(step, into: narrowIndex, count: count)
            return .narrow(UnsafePointer(narrowIndex))
        }
        index(step, into: wideIndex, count: count)
        return .wide(UnsafePointer(wideIndex))
    }

    private func index<Index: FixedWidthInteger>(
        _ step: SamplingStep, into index: UnsafeMutablePointer<Index>, count: Int
    ) {
        var start = 0
        // Two parents at a time while both are narrow: a pass over the index costs about as much as a parent.
        if case .states(let first) = columns[step.parents[0]], case .states(let second) = columns[step.parents[1]] {
            let cardinality = Index(truncatingIfNeeded: step.parentCardinalities[1])
            for row in 0..<count {
                index[row] =
                    Index(truncatingIfNeeded: first[row]) &* cardinality &+ Index(truncatingIfNeeded: second[row])
            }
            start = 2
        } else {
            index.update(repeating: 0, count: count)
        }
        for position in start..<step.parents.count {
            let cardinality = Index(truncatingIfNeeded: step.parentCardinalities[position])
            func extend<State: FixedWidthInteger>(_ column: UnsafeMutablePointer<State>) {
                for row in 0..<count {
                    index[row] = index[row] &* cardinality &+ Index(truncatingIfNeeded: column[row])
                }
            }
            switch columns[step.parents[position]] {
            case .states(let column): extend(column)
            case .wideStates(let column): extend(column)
            case .numbers: preconditionFailure("a continuous parent of a table")
            }
        }
    }
}

// MARK: Selection

extension ChunkHandle {
    /// Writes the state of each row: the number of its configuration's thresholds that its bits reach.
    private func select<State: FixedWidthInteger>(
        _ table: ThresholdTable, _ configurations: Configurations, _ draws: Draws,
        into column: UnsafeMutablePointer<State>
    ) {
        table.thresholds.withUnsafeBufferPointer { buffer in
            guard let thresholds = buffer.baseAddress, table.stateCount > 1 else {
                return column.update(repeating: 0, count: draws.count)
            }
            switch configurations {
            case .none: Self.select(table, thresholds, draws, into: column) { _ in 0 }
            case .byte(let index): Self.select(table, thresholds, draws, into: column) { Int(index[$0]) }
            case .narrow(let index): Self.select(table, thresholds, draws, into: column) { Int(index[$0]) }
            case .wide(let index): Self.select(table, thresholds, draws, into: column) { Int(index[$0]) }
            }
        }
    }

    /// A loop for every number of states up to four, else a search; noise and choice in one loop, so that the arithmetic of
    /// the one fills the waits for memory of the other.
    @inline(__always)
    private static func select<State: FixedWidthInteger>(
        _ table: ThresholdTable, _ first: UnsafePointer<UInt64>, _ draws: Draws,
        into column: UnsafeMutablePointer<State>, _ configuration: (Int) -> Int
    ) {
        let second = first + table.rowCount
        let third = second + table.rowCount
        switch table.stateCount {
        case 2:
            draws.stream.forEachHalf(from: draws.row, count: draws.count) { row, bits in
                column[row] = bits >= first[configuration(row)] ? 1 : 0
            }
        case 3:
            draws.stream.forEachHalf(from: draws.row, count: draws.count) { row, bits in
                let place = configuration(row)
                column[row] = (bits >= first[place] ? 1 : 0) &+ (bits >= second[place] ? 1 : 0)
            }
        case 4:
            draws.stream.forEachHalf(from: draws.row, count: draws.count) { row, bits in
                let place = configuration(row)
                column[row] =
                    (bits >= first[place] ? 1 : 0) &+ (bits >= second[place] ? 1 : 0) &+ (bits >= third[place] ? 1 : 0)
            }
        default:
            let thresholdCount = table.stateCount - 1
            draws.stream.forEachHalf(from: draws.row, count: draws.count) { row, bits in
                let thresholds = first + configuration(row) * thresholdCount
                column[row] = State(truncatingIfNeeded: reached(by: bits, thresholds, count: thresholdCount))
            }
        }
    }

    /// The number of ascending thresholds that are at most `bits`: a binary search without branches on the data.
    @inline(__always)
    private static func reached(by bits: UInt64, _ thresholds: UnsafePointer<UInt64>, count: Int) -> Int {
        var base = 0
        var length = count
        while length > 1 {
            let half = length >> 1
            base = bits >= thresholds[base &+ half &- 1] ? base &+ half : base
            length &-= half
        }
        return base &+ (bits >= thresholds[base] ? 1 : 0)
    }
}
