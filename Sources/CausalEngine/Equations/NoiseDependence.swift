extension Program {
    /// How the value hangs on the noise, with the parents held.
    enum NoiseDependence {
        case none
        /// As a + b·u, a and b functions of the parents.
        case affine
        /// In steps: level between the noises at which a comparison of what is affine turns over.
        case stepwise
        case other
    }

    /// How the value hangs on the noise, whatever the parents, as far as the form of the formula shows.
    var noiseDependence: NoiseDependence { registerDependences.last ?? .none }

    /// The functions whose zeros are the noises at which the value may jump; `nil` where the value is not stepwise.
    ///
    /// Each is affine in the noise, or not finite where the formula does not come to it.
    ///
    /// - Complexity: O(instructions) for each comparison that reads the noise.
    var jumps: [Program]? {
        let registers = registerDependences
        guard registers.last == .stepwise else { return nil }
        return instructions.enumerated().compactMap { register, instruction in
            guard registers[register] == .stepwise else { return nil }
            switch instruction {
            case .comparison(_, let a, let b) where registers[a] == .affine || registers[b] == .affine:
                return Program(instructions: instructions.prefix(register) + [.arithmetic(.subtract, a, b)])
            case .function(.step, let a) where registers[a] == .affine:
                return Program(instructions: Array(instructions.prefix(a + 1)))
            default: return nil
            }
        }
    }

    private var registerDependences: [NoiseDependence] {
        var registers: [NoiseDependence] = []
        for instruction in instructions { registers.append(Self.dependence(instruction, registers)) }
        return registers
    }

    private static func dependence(_ instruction: Instruction, _ registers: [NoiseDependence]) -> NoiseDependence {
        let operands = instruction.operands.map { registers[$0] }
        let isFree = operands.allSatisfy { $0 == .none }
        let isLevel = operands.allSatisfy { $0 == .none || $0 == .stepwise }
        let isAffine = operands.allSatisfy { $0 == .none || $0 == .affine }
        switch instruction {
        case .noise: return .affine
        case _ where isFree: return .none
        case _ where isLevel: return .stepwise
        case _ where !isAffine: return .other
        case .function(.negate, _), .arithmetic(.add, _, _), .arithmetic(.subtract, _, _): return .affine
        case .arithmetic(.multiply, let a, let b):
            return registers[a] == .none || registers[b] == .none ? .affine : .other
        case .arithmetic(.divide, _, let b): return registers[b] == .none ? .affine : .other
        case .select(let condition, _, _): return registers[condition] == .none ? .affine : .other
        case .comparison, .function(.step, _): return .stepwise
        default: return .other
        }
    }
}
