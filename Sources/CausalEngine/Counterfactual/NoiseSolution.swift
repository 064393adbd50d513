extension Program {
    /// How the value hangs on the noise.
    enum NoiseDependence {
        case none
        /// As a + b·u, a and b functions of the parents.
        case affine
        case other
    }

    /// How the value hangs on the noise, whatever the parents, as far as the form of the formula shows.
    var noiseDependence: NoiseDependence {
        var registers: [NoiseDependence] = []
        for instruction in instructions { registers.append(dependence(instruction, registers)) }
        return registers.last ?? .none
    }

    private func dependence(_ instruction: Instruction, _ registers: [NoiseDependence]) -> NoiseDependence {
        func joined(_ a: Int, _ b: Int) -> NoiseDependence {
            switch (registers[a], registers[b]) {
            case (.none, .none): .none
            case (.other, _), (_, .other): .other
            default: .affine
            }
        }
        func only(_ operands: Int...) -> NoiseDependence {
            operands.allSatisfy { registers[$0] == .none } ? .none : .other
        }
        switch instruction {
        case .constant, .parent: return .none
        case .noise: return .affine
        case .function(.negate, let a): return registers[a]
        case .function(_, let a), .lookUp(let a, _), .find(let a, _): return only(a)
        case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b): return joined(a, b)
        case .arithmetic(.multiply, let a, let b):
            return registers[a] == .none || registers[b] == .none ? joined(a, b) : .other
        case .arithmetic(.divide, let a, let b): return registers[b] == .none ? registers[a] : .other
        case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b):
            return only(a, b)
        case .select(let condition, let a, let b):
            return registers[condition] == .none ? joined(a, b) : .other
        }
    }
}

/// Recovers the noise of an equation from the value it gave: abduction where the equation can be inverted.
struct NoiseSolution {
    let equation: Equation
    let law: NoiseLaw
    let variable: String

    /// The noise with which the equation gives each value.
    ///
    /// Where noise enters as a + b·u, directly; else by bisection on the axis of the noise, to the last bits, where the
    /// equation has to rise or fall throughout.
    ///
    /// - Parameters:
    ///   - values: a value for each row.
    ///   - parents: for each parent its column.
    /// - Returns: the noise of each row, NaN where no noise gives the value.
    /// - Throws: ``InferenceError/misfit(variable:found:expected:)`` for an equation that neither rises nor falls.
    /// - Complexity: O(rows · size of the equation), some hundred times that by bisection.
    func noise(for values: [Double], parents: [[Double]]) throws(InferenceError) -> [Double] {
        func evaluate(_ noise: [Double]) -> [Double] {
            equation.program.evaluate(count: values.count, parents: parents, noise: noise)
        }
        func evaluate(_ noise: Double) -> [Double] { evaluate(Array(repeating: noise, count: values.count)) }
        guard equation.program.noiseDependence == .affine else { return try bisect(values, evaluate) }
        let atZero = evaluate(0)
        let atOne = evaluate(1)
        return values.indices.map { row in
            let slope = atOne[row] - atZero[row]
            return slope == 0 ? .nan : (values[row] - atZero[row]) / slope
        }
    }

    private func bisect(_ values: [Double], _ evaluate: ([Double]) -> [Double]) throws(InferenceError) -> [Double] {
        let count = values.count
        let levels = [
            1e-300, 1e-30, 1e-12, 1e-6, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 1e-6, 1 - 1e-12, 1 - 0x1p-53,
        ]
        let grid = levels.map { law.quantile($0) }.filter(\.isFinite)
        let images = grid.map { evaluate(Array(repeating: $0, count: count)) }
        var isRising = [Bool](repeating: true, count: count)
        var low = [Double](repeating: 0, count: count)
        var high = low
        for row in 0..<count {
            let image = images.map { $0[row] }
            // Far out an equation may overflow; where it does not it has to be monotone.
            let places = image.indices.filter { image[$0].isFinite }
            let steps = zip(places, places.dropFirst()).map { image[$1] - image[$0] }
            guard let first = places.first, let last = places.last, image[first] != image[last],
                steps.allSatisfy({ $0 >= 0 }) || steps.allSatisfy({ $0 <= 0 })
            else {
                throw .misfit(
                    variable: variable, found: "an equation that neither rises nor falls with u throughout",
                    expected: "one that can be solved for u")
            }
            isRising[row] = image[first] < image[last]
            low[row] = grid[first]
            high[row] = grid[last]
            let ends = isRising[row] ? image[first]...image[last] : image[last]...image[first]
            if !ends.contains(values[row]) { low[row] = .nan }
        }
        for _ in 0..<200 {
            let middle = zip(low, high).map { $0 + ($1 - $0) / 2 }
            guard zip(middle, zip(low, high)).contains(where: { $0 > $1.0 && $0 < $1.1 }) else { break }
            let image = evaluate(middle)
            for row in 0..<count where !low[row].isNaN {
                if (image[row] < values[row]) == isRising[row], image[row] != values[row] {
                    low[row] = middle[row]
                } else {
                    high[row] = middle[row]
                }
            }
        }
        return zip(low, high).map { $0.isNaN ? .nan : $1 }
    }
}
