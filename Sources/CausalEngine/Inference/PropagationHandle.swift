/// Numbers that are written once and then only read, at a fixed place in memory.
final class FixedNumbers<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    // Unchecked because of the pointer: nothing writes through it after the initialiser.
    let start: UnsafePointer<Element>
    let count: Int

    /// A copy of an array.
    init(_ elements: [Element]) {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        elements.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { memory.initialize(from: start, count: buffer.count) }
        }
        start = UnsafePointer(memory)
        count = elements.count
    }

    deinit { start.deallocate() }
}

extension Contraction {
    /// A program at a fixed place in memory.
    final class FixedProgram: Sendable {
        let contractions: [Contraction]
        let ports: FixedNumbers<Port>
        let extents: FixedNumbers<Int>
        let indices: FixedNumbers<Int32>
        let steps: FixedNumbers<Int>
        let reductions: FixedNumbers<Reduction>

        init(_ program: Program) {
            contractions = program.contractions
            ports = FixedNumbers(program.ports)
            extents = FixedNumbers(program.extents)
            indices = FixedNumbers(program.indices)
            steps = FixedNumbers(program.steps)
            reductions = FixedNumbers(program.reductions)
        }
    }
}

/// The tables of one propagation, and the loops over them: with ``FixedNumbers`` the only place where inference handles
/// memory itself.
final class PropagationHandle<Arithmetic: TableArithmetic> {
    /// The tables of the workspace.
    let workspace: UnsafeMutablePointer<Double>
    /// What evidence adds to where each port begins.
    private let shifts: UnsafeMutablePointer<Int>
    /// Whether each port is left out.
    private let silent: UnsafeMutablePointer<Bool>
    private let numbers: FixedNumbers<Double>
    private let program: Contraction.FixedProgram
    /// One block.
    private let buffer: UnsafeMutablePointer<Double>
    /// Where each port of a contraction is.
    private let places: UnsafeMutablePointer<Int>
    /// How far each outer dimension has been counted.
    private let counters: UnsafeMutablePointer<Int>

    /// Tables about to be filled.
    ///
    /// - Parameters:
    ///   - numbers: the tables of the model: probabilities or logarithms, as the arithmetic has it.
    ///   - workspaceCount: the number of entries of the workspace.
    init(_ program: Contraction.FixedProgram, numbers: FixedNumbers<Double>, workspaceCount: Int) {
        self.program = program
        self.numbers = numbers
        workspace = .allocate(capacity: max(1, workspaceCount))
        shifts = .allocate(capacity: max(1, program.ports.count))
        shifts.initialize(repeating: 0, count: program.ports.count)
        silent = .allocate(capacity: max(1, program.ports.count))
        silent.initialize(repeating: false, count: program.ports.count)
        // A block, and two places for what is left of it while it is summed.
        buffer = .allocate(capacity: 3 * Contraction.largestBlock)
        let mostPorts = program.contractions.reduce(1) { max($0, $1.inputCount + $1.outputCount) }
        let mostExtents = program.contractions.reduce(1) { max($0, $1.extentCount) }
        places = .allocate(capacity: mostPorts)
        counters = .allocate(capacity: mostExtents)
    }

    deinit {
        workspace.deallocate()
        shifts.deallocate()
        silent.deallocate()
        buffer.deallocate()
        places.deallocate()
        counters.deallocate()
    }

    /// Moves the place where a port begins.
    func shift(port: Int, by amount: Int) { shifts[port] += amount }

    /// Leaves an input out: a table of ones.
    func silence(port: Int) { silent[port] = true }

    /// Whether a port is left out.
    func isSilent(port: Int) -> Bool { silent[port] }

    /// Sets every entry of a table.
    func fill(_ offset: Int, count: Int, with number: Double) {
        (workspace + offset).update(repeating: number, count: count)
    }
}

// MARK: Contracting

extension PropagationHandle {
    /// Multiplies the inputs of a contraction over its scope and adds the product onto the outputs.
    func run(_ contraction: Contraction) {
        let ports = program.ports.start + contraction.firstPort
        let portCount = contraction.inputCount + contraction.outputCount
        for port in 0..<portCount { places[port] = ports[port].base + shifts[contraction.firstPort + port] }
        for dimension in 0..<contraction.extentCount { counters[dimension] = 0 }
        for _ in 0..<contraction.blockCount {
            let scale = multiply(contraction, ports)
            if scale != Arithmetic.zero { spread(contraction, ports) }
            step(contraction, ports, portCount)
        }
    }

    /// Moves on to the next block.
    @inline(__always)
    private func step(_ contraction: Contraction, _ ports: UnsafePointer<Contraction.Port>, _ portCount: Int) {
        var dimension = contraction.extentCount - 1
        while dimension >= 0 {
            counters[dimension] &+= 1
            if counters[dimension] < program.extents.start[contraction.firstExtent &+ dimension] { break }
            counters[dimension] = 0
            dimension &-= 1
        }
        guard dimension >= 0 else { return }
        for port in 0..<portCount {
            places[port] &+= program.steps.start[ports[port].firstStep &+ dimension]
        }
    }

    @inline(__always)
    private func table(_ port: Contraction.Port, _ place: Int) -> UnsafePointer<Double> {
        (port.slot < 0 ? numbers.start : UnsafePointer(workspace)) + place
    }

    /// Fills the buffer with the product of the inputs.
    ///
    /// - Returns: the product of the inputs that are the same all over the block; where it is zero the buffer is not filled.
    @inline(__always)
    private func multiply(_ contraction: Contraction, _ ports: UnsafePointer<Contraction.Port>) -> Double {
        let block = contraction.block
        let silent = silent + contraction.firstPort
        var scale = Arithmetic.one
        for input in 0..<contraction.inputCount
        where ports[input].isBroadcast && ports[input].run == block && !silent[input] {
            scale = Arithmetic.times(scale, table(ports[input], places[input]).pointee)
        }
        guard scale != Arithmetic.zero else { return scale }
        var isEmpty = true
        for input in 0..<contraction.inputCount
        where !(ports[input].isBroadcast && ports[input].run == block) && !silent[input] {
            let port = ports[input]
            let source = table(port, places[input])
            if isEmpty {
                load(source, port, block: block, scale: scale)
                isEmpty = false
            } else {
                multiply(source, port, block: block)
            }
        }
        if isEmpty { buffer.update(repeating: scale, count: block) }
        return scale
    }

    /// The first factor of a block.
    @inline(__always)
    private func load(_ source: UnsafePointer<Double>, _ port: Contraction.Port, block: Int, scale: Double) {
        let buffer = buffer
        let starts = program.indices.start + port.firstIndex
        if port.run == 1 {
            for entry in 0..<block { buffer[entry] = Arithmetic.times(source[Int(starts[entry])], scale) }
            return
        }
        var entry = 0
        var run = 0
        while entry < block {
            let first = source + Int(starts[run])
            let target = buffer + entry
            if port.isBroadcast {
                target.update(repeating: Arithmetic.times(first.pointee, scale), count: port.run)
            } else {
                for offset in 0..<port.run { target[offset] = Arithmetic.times(first[offset], scale) }
            }
            entry &+= port.run
            run &+= 1
        }
    }

    /// A further factor of a block.
    @inline(__always)
    private func multiply(_ source: UnsafePointer<Double>, _ port: Contraction.Port, block: Int) {
        let buffer = buffer
        let starts = program.indices.start + port.firstIndex
        if port.run == 1 {
            for entry in 0..<block {
                buffer[entry] = Arithmetic.times(buffer[entry], source[Int(starts[entry])])
            }
            return
        }
        var entry = 0
        var run = 0
        while entry < block {
            let first = source + Int(starts[run])
            let target = buffer + entry
            if port.isBroadcast {
                let factor = first.pointee
                for offset in 0..<port.run { target[offset] = Arithmetic.times(target[offset], factor) }
            } else {
                for offset in 0..<port.run { target[offset] = Arithmetic.times(target[offset], first[offset]) }
            }
            entry &+= port.run
            run &+= 1
        }
    }

    /// Adds the buffer onto the outputs.
    @inline(__always)
    private func spread(_ contraction: Contraction, _ ports: UnsafePointer<Contraction.Port>) {
        let block = contraction.block
        var total: Double?
        for output in contraction.inputCount..<contraction.inputCount &+ contraction.outputCount {
            let port = ports[output]
            let target = workspace + places[output]
            if port.reductionCount > 0 {
                add(reduced(port), onto: target, count: port.run)
            } else if port.isBroadcast && port.run == block {
                let sum = total ?? sum(buffer, count: block)
                total = sum
                target.pointee = Arithmetic.plus(target.pointee, sum)
            } else {
                add(onto: target, port, block: block)
            }
        }
    }

    @inline(__always)
    private func add(_ source: UnsafePointer<Double>, onto target: UnsafeMutablePointer<Double>, count: Int) {
        for entry in 0..<count { target[entry] = Arithmetic.plus(target[entry], source[entry]) }
    }

    /// The buffer, summed as an output needs it.
    @inline(__always)
    private func reduced(_ port: Contraction.Port) -> UnsafePointer<Double> {
        var source = UnsafePointer(buffer)
        var target = buffer + Contraction.largestBlock
        var other = target + Contraction.largestBlock
        for index in port.firstReduction..<port.firstReduction &+ port.reductionCount {
            reduce(source, program.reductions.start[index], into: target)
            source = UnsafePointer(target)
            swap(&target, &other)
        }
        return source
    }

    @inline(__always)
    private func reduce(
        _ source: UnsafePointer<Double>, _ reduction: Contraction.Reduction, into target: UnsafeMutablePointer<Double>
    ) {
        let extent = reduction.extent
        let inner = reduction.inner
        if inner == 1 {
            for outer in 0..<reduction.outer {
                let first = source + outer &* extent
                var sum = first[0]
                for entry in 1..<extent { sum = Arithmetic.plus(sum, first[entry]) }
                target[outer] = sum
            }
            return
        }
        for outer in 0..<reduction.outer {
            let first = source + outer &* extent &* inner
            let sums = target + outer &* inner
            for entry in 0..<inner { sums[entry] = Arithmetic.plus(first[entry], first[inner &+ entry]) }
            for index in 2..<max(2, extent) {
                let next = first + index &* inner
                for entry in 0..<inner { sums[entry] = Arithmetic.plus(sums[entry], next[entry]) }
            }
        }
    }

    @inline(__always)
    private func add(onto target: UnsafeMutablePointer<Double>, _ port: Contraction.Port, block: Int) {
        let buffer = buffer
        let starts = program.indices.start + port.firstIndex
        if port.run == 1 {
            for entry in 0..<block {
                let place = Int(starts[entry])
                target[place] = Arithmetic.plus(target[place], buffer[entry])
            }
            return
        }
        var entry = 0
        var run = 0
        while entry < block {
            let first = target + Int(starts[run])
            let source = buffer + entry
            if port.isBroadcast {
                first.pointee = Arithmetic.plus(first.pointee, sum(source, count: port.run))
            } else {
                for offset in 0..<port.run { first[offset] = Arithmetic.plus(first[offset], source[offset]) }
            }
            entry &+= port.run
            run &+= 1
        }
    }

    /// The sum of numbers in a fixed order.
    @inline(__always)
    private func sum(_ source: UnsafeMutablePointer<Double>, count: Int) -> Double {
        var total = Arithmetic.zero
        var entry = 0
        if count >= 16 {
            var first = SIMD4<Double>(repeating: Arithmetic.zero)
            var second = first
            while entry &+ 8 <= count {
                let place = UnsafeRawPointer(source + entry)
                first = Arithmetic.plus(first, place.loadUnaligned(as: SIMD4<Double>.self))
                second = Arithmetic.plus(second, place.loadUnaligned(fromByteOffset: 32, as: SIMD4<Double>.self))
                entry &+= 8
            }
            let lanes = Arithmetic.plus(first, second)
            total = Arithmetic.plus(Arithmetic.plus(lanes[0], lanes[1]), Arithmetic.plus(lanes[2], lanes[3]))
        }
        while entry < count {
            total = Arithmetic.plus(total, source[entry])
            entry &+= 1
        }
        return total
    }
}

// MARK: Tables

extension PropagationHandle {
    /// The largest entry of a table, and the smallest above `floor`.
    func range(_ offset: Int, count: Int, above floor: Double) -> (least: Double, greatest: Double) {
        let table = workspace + offset
        var least = Double.infinity
        var greatest = floor
        for entry in 0..<count {
            let number = table[entry]
            greatest = number > greatest ? number : greatest
            least = number > floor && number < least ? number : least
        }
        return (least, greatest)
    }

    /// Multiplies every entry of a table.
    func scale(_ offset: Int, count: Int, by factor: Double) {
        let table = workspace + offset
        for entry in 0..<count { table[entry] = Arithmetic.times(table[entry], factor) }
    }

    /// Divides a table by another entry by entry; zero by zero is zero.
    func divide(_ offset: Int, by divisor: Int, count: Int) {
        let table = workspace + offset
        let divisor = workspace + divisor
        for entry in 0..<count { table[entry] = Arithmetic.ratio(table[entry], divisor[entry]) }
    }
}
