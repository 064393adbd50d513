import Foundation

/// A small reader of Parquet files, written from the format's specification: plain pages of optional columns.
struct ParquetReader {
    /// A value of Thrift's compact protocol.
    indirect enum Thrift {
        case integer(Int)
        case bytes([UInt8])
        case list([Thrift])
        case fields([Int: Thrift])

        subscript(field: Int) -> Thrift? {
            if case .fields(let fields) = self { return fields[field] }
            return nil
        }
        var int: Int? {
            if case .integer(let value) = self { return value }
            return nil
        }
        var text: String? {
            if case .bytes(let bytes) = self { return String(decoding: bytes, as: UTF8.self) }
            return nil
        }
        var elements: [Thrift] {
            if case .list(let elements) = self { return elements }
            return []
        }
    }

    enum Cell: Equatable {
        case none
        case truth(Bool)
        case integer(UInt64)
        case number(Double)
        case text(String)
    }

    /// The columns by name, in order.
    private(set) var columns: [(name: String, cells: [Cell])] = []
    private(set) var metadata: [String: String] = [:]
    private let bytes: [UInt8]

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count > 12, bytes.prefix(4) == Array("PAR1".utf8)[...], bytes.suffix(4) == Array("PAR1".utf8)[...]
        else { return nil }
        let length = Int(Self.little(bytes[(bytes.count - 8)..<(bytes.count - 4)]))
        var place = bytes.count - 8 - length
        let footer = fields(&place)
        guard place == bytes.count - 8 else { return nil }
        let schema = footer[2]?.elements ?? []
        guard let root = schema.first, root[5]?.int == schema.count - 1 else { return nil }
        columns = schema.dropFirst().map { ($0[4]?.text ?? "", []) }
        for pair in footer[5]?.elements ?? [] { metadata[pair[1]?.text ?? ""] = pair[2]?.text }
        for group in footer[4]?.elements ?? [] {
            for (index, chunk) in (group[1]?.elements ?? []).enumerated() {
                guard let description = chunk[3], let start = description[9]?.int, let type = description[1]?.int,
                    description[3]?.elements.first?.text == columns[index].name
                else { return nil }
                columns[index].cells += cells(at: start, type)
            }
        }
        guard columns.allSatisfy({ $0.cells.count == footer[3]?.int }) else { return nil }
    }

    private func cells(at start: Int, _ type: Int) -> [Cell] {
        var place = start
        let header = fields(&place)
        let count = header[5]?[1]?.int ?? 0
        let levels = Int(Self.little(bytes[place..<place + 4]))
        place += 4
        let end = place + levels
        var isThere: [Bool] = []
        while place < end {
            let run = varint(&place)
            isThere += Array(repeating: bytes[place] == 1, count: Int(run >> 1))
            place += 1
        }
        var truths = 0
        let body = place
        let cells = isThere.map { isThere -> Cell in
            guard isThere else { return .none }
            switch type {
            case 0:
                truths += 1
                return .truth(bytes[body + (truths - 1) / 8] >> UInt8((truths - 1) % 8) & 1 == 1)
            case 2, 5:
                place += 8
                let bits = Self.little(bytes[place - 8..<place])
                return type == 2 ? .integer(bits) : .number(Double(bitPattern: bits))
            default:
                let length = Int(Self.little(bytes[place..<place + 4]))
                place += 4 + length
                return .text(String(decoding: bytes[place - length..<place], as: UTF8.self))
            }
        }
        return cells.count == count ? cells : []
    }

    private static func little(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func varint(_ place: inout Int) -> UInt64 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    private func zigzag(_ place: inout Int) -> Int {
        let value = varint(&place)
        return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
    }

    private func fields(_ place: inout Int) -> Thrift {
        var fields: [Int: Thrift] = [:]
        var last = 0
        while bytes[place] != 0 {
            let head = bytes[place]
            place += 1
            last = head >> 4 == 0 ? zigzag(&place) : last + Int(head >> 4)
            fields[last] = value(head & 0xF, &place)
        }
        place += 1
        return .fields(fields)
    }

    private func value(_ kind: UInt8, _ place: inout Int) -> Thrift {
        switch kind {
        case 5, 6: return .integer(zigzag(&place))
        case 8:
            let length = Int(varint(&place))
            place += length
            return .bytes(Array(bytes[place - length..<place]))
        case 9:
            let head = bytes[place]
            place += 1
            let count = head >> 4 == 15 ? Int(varint(&place)) : Int(head >> 4)
            return .list((0..<count).map { _ in value(head & 0xF, &place) })
        default: return fields(&place)
        }
    }
}
