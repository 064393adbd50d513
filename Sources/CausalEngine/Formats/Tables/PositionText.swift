extension CausalGraph.Position {
    /// The first two numbers in a text such as `(10, 20)`.
    init?(_ text: String) {
        let numbers = text.split { !"0123456789.-+eE".contains($0) }.compactMap { DecimalScanner.number($0) }
        guard numbers.count >= 2, numbers[0].isFinite, numbers[1].isFinite else { return nil }
        self.init(x: numbers[0], y: numbers[1])
    }
}
