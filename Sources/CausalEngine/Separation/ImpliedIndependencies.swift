/// An independence that a graph implies: two variables, separated by a set of which no subset separates them.
public struct ImpliedIndependence: Sendable, Hashable {
    /// The variable that is declared first.
    public let x: Int
    /// The other.
    public let y: Int
    /// What separates them.
    public let given: [Int]
}

extension CausalGraph {
    /// The independencies that the graph implies among observed variables: for each pair all minimal sets that separate it.
    ///
    /// - Parameter limit: the most statements to list.
    /// - Returns: the statements by pair, smaller sets first, and whether these are all.
    /// - Complexity: O(*n*²) times the cost of the first separator, and polynomial for each further one.
    public func impliedIndependencies(limit: Int) -> (statements: [ImpliedIndependence], isComplete: Bool) {
        let isLatent = [Bool](nodes(.latent), count: count)
        var statements: [ImpliedIndependence] = []
        for x in 0..<count where !isLatent[x] {
            for y in (x + 1)..<max(count, x + 1) where !isLatent[y] && !areNeighbours(x, y) {
                guard statements.count <= limit else { break }
                let list = minimalSeparators([x], [y], forbidden: isLatent, limit: limit + 1 - statements.count)
                statements += list.sets.map { ImpliedIndependence(x: x, y: y, given: $0) }
            }
        }
        return (Array(statements.prefix(limit)), statements.count <= limit)
    }

    private func areNeighbours(_ x: Int, _ y: Int) -> Bool {
        directed.parents[x].contains(y) || directed.parents[y].contains(x) || siblings[x].contains(y)
    }
}
