/// Recovers the noise of an equation from the value it gave: abduction where the equation can be inverted.
struct NoiseSolution {
    let equation: Equation
    let law: NoiseLaw
    let variable: String

    /// What a value says of the noise.
    enum Cell {
        /// No noise gives the value.
        case none
        /// One noise does, and there the value rises with the noise by the slope.
        case point(noise: Double, slope: Double)
        /// The equation is level there: every noise between two quantiles of its law gives the value.
        case stretch(low: Double, high: Double)

        var isLevel: Bool {
            if case .stretch = self { true } else { false }
        }
    }

    /// The noise with which the equation gives each value.
    ///
    /// Where noise enters as a + b·u, directly; else by bisection on the quantiles of the noise, to the last bits, where the
    /// equation has to rise or fall throughout.
    ///
    /// - Parameters:
    ///   - values: a value for each row.
    ///   - parents: for each parent its column.
    /// - Throws: ``InferenceError/misfit(variable:found:expected:)`` for an equation that neither rises nor falls.
    /// - Complexity: O(rows · size of the equation), some hundred times that by bisection.
    func cells(for values: [Double], parents: [[Double]]) throws(InferenceError) -> [Cell] {
        func evaluate(_ noise: [Double]) -> [Double] {
            equation.program.evaluate(count: values.count, parents: parents, noise: noise)
        }
        guard equation.program.noiseDependence == .affine else { return try bisect(values, evaluate) }
        let atZero = evaluate(Array(repeating: 0, count: values.count))
        let atOne = evaluate(Array(repeating: 1, count: values.count))
        return values.indices.map { row in
            let slope = atOne[row] - atZero[row]
            guard slope == 0 else { return .point(noise: (values[row] - atZero[row]) / slope, slope: slope) }
            return values[row] == atZero[row] ? .stretch(low: 0, high: 1) : .none
        }
    }

    /// The noise with which the equation gives each value, NaN where none does; of a stretch the one at a share of it.
    ///
    /// - Parameter shares: for each row a number between 0 and 1.
    /// - Throws: as ``cells(for:parents:)``.
    func noise(
        for values: [Double], parents: [[Double]], shares: (Int) -> Double
    ) throws(InferenceError) -> [Double] {
        try cells(for: values, parents: parents).enumerated().map { row, cell in
            switch cell {
            case .none: .nan
            case .point(let noise, _): noise
            case .stretch(let low, let high): law.quantile(Self.inside(low + shares(row) * (high - low)))
            }
        }
    }

    /// A quantile that the law has a finite noise for.
    private static func inside(_ quantile: Double) -> Double { min(max(quantile, 0x1p-53), 1 - 0x1p-53) }

    private func bisect(_ values: [Double], _ evaluate: ([Double]) -> [Double]) throws(InferenceError) -> [Cell] {
        func images(atQuantiles quantiles: [Double]) -> [Double] { evaluate(quantiles.map { law.quantile($0) }) }
        let isRising = try directions(values.count) { images(atQuantiles: Array(repeating: $0, count: values.count)) }
        let noises = points(values, isRising, evaluate)
        let step = 1e-5 * (law.quantile(0.75) - law.quantile(0.25))
        let below = evaluate(noises.map { $0 - step })
        let above = evaluate(noises.map { $0 + step })
        let isLevel = values.indices.contains { below[$0] == values[$0] || above[$0] == values[$0] }
        let stretches = isLevel ? stretches(values, isRising, images(atQuantiles:)) : [:]
        return values.indices.map { row in
            if let (low, high) = stretches[row] { return .stretch(low: low, high: high) }
            guard !noises[row].isNaN else { return .none }
            // At the end of the noise's range the equation may have no value beyond.
            let (low, first) = below[row].isFinite ? (noises[row] - step, below[row]) : (noises[row], values[row])
            let (high, last) = above[row].isFinite ? (noises[row] + step, above[row]) : (noises[row], values[row])
            return .point(noise: noises[row], slope: (last - first) / (high - low))
        }
    }

    /// The quantiles between which the equation is level at the value, for the rows where it is.
    private func stretches(
        _ values: [Double], _ isRising: [Bool], _ images: ([Double]) -> [Double]
    ) -> [Int: (low: Double, high: Double)] {
        // For each row the quantile from which on the value is reached, or passed.
        func end(_ isBefore: (_ image: Double, _ row: Int) -> Bool) -> [Double] {
            var low = [Double](repeating: 0, count: values.count)
            var high = [Double](repeating: 1, count: values.count)
            for _ in 0..<60 {
                let middle = zip(low, high).map { Self.inside(($0 + $1) / 2) }
                let image = images(middle)
                for row in values.indices {
                    // An equation that overflows does so at the ends of its noise.
                    let before = image[row].isNaN ? middle[row] < 0.5 : isBefore(image[row], row)
                    if before { low[row] = middle[row] } else { high[row] = middle[row] }
                }
            }
            return high
        }
        let reached = end { isRising[$1] ? $0 < values[$1] : $0 > values[$1] }
        let passed = end { isRising[$1] ? $0 <= values[$1] : $0 >= values[$1] }
        var stretches: [Int: (low: Double, high: Double)] = [:]
        for row in values.indices where passed[row] - reached[row] > 1e-9 {
            stretches[row] = (reached[row], passed[row])
        }
        return stretches
    }

    /// Whether the equation rises with the noise, by row; it has to rise or fall throughout.
    private func directions(
        _ count: Int, _ evaluate: (_ quantile: Double) -> [Double]
    ) throws(InferenceError) -> [Bool] {
        let levels = [
            1e-300, 1e-30, 1e-12, 1e-6, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 1e-6, 1 - 1e-12, 1 - 0x1p-53,
        ]
        let images = levels.filter { law.quantile($0).isFinite }.map(evaluate)
        var isRising = [Bool](repeating: true, count: count)
        for row in 0..<count {
            // Far out an equation may overflow; where it does not it has to be monotone.
            let image = images.map { $0[row] }.filter(\.isFinite)
            let steps = zip(image, image.dropFirst()).map { $1 - $0 }
            isRising[row] = steps.allSatisfy { $0 >= 0 }
            guard !image.isEmpty, isRising[row] || steps.allSatisfy({ $0 <= 0 }) else {
                throw .misfit(
                    variable: variable, found: "an equation that neither rises nor falls with u throughout",
                    expected: "one that can be solved for u")
            }
        }
        return isRising
    }

    /// The noise by bisection on its own axis, to the last bits; NaN where the value is out of reach.
    private func points(
        _ values: [Double], _ isRising: [Bool], _ evaluate: ([Double]) -> [Double]
    ) -> [Double] {
        let levels = [1e-300, 1e-30, 1e-12, 1e-6, 0.5, 1 - 1e-6, 1 - 1e-12, 1 - 0x1p-53]
        let grid = levels.map { law.quantile($0) }.filter(\.isFinite)
        let images = grid.map { evaluate(Array(repeating: $0, count: values.count)) }
        var low = [Double](repeating: .nan, count: values.count)
        var high = low
        for row in values.indices {
            let places = images.indices.filter { images[$0][row].isFinite }
            guard let first = places.first, let last = places.last else { continue }
            let ends = [images[first][row], images[last][row]].sorted()
            guard ends[0] <= values[row], values[row] <= ends[1] else { continue }
            low[row] = grid[first]
            high[row] = grid[last]
        }
        for _ in 0..<200 {
            let middle = zip(low, high).map { $0 + ($1 - $0) / 2 }
            guard zip(middle, zip(low, high)).contains(where: { $0 > $1.0 && $0 < $1.1 }) else { break }
            let image = evaluate(middle)
            for row in values.indices where !low[row].isNaN {
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
