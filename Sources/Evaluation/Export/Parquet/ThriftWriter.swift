/// Writes values in Thrift's compact protocol, as far as Parquet's headers need it.
struct ThriftWriter {
    private(set) var bytes: [UInt8] = []
    /// The last field of every struct that is open.
    private var fields: [Int] = [0]

    private enum Kind: UInt8 {
        case i32 = 5, i64 = 6, binary = 8, list = 9, structure = 12
    }

    mutating func i32(_ field: Int, _ value: Int) {
        header(field, .i32)
        varint(zigzag(value))
    }

    mutating func i64(_ field: Int, _ value: Int) {
        header(field, .i64)
        varint(zigzag(value))
    }

    mutating func string(_ field: Int, _ text: String) {
        header(field, .binary)
        binary(text)
    }

    /// A struct as a field.
    mutating func structure(_ field: Int, _ body: (inout ThriftWriter) -> Void) {
        header(field, .structure)
        element(body)
    }

    mutating func list(_ field: Int, ofIntegers values: [Int]) {
        header(field, .list)
        listHeader(values.count, .i32)
        for value in values { varint(zigzag(value)) }
    }

    mutating func list(_ field: Int, ofStrings values: [String]) {
        header(field, .list)
        listHeader(values.count, .binary)
        for value in values { binary(value) }
    }

    mutating func list<Element>(
        _ field: Int, of elements: [Element], _ body: (inout ThriftWriter, Element) -> Void
    ) {
        header(field, .list)
        listHeader(elements.count, .structure)
        for item in elements { element { body(&$0, item) } }
    }

    /// The fields of a struct with the mark of its end.
    mutating func element(_ body: (inout ThriftWriter) -> Void) {
        fields.append(0)
        body(&self)
        fields.removeLast()
        bytes.append(0)
    }

    private mutating func header(_ field: Int, _ kind: Kind) {
        let step = field - (fields.last ?? 0)
        if (1...15).contains(step) {
            bytes.append(UInt8(step) << 4 | kind.rawValue)
        } else {
            bytes.append(kind.rawValue)
            varint(zigzag(field))
        }
        fields[fields.count - 1] = field
    }

    private mutating func listHeader(_ count: Int, _ kind: Kind) {
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            varint(UInt64(count))
        }
    }

    private mutating func binary(_ text: String) {
        varint(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    private mutating func varint(_ value: UInt64) { bytes.append(varint: value) }

    private func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1) ^ Int64(value >> 63)) }
}

extension [UInt8] {
    /// Appends a number in groups of seven bits, the lowest first.
    mutating func append(varint value: UInt64) {
        var rest = value
        while rest > 0x7F {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Appends the lowest bytes of a number, the least significant first.
    mutating func append(littleEndian value: UInt64, bytes count: Int) {
        for shift in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(shift)))) }
    }
}
