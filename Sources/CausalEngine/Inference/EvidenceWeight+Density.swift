extension EvidenceWeight {
    /// The logarithm of the density of a number in each row.
    ///
    /// Where the noise enters the equation as a + b·u, in closed form; else the quantiles of the noise that lead to the number are
    /// bracketed, where the equation has to rise or fall throughout, and the slope is a difference quotient.
    ///
    /// An equation that is level where it takes the number, such as `clamp(a + u, 0, 1)` at 1, takes it with a probability above
    /// zero. Beside that a density is nothing: where rows of both kinds meet those of a density get no weight, and the others
    /// the logarithm of their probability.
    static func logDensities(
        of number: Double, _ equation: Equation, _ law: NoiseLaw, _ parents: [[Double]], count: Int, variable: String
    ) throws(InferenceError) -> [Double] {
        let solution = NoiseSolution(equation: equation, law: law, variable: variable)
        let cells = try solution.cells(for: Array(repeating: number, count: count), parents: parents)
        let isLevel = cells.contains { $0.isLevel }
        return cells.map { cell in
            switch cell {
            case .none: -.infinity
            case .stretch(let low, let high): Numerics.log(high - low)
            case .point(let noise, let slope):
                isLevel || noise.isNaN
                    ? -.infinity : (law.logDensity(at: noise) ?? -.infinity) - Numerics.log(abs(slope))
            }
        }
    }
}
