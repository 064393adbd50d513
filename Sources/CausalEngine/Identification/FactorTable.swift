/// A number for each combination of states of some variables, the last fastest.
///
/// A number that is not defined (0 / 0) is NaN; a product with a factor of 0 is 0, whatever the others are, since what has
/// probability zero is not weighed.
struct FactorTable {
    /// The variables, ascending.
    let variables: [Int]
    let cardinalities: [Int]
    var values: [Double]

    static let one = FactorTable(variables: [], cardinalities: [], values: [1])

    /// A table over variables that are given in any order.
    init(variables: [Int], cardinalities: [Int], values: [Double]) {
        self.variables = variables
        self.cardinalities = cardinalities
        self.values = values
    }

    /// The table combined with another, entry by entry, over the variables of both.
    func combined(with other: FactorTable, _ operation: (Double, Double) -> Double) -> FactorTable {
        let all = Array(Set(variables).union(other.variables)).sorted()
        let sizes = all.map { variable in
            variables.firstIndex(of: variable).map { cardinalities[$0] }
                ?? other.variables.firstIndex(of: variable).map { other.cardinalities[$0] } ?? 1
        }
        let mine = strides(over: all)
        let theirs = other.strides(over: all)
        var result = [Double](repeating: 0, count: sizes.reduce(1, *))
        var digits = [Int](repeating: 0, count: all.count)
        var (left, right) = (0, 0)
        for index in result.indices {
            result[index] = operation(values[left], other.values[right])
            var position = all.count - 1
            while position >= 0 {
                digits[position] += 1
                left += mine[position]
                right += theirs[position]
                if digits[position] < sizes[position] { break }
                left -= mine[position] * sizes[position]
                right -= theirs[position] * sizes[position]
                digits[position] = 0
                position -= 1
            }
        }
        return FactorTable(variables: all, cardinalities: sizes, values: result)
    }

    static func * (left: FactorTable, right: FactorTable) -> FactorTable {
        left.combined(with: right) { $0 == 0 || $1 == 0 ? 0 : $0 * $1 }
    }

    static func / (left: FactorTable, right: FactorTable) -> FactorTable {
        left.combined(with: right) { $0 / $1 }
    }

    /// The sums over some variables.
    func summed(over summed: Set<Int>) -> FactorTable {
        guard !summed.isDisjoint(with: variables) else { return self }
        let kept = variables.indices.filter { !summed.contains(variables[$0]) }
        var result = FactorTable(
            variables: kept.map { variables[$0] }, cardinalities: kept.map { cardinalities[$0] }, values: [])
        var sums = [Double](repeating: 0, count: result.cardinalities.reduce(1, *))
        let strides = result.strides(over: variables)
        for (index, value) in values.enumerated() {
            var rest = index
            var place = 0
            for position in variables.indices.reversed() {
                place += rest % cardinalities[position] * strides[position]
                rest /= cardinalities[position]
            }
            sums[place] += value
        }
        result.values = sums
        return result
    }

    /// The part of the table in which some variables have fixed states.
    func restricted(to states: [Int: Int]) -> FactorTable {
        let fixed = variables.indices.filter { states[variables[$0]] != nil }
        guard !fixed.isEmpty else { return self }
        let point = FactorTable(
            variables: fixed.map { variables[$0] }, cardinalities: fixed.map { cardinalities[$0] }, values: [])
        var indicator = [Double](repeating: 0, count: point.cardinalities.reduce(1, *))
        let place = zip(point.variables, point.cardinalities).reduce(0) { $0 * $1.1 + (states[$1.0] ?? 0) }
        indicator[place] = 1
        return (self * FactorTable(variables: point.variables, cardinalities: point.cardinalities, values: indicator))
            .summed(over: Set(point.variables))
    }

    /// How far apart the entries of neighbouring states of each of `all` are; 0 for a variable that is not in the table.
    private func strides(over all: [Int]) -> [Int] {
        var byVariable: [Int: Int] = [:]
        var stride = 1
        for position in variables.indices.reversed() {
            byVariable[variables[position]] = stride
            stride *= cardinalities[position]
        }
        return all.map { byVariable[$0] ?? 0 }
    }
}
