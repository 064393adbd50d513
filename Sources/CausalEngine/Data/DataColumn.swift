/// One column of a table of data: the values of a variable, as states, as numbers, or both.
public struct DataColumn: Sendable {
    /// The name in the header.
    public let name: String
    /// The different values, in the order in which they first occur; empty where ``codes`` is `nil`.
    public let states: [String]
    /// For each row the index of its state; `nil` for a column of more different numbers than ``stateLimit``.
    public let codes: StateCodes?
    /// The numbers, where every cell is one.
    public let numbers: [Double]?
    /// How many of the states occur.
    public let seenCount: Int
    /// The first cell without a value, and the first that is not a number, with its text.
    let firstEmpty: Location?
    let firstText: (text: String, at: Location)?

    /// A column of numbers keeps its values as states up to this many different ones.
    public static let stateLimit = 1 << 16

    /// Indices of states, in the narrowest form that holds them.
    public enum StateCodes: Sendable, Hashable {
        /// Of up to 256 states.
        case narrow([UInt8])
        /// Of more.
        case wide([UInt32])

        /// The index in a row.
        public subscript(row: Int) -> Int {
            switch self {
            case .narrow(let codes): Int(codes[row])
            case .wide(let codes): Int(codes[row])
            }
        }
    }

    /// Whether the column is taken for real numbers where a test treats the two kinds differently: its cells are numbers, with
    /// a fraction somewhere or more than ten different values.
    public var isContinuous: Bool {
        guard let numbers else { return false }
        return codes == nil || seenCount > 10 || numbers.contains { $0 != $0.rounded() }
    }

    init(
        name: String, states: [String], codes: StateCodes?, numbers: [Double]?, seenCount: Int,
        firstEmpty: Location? = nil, firstText: (text: String, at: Location)? = nil
    ) {
        self.name = name
        self.states = states
        self.codes = codes
        self.numbers = numbers
        self.seenCount = seenCount
        self.firstEmpty = firstEmpty
        self.firstText = firstText
    }

    /// The indices of the states of every row.
    ///
    /// - Throws: ``EngineError`` where a cell is empty, or the column has too many different numbers.
    func requireCodes() throws(EngineError) -> StateCodes {
        try requireComplete()
        guard let codes else {
            throw .invalid(
                found: "more than \(Self.stateLimit) different numbers in “\(name)”",
                expected: "a variable with states",
                mend: "group its values, or use a test for numbers", at: nil)
        }
        return codes
    }

    /// The numbers of every row.
    ///
    /// - Throws: ``EngineError`` where a cell is empty or not a number.
    func requireNumbers() throws(EngineError) -> [Double] {
        try requireComplete()
        if let numbers { return numbers }
        throw .invalid(
            found: firstText.map { "“\($0.text)” in “\(name)”" } ?? "states in “\(name)”",
            expected: "numbers throughout",
            mend: "use a test for variables with states, such as g2", at: firstText?.at)
    }

    private func requireComplete() throws(EngineError) {
        guard let firstEmpty else { return }
        throw .invalid(
            found: "an empty cell in “\(name)”", expected: "a value in every row",
            mend: "leave the row out, or give missing values a state of their own", at: firstEmpty)
    }
}

/// A column that is being read, cell after cell.
///
/// Every different text is coded once. A column of numbers with too many different ones forgets the codes.
struct ColumnEncoder {
    private let name: String
    private var narrow: [UInt8] = []
    private var wide: [UInt32] = []
    private var isWide = false
    private var dictionary = TextDictionary()
    private var stateNumbers: [Double] = []
    private var numbers: [Double] = []
    private var isCoded = true
    private var firstEmpty: Location?
    private var firstText: (text: String, at: Location)?

    init(name: String) { self.name = name }

    /// Appends a cell.
    ///
    /// - Parameter place: where the cell stands, asked for only where there is something to say about it.
    mutating func append(_ cell: Span<UInt8>, at place: @autoclosure () -> Location) throws(EngineError) {
        guard isCoded else {
            guard let text = Self.text(of: cell) else { throw Self.notText(at: place()) }
            if let number = Self.number(text) {
                numbers.append(number)
            } else {
                note(text, at: place())
                numbers.append(.nan)
            }
            return
        }
        let known = dictionary.count
        let code = dictionary.code(of: cell)
        if code == known {
            guard let text = Self.text(of: cell) else { throw Self.notText(at: place()) }
            let number = Self.number(text)
            if number == nil { note(text, at: place()) }
            stateNumbers.append(number ?? .nan)
        }
        store(code)
    }

    private mutating func store(_ code: Int) {
        if isWide { return wide.append(UInt32(code)) }
        if code < 256 { return narrow.append(UInt8(code)) }
        wide = narrow.map(UInt32.init) + [UInt32(code)]
        narrow = []
        isWide = true
    }

    private mutating func note(_ text: String, at place: Location) {
        if text.isEmpty {
            if firstEmpty == nil { firstEmpty = place }
        } else if firstText == nil {
            firstText = (text, place)
        }
    }

    /// Called once a row: forgets the codes of a column of numbers with too many of them.
    mutating func settle() {
        guard isCoded, dictionary.count > DataColumn.stateLimit, firstText == nil else { return }
        numbers = wide.map { stateNumbers[Int($0)] }
        isCoded = false
        (wide, stateNumbers, dictionary) = ([], [], TextDictionary())
    }

    func finished() -> DataColumn {
        let codes: DataColumn.StateCodes? = isCoded ? (isWide ? .wide(wide) : .narrow(narrow)) : nil
        var numbers: [Double]?
        if firstText == nil, firstEmpty == nil {
            numbers =
                isCoded
                ? (isWide ? wide.map { stateNumbers[Int($0)] } : narrow.map { stateNumbers[Int($0)] }) : self.numbers
        }
        return DataColumn(
            name: name, states: dictionary.texts, codes: codes, numbers: numbers, seenCount: dictionary.count,
            firstEmpty: firstEmpty, firstText: firstText)
    }

    private static func text(of cell: Span<UInt8>) -> String? {
        String(validating: Array(copying: cell), as: UTF8.self)
    }

    private static func notText(at place: Location) -> EngineError {
        .syntax(found: "bytes that are not UTF-8", expected: "UTF-8 text", at: place)
    }

    /// The number that a cell is, in decimal notation; `nil` for anything else, words such as `nan` and `inf` among them.
    static func number(_ text: String) -> Double? {
        guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
            text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || "+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }
}

extension Array where Element == UInt8 {
    fileprivate init(copying span: Span<UInt8>) {
        self.init()
        reserveCapacity(span.count)
        for index in span.indices { append(span[index]) }
    }
}

/// Codes for texts in the order in which they first come: a hash table with open addressing over bytes.
private struct TextDictionary {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Codes from 1 on; 0 is free. The length is a power of two, at least twice the number of codes.
    private var slots = [UInt32](repeating: 0, count: 16)

    var count: Int { ends.count }

    var texts: [String] {
        ends.indices.map { String(decoding: bytes[start($0)..<ends[$0]], as: UTF8.self) }
    }

    private func start(_ code: Int) -> Int { code == 0 ? 0 : ends[code - 1] }

    /// The code of a text, a new one where it has none yet.
    mutating func code(of text: Span<UInt8>) -> Int {
        var slot = Self.hash(text) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = Int(slots[slot]) - 1
            if isEqual(code, text) { return code }
            slot = (slot + 1) & (slots.count - 1)
        }
        for index in text.indices { bytes.append(text[index]) }
        ends.append(bytes.count)
        slots[slot] = UInt32(ends.count)
        if 2 * ends.count > slots.count { grow() }
        return ends.count - 1
    }

    private func isEqual(_ code: Int, _ text: Span<UInt8>) -> Bool {
        let start = start(code)
        guard ends[code] - start == text.count else { return false }
        for index in text.indices where bytes[start + index] != text[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 4 * slots.count)
        for code in ends.indices {
            var slot = Self.hash(bytes.span.extracting(start(code)..<ends[code])) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(code + 1)
        }
    }

    /// FNV-1a, folded so that the low bits depend on all.
    private static func hash(_ text: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) >> 1)
    }
}
