/// The noise of a `gumbel-max` table given the state it led to: Gumbels drawn top-down (Maddison, Tarlow & Minka 2014).
///
/// Kept as exponentials eᵢ = exp(−Gᵢ): the state is the argmin of eᵢ/pᵢ, the first arrival of a race. Given the winner, its
/// time is exponential with the rate of all, and every other clock starts anew when it arrives, for it has no memory. A state
/// of probability zero takes no part, so nothing is learnt of its clock.
struct GumbelRace {
    /// The exponential of each state.
    let exponentials: [Double]

    /// The noise given that `row` led to `winner`.
    ///
    /// - Parameter uniform: independent uniforms, one for each state, strictly between 0 and 1.
    init(row: ArraySlice<Double>, winner: Int, uniform: (Int) -> Double) {
        let total = row.reduce(0, +)
        let first = -Numerics.log(uniform(winner)) / total
        exponentials = row.enumerated().map { state, probability in
            if state == winner { return first * probability }
            let rest = -Numerics.log(uniform(state))
            return probability > 0 ? first * probability + rest : rest
        }
    }

    /// The state to which the noise leads under a row.
    func winner(of row: ArraySlice<Double>) -> Int {
        var best = (state: 0, time: Double.infinity)
        for (state, probability) in row.enumerated() where probability > 0 {
            let time = exponentials[state] / probability
            if time < best.time { best = (state, time) }
        }
        return best.state
    }
}

extension NoiseStream {
    /// The streams of the clocks of a variable's `gumbel-max` table, one for each state.
    static func clocks(seed: UInt64, name: String, count: Int) -> [NoiseStream] {
        (0..<count).map { NoiseStream(seed: seed, name: "\(name)\u{1F}gumbel \($0)") }
    }
}
