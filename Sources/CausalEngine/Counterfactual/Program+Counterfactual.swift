extension Equation {
    /// The same formula, deterministic, with the noise as its parent at a position.
    func withNoiseAsParent(at position: Int) -> Equation {
        var program = program
        for index in program.instructions.indices {
            if case .noise = program.instructions[index] { program.instructions[index] = .parent(position) }
        }
        return replacing(program)
    }

    /// A deterministic equation with another program.
    func replacing(_ program: Program) -> Equation {
        Equation(source: source, noise: nil, location: location, program: program)
    }
}

extension Program {
    /// The formula with a number for its noise.
    func fixing(_ noise: Double) -> Program {
        var program = self
        for index in program.instructions.indices {
            if case .noise = program.instructions[index] { program.instructions[index] = .constant(noise) }
        }
        return program
    }

    /// The formula with each parent at another position.
    func readingParents(at positions: [Int]) -> Program {
        var program = self
        for index in program.instructions.indices {
            if case .parent(let position) = program.instructions[index] {
                program.instructions[index] = .parent(positions[position])
            }
        }
        return program
    }

    /// What another formula gives with the noise with which this one gave a number: a formula over this one's parents as
    /// they were and, behind them, the other's as they would have been. `nil` unless noise enters here as a + b·u.
    ///
    /// - Parameters:
    ///   - number: the number that was seen.
    ///   - parentCount: the number of parents of this formula.
    ///   - other: the formula of the other world: this one, unless the intervention put another in its place.
    func counterfactual(of number: Double, parentCount: Int, _ other: Program) -> Program? {
        guard noiseDependence == .affine else { return nil }
        var program = Program()
        let atZero = program.inline(fixing(0))
        let atOne = program.inline(fixing(1))
        let slope = program.emit(.arithmetic(.subtract, atOne, atZero))
        let seen = program.emit(.constant(number))
        let rest = program.emit(.arithmetic(.subtract, seen, atZero))
        let noise = program.emit(.arithmetic(.divide, rest, slope))
        _ = program.inline(other, parentsFrom: parentCount, noise: noise)
        return program
    }

    private mutating func emit(_ instruction: Instruction) -> Int {
        instructions.append(instruction)
        return instructions.count - 1
    }

    /// Appends another program and returns the register of its value.
    private mutating func inline(_ other: Program, parentsFrom first: Int = 0, noise: Int = 0) -> Int {
        let offset = instructions.count
        instructions += other.instructions.map { $0.moved(by: offset, parentsFrom: first, noise: noise) }
        return instructions.count - 1
    }
}

extension Program.Instruction {
    /// The instruction behind `offset` others, reading the parents from a position on and the noise from a register.
    fileprivate func moved(by offset: Int, parentsFrom first: Int, noise: Int) -> Program.Instruction {
        switch self {
        case .constant: self
        case .parent(let position): .parent(first + position)
        case .noise: .select(noise, noise, noise)
        case .function(let function, let a): .function(function, offset + a)
        case .arithmetic(let operation, let a, let b): .arithmetic(operation, offset + a, offset + b)
        case .comparison(let comparison, let a, let b): .comparison(comparison, offset + a, offset + b)
        case .and(let a, let b): .and(offset + a, offset + b)
        case .or(let a, let b): .or(offset + a, offset + b)
        case .select(let condition, let a, let b): .select(offset + condition, offset + a, offset + b)
        case .lookUp(let a, let numbers): .lookUp(offset + a, numbers)
        case .find(let a, let numbers): .find(offset + a, numbers)
        }
    }
}
