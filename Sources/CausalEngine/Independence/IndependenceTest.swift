/// A test of conditional independence on a table of data.
public enum IndependenceTest: String, Sendable, Hashable, CaseIterable {
    /// The likelihood ratio G², with degrees of freedom per stratum over rows and columns that are not empty.
    case g2
    /// Pearson's X², with degrees of freedom per stratum over rows and columns that are not empty.
    case x2
    /// G² with the textbook's degrees of freedom: (|x| − 1)(|y| − 1) times the product of |z|, of the states seen in the data.
    case g2Naive = "g2-naive"
    /// X² with the textbook's degrees of freedom.
    case x2Naive = "x2-naive"
    /// Fisher's z of the partial correlation (Fisher 1924), for jointly normal numbers.
    case fisherZ = "fisher-z"
    /// G² against its distribution under shuffling within strata, with the mid-p-value.
    case permutation
    /// The symmetric likelihood ratio for states and numbers together (Tsagris, Borboudakis, Lagani & Tsamardinos 2018).
    case mixed
}

/// The question whether two columns are independent given others, by index.
public struct IndependenceQuery: Sendable, Hashable {
    /// The first column.
    public var x: Int
    /// The second column.
    public var y: Int
    /// The columns conditioned on.
    public var given: [Int]

    /// The question whether `x` and `y` are independent given `given`.
    public init(x: Int, y: Int, given: [Int] = []) {
        self.x = x
        self.y = y
        self.given = given
    }
}

/// What a test found.
public struct IndependenceResult: Sendable, Hashable {
    /// The test statistic; `nil` where there is none.
    public var statistic: Double?
    /// The degrees of freedom of the law that the statistic is held against; `nil` for a law without any.
    public var degreesOfFreedom: Int?
    /// The probability, were the columns independent, of a statistic at least as far out; `nil` where the data cannot tell.
    public var p: Double?

    /// What a test says at a level.
    public enum Outcome: String, Sendable, Hashable {
        /// No evidence against independence.
        case independent
        /// Evidence against independence.
        case dependent
        /// The data cannot tell, whatever the truth: nothing varies where it could show.
        case undecidable
    }

    /// What the test says at the level `alpha`: dependent where p < alpha.
    public func outcome(alpha: Double) -> Outcome {
        guard let p else { return .undecidable }
        return p < alpha ? .dependent : .independent
    }
}
