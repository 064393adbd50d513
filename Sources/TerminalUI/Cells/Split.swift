/// How much of a split rectangle a part wants.
public enum Share: Sendable, Hashable {
    /// That many cells, or what is left of them.
    case fixed(Int)
    /// A weight in what the fixed parts leave, but no less than `minimum` cells as long as there are any.
    case flexible(weight: Int = 1, minimum: Int = 0)
}

extension Rect {
    /// Parts from left to right that fill the width exactly.
    public func columns(_ shares: [Share], gap: Int = 0) -> [Rect] {
        var left = x
        return Self.lengths(of: shares, total: width, gap: gap).map { length in
            defer { left += length + gap }
            return Rect(x: min(left, maxX), y: y, width: length, height: height)
        }
    }

    /// Parts from top to bottom that fill the height exactly.
    public func rows(_ shares: [Share], gap: Int = 0) -> [Rect] {
        var top = y
        return Self.lengths(of: shares, total: height, gap: gap).map { length in
            defer { top += length + gap }
            return Rect(x: x, y: min(top, maxY), width: width, height: length)
        }
    }

    /// Lengths of the parts: fixed ones first, then each flexible one's minimum, then the rest by weight, where the
    /// cells that do not divide go to the first parts.
    private static func lengths(of shares: [Share], total: Int, gap: Int) -> [Int] {
        var left = max(0, total - gap * max(0, shares.count - 1))
        var lengths = [Int](repeating: 0, count: shares.count)
        func take(_ wanted: Int) -> Int {
            let taken = min(max(0, wanted), left)
            left -= taken
            return taken
        }
        var weights = 0
        for (index, share) in shares.enumerated() {
            guard case .fixed(let length) = share else { continue }
            lengths[index] = take(length)
        }
        for (index, share) in shares.enumerated() {
            guard case .flexible(let weight, let minimum) = share else { continue }
            lengths[index] = take(minimum)
            weights += max(0, weight)
        }
        guard weights > 0 else { return lengths }
        let rest = left
        for (index, share) in shares.enumerated() {
            guard case .flexible(let weight, _) = share else { continue }
            lengths[index] += take(rest * max(0, weight) / weights)
        }
        for (index, share) in shares.enumerated() where left > 0 {
            guard case .flexible(let weight, _) = share, weight > 0 else { continue }
            lengths[index] += take(1)
        }
        return lengths
    }
}
