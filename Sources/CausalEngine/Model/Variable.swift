/// A variable of a causal model: its name, the words for it, and the values it may take.
public struct Variable: Sendable, Hashable {
    /// The name by which files and flags refer to the variable, taken literally.
    public var name: String
    /// The words a person would use; the name with separators opened when the file gives none.
    public var label: String
    /// The values that the variable may take.
    public var domain: Domain
    /// Whether the variable is sampled but never written: a text that names it leaks.
    public var isLatent: Bool

    /// A variable with a name, words and values.
    public init(name: String, label: String? = nil, domain: Domain, isLatent: Bool = false) {
        self.name = name
        self.label = label ?? name
        self.domain = domain
        self.isLatent = isLatent
    }

    /// The names of the states of a categorical variable, in declared order; empty for a continuous one.
    public var states: [String] {
        if case .categorical(let states, _) = domain { return states }
        return []
    }

    /// Whether the variable takes real numbers.
    public var isContinuous: Bool {
        if case .continuous = domain { return true }
        return false
    }

    /// The index of the named state.
    ///
    /// - Complexity: O(*k*) in the number of states.
    public func index(ofState name: String) -> Int? {
        states.firstIndex(of: name)
    }

    /// The exact text of a value in data files: the state's name, or the shortest decimal that reads back as the number.
    public func text(of value: Value) -> String {
        switch value {
        case .state(let index): states.indices.contains(index) ? states[index] : String(index)
        case .number(let number): Self.text(of: number)
        }
    }

    /// The shortest decimal that reads back as the number.
    static func text(of number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
    }

    /// The text of a value as it is worded: the state's name, or the number rounded to the declared decimals.
    public func wordedText(of value: Value) -> String {
        guard case .number(let number) = value, case .continuous(let quantity) = domain else { return text(of: value) }
        return quantity.text(of: number)
    }
}

/// The values that a variable may take.
public enum Domain: Sendable, Hashable {
    /// Finitely many named states, in declared order; ordinal when that order carries meaning.
    case categorical(states: [String], isOrdinal: Bool)
    /// A real number.
    case continuous(Quantity)
}

/// What the numbers of a continuous variable mean and how they are written.
public struct Quantity: Sendable, Hashable {
    /// The unit, such as `mmHg`.
    public var unit: String?
    /// The plausible range. Sampled values are never clipped to it; leaving it is a warning.
    public var range: ClosedRange<Double>?
    /// The number of decimals with which a value is worded, and so read back.
    public var decimals: Int

    /// A quantity with its unit, plausible range and precision in text.
    public init(unit: String? = nil, range: ClosedRange<Double>? = nil, decimals: Int = 1) {
        self.unit = unit
        self.range = range
        self.decimals = decimals
    }

    /// The number rounded half to even at the declared decimals, as text without an exponent.
    public func text(of number: Double) -> String {
        guard let scaled = scaled(number) else { return "\(number)" }
        let digits = String(Int64(abs(scaled)))
        let sign = scaled < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// Whether two numbers are worded alike: whether their texts are the same.
    public func areWordedAlike(_ first: Double, _ second: Double) -> Bool {
        guard let one = scaled(first), let other = scaled(second) else { return text(of: first) == text(of: second) }
        return one == other
    }

    /// The number in units of its last decimal; `nil` where it is too large to be written so.
    private func scaled(_ number: Double) -> Double? {
        guard number.isFinite, abs(number) < 1e15 else { return nil }
        var scale = 1.0
        for _ in 0..<max(0, decimals) { scale *= 10 }
        let scaled = (number * scale).rounded(.toNearestOrEven)
        return abs(scaled) < 9e15 ? scaled : nil
    }
}
