/// A program laid out for evaluation block by block: which column each instruction reads and writes.
///
/// Columns are numbered: parents first, then the noise, then constants, then registers, of which few are needed since one is
/// free again after its last reader.
struct BlockProgram: Sendable {
    struct Step: Sendable {
        var instruction: Program.Instruction
        var target: Int
        /// Whether what is not finite becomes NaN. Sums and products pass it on by themselves, so it waits for their reader.
        var isFiltered: Bool
    }

    /// The instructions that compute something, with columns in place of registers.
    private(set) var steps: [Step] = []
    /// The number of parents that the program reads, counted to the last.
    let parentCount: Int
    private(set) var constants: [Double] = []
    /// The column of the result.
    private(set) var result = 0
    private(set) var columnCount = 0

    var noiseColumn: Int { parentCount }
    var firstConstant: Int { parentCount + 1 }

    init(_ program: Program) {
        let instructions = program.instructions
        parentCount = instructions.reduce(0) { most, instruction in
            if case .parent(let position) = instruction { return max(most, position + 1) }
            return most
        }
        constants = instructions.compactMap { instruction in
            if case .constant(let number) = instruction { return number }
            return nil
        }
        let lastReaders = Self.lastReaders(instructions)
        let filtered = Self.needFilter(instructions)
        columnCount = firstConstant + constants.count
        var columns = [Int](repeating: 0, count: instructions.count)
        var nextConstant = firstConstant
        var free: [Int] = []
        for (register, instruction) in instructions.enumerated() {
            switch instruction {
            case .parent(let position): columns[register] = position
            case .noise: columns[register] = noiseColumn
            case .constant:
                columns[register] = nextConstant
                nextConstant += 1
            default:
                // The target is taken before operands are freed: no instruction writes what it reads.
                let target = free.popLast() ?? columnCount
                columnCount = max(columnCount, target + 1)
                columns[register] = target
                steps.append(
                    Step(
                        instruction: instruction.mapped { columns[$0] }, target: target,
                        isFiltered: filtered[register]))
                for operand in Set(instruction.operands) where lastReaders[operand] == register {
                    if columns[operand] >= firstConstant + constants.count { free.append(columns[operand]) }
                }
            }
        }
        result = columns.last ?? 0
    }

    /// The last instruction that reads each register.
    private static func lastReaders(_ instructions: [Program.Instruction]) -> [Int] {
        var last = [Int](repeating: -1, count: instructions.count)
        for (register, instruction) in instructions.enumerated() {
            for operand in instruction.operands { last[operand] = register }
        }
        return last
    }

    private static func needFilter(_ instructions: [Program.Instruction]) -> [Bool] {
        var needed = [Bool](repeating: false, count: instructions.count)
        for instruction in instructions where !instruction.isSumOrProduct {
            for operand in instruction.operands { needed[operand] = true }
        }
        for (register, instruction) in instructions.enumerated() where !instruction.isSumOrProduct {
            needed[register] = true
        }
        return needed
    }
}

extension Program.Instruction {
    /// The registers that the instruction reads.
    var operands: [Int] {
        switch self {
        case .constant, .parent, .noise: []
        case .function(_, let a), .lookUp(let a, _), .find(let a, _): [a]
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b): [a, b]
        case .select(let a, let b, let c): [a, b, c]
        }
    }

    /// The instruction with other registers.
    func mapped(_ place: (Int) -> Int) -> Program.Instruction {
        switch self {
        case .constant, .parent, .noise: self
        case .function(let function, let a): .function(function, place(a))
        case .lookUp(let a, let numbers): .lookUp(place(a), numbers)
        case .find(let a, let numbers): .find(place(a), numbers)
        case .arithmetic(let operation, let a, let b): .arithmetic(operation, place(a), place(b))
        case .comparison(let comparison, let a, let b): .comparison(comparison, place(a), place(b))
        case .and(let a, let b): .and(place(a), place(b))
        case .or(let a, let b): .or(place(a), place(b))
        case .select(let a, let b, let c): .select(place(a), place(b), place(c))
        }
    }

    /// Whether a number that is not finite can only become NaN or stay so.
    fileprivate var isSumOrProduct: Bool {
        switch self {
        case .arithmetic(.add, _, _), .arithmetic(.subtract, _, _), .arithmetic(.multiply, _, _), .function(.negate, _):
            true
        default: false
        }
    }
}
