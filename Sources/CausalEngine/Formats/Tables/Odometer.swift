/// Counts through configurations, the last digit fastest.
struct Odometer {
    let cardinalities: [Int]
    private(set) var digits: [Int]

    init(cardinalities: [Int]) {
        self.cardinalities = cardinalities
        digits = Array(repeating: 0, count: cardinalities.count)
    }

    /// Goes to the next configuration; from the last to the first.
    mutating func advance() {
        for position in digits.indices.reversed() {
            digits[position] += 1
            guard digits[position] == cardinalities[position] else { return }
            digits[position] = 0
        }
    }
}
