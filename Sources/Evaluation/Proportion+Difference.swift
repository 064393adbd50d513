import CausalEngine

extension Proportion {
    /// How much higher this rate is than another, with its 95 % interval by Newcombe's hybrid of two Wilson intervals (1998,
    /// method 10), for independent samples; `nil` when either has no trials.
    public func difference95(from other: Proportion) -> (difference: Double, interval: ClosedRange<Double>)? {
        guard let p = rate, let q = other.rate, let mine = wilson95, let theirs = other.wilson95 else { return nil }
        func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        let difference = p - q
        let low = difference - root(p - mine.lowerBound, theirs.upperBound - q)
        let high = difference + root(mine.upperBound - p, q - theirs.lowerBound)
        return (difference, max(-1, low)...min(1, high))
    }

    /// The share with its counts: `{"count","n","rate","low","high","interval":"wilson95"}`.
    public var countedJSON: JSONValue {
        .object([("count", .integer(successes)), ("n", .integer(trials))] + (json.members ?? []))
    }
}

extension ClosedRange<Double> {
    /// An interval as `[low, high]`.
    var json: JSONValue { [.number(lowerBound), .number(upperBound)] }
}
