/// A JSON value whose objects keep the order of their keys, so that the same value is always the same bytes.
///
/// Doubles are written with the fewest digits that read back as the same number; a number that is not finite has no JSON
/// and is written as `null`.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A whole number of 64 bits without a sign, such as a seed.
    case unsigned(UInt64)
    /// A real number.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Keys and values in the order in which they are written.
    case object([(key: String, value: JSONValue)])

    /// A text, or `null` where there is none.
    public init(_ text: String?) {
        self = text.map { .string($0) } ?? .null
    }

    /// A whole number, or `null` where there is none.
    public init(_ number: Int?) {
        self = number.map { .integer($0) } ?? .null
    }

    /// A real number, or `null` where there is none.
    public init(_ number: Double?) {
        self = number.map { .number($0) } ?? .null
    }

    /// The value of a key of an object: the first of that name.
    ///
    /// - Complexity: O(keys).
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, when the value is one.
    public var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    /// The elements, when the value is a list.
    public var elements: [JSONValue]? {
        if case .array(let elements) = self { return elements }
        return nil
    }

    /// The keys and values in order, when the value is an object.
    public var members: [(key: String, value: JSONValue)]? {
        if case .object(let members) = self { return members }
        return nil
    }

    /// The number as a double, when the value is a number of any kind.
    public var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .unsigned(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// The number as an integer, when the value is a whole number that fits.
    public var int: Int? {
        switch self {
        case .integer(let number): number
        case .unsigned(let number): Int(exactly: number)
        case .number(let number): Int(exactly: number)
        default: nil
        }
    }

    /// The truth value, when the value is one.
    public var bool: Bool? {
        if case .bool(let truth) = self { return truth }
        return nil
    }
}

extension JSONValue: Equatable {
    /// Whether two values are written as the same bytes: order of keys and kind of number count.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.unsigned(let a), .unsigned(let b)): a == b
        case (.integer(let a), .unsigned(let b)), (.unsigned(let b), .integer(let a)): UInt64(exactly: a) == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A real number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, in the order in which its keys are written in the source.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { (key: $0.0, value: $0.1) })
    }
}
