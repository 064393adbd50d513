/// One value of one variable.
public enum Value: Sendable, Hashable, BitwiseCopyable {
    /// The state at an index of a categorical variable.
    case state(Int)
    /// The number of a continuous variable.
    case number(Double)

    /// The state's index, or `nil` for a number.
    public var stateIndex: Int? {
        if case .state(let index) = self { return index }
        return nil
    }

    /// The number, or `nil` for a state.
    public var number: Double? {
        if case .number(let number) = self { return number }
        return nil
    }
}

/// One unit drawn from a model: a value for every variable, with the noise that made it.
///
/// Values and noise are indexed like the model's variables. Noise is a function of seed, row and variable name alone, so a
/// skeleton can be recomputed, and replayed in any mutilated world, from `seed` and `row`.
public struct Skeleton: Sendable, Hashable {
    /// The index of the unit in the stream of its seed.
    public var row: UInt64
    /// The seed of the stream.
    public var seed: UInt64
    /// A value for each variable.
    public var values: [Value]
    /// The noise of each variable: the uniform of a table, the realised noise of an equation, the state of finite noise.
    public var noise: [Double]

    /// A unit with its values and noise.
    public init(row: UInt64, seed: UInt64, values: [Value], noise: [Double]) {
        self.row = row
        self.seed = seed
        self.values = values
        self.noise = noise
    }
}
