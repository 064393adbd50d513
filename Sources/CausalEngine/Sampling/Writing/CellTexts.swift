/// Short texts kept one after the other, to be strung together by their numbers at the speed of copying.
///
/// Besides `ChunkHandle` the only place with unsafe pointers. It trusts its caller for the numbers of cells and for the
/// capacity.
struct CellTexts: Sendable {
    /// A column of numbers that are written after the cell at a place of each row.
    struct Numbers {
        var place: Int
        var values: [Double]
    }

    private var bytes = [UInt8](repeating: 0, count: Self.blockSize)
    private var starts: [Int] = []
    private var lengths: [Int] = []

    /// Texts are copied in blocks of this many bytes, beyond their end if need be.
    private static let blockSize = 16

    /// The number of texts.
    var count: Int { starts.count }

    /// Adds a text; its number is the count of those before.
    mutating func append(_ text: String) {
        bytes.removeLast(Self.blockSize)
        starts.append(bytes.count)
        lengths.append(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: repeatElement(0, count: Self.blockSize))
    }

    /// The bytes that `body` appends, at most `capacity` of them.
    func text(capacity: Int, _ body: (inout Writer) -> Void) -> [UInt8] {
        Array(unsafeUninitializedCapacity: capacity + Self.blockSize) { buffer, count in
            bytes.withUnsafeBytes { source in
                guard let target = UnsafeMutableRawBufferPointer(buffer).baseAddress, let origin = source.baseAddress
                else { return }
                var writer = Writer(texts: self, source: origin, target: target)
                body(&writer)
                count = writer.length
            }
        }
    }

    /// Appends cells to memory.
    struct Writer {
        fileprivate let texts: CellTexts
        fileprivate let source: UnsafeRawPointer
        fileprivate let target: UnsafeMutableRawPointer
        fileprivate(set) var length = 0

        /// Appends rows of cells.
        ///
        /// - Parameters:
        ///   - cells: the numbers of the cells, `width` for each row, from the first of `rows` on.
        ///   - numbers: the columns of numbers, by ascending place; `rows` are theirs.
        mutating func append(_ cells: [UInt32], width: Int, rows: Range<Int>, numbers: [Numbers]) {
            texts.starts.withUnsafeBufferPointer { starts in
                texts.lengths.withUnsafeBufferPointer { lengths in
                    cells.withUnsafeBufferPointer { cells in
                        guard !numbers.isEmpty else {
                            for place in 0..<width * rows.count {
                                append(Int(cells[place]), starts, lengths)
                            }
                            return
                        }
                        for (offset, row) in rows.enumerated() {
                            var place = 0
                            for column in numbers {
                                while place <= column.place {
                                    append(Int(cells[offset * width + place]), starts, lengths)
                                    place += 1
                                }
                                append(column.values[row])
                            }
                            while place < width {
                                append(Int(cells[offset * width + place]), starts, lengths)
                                place += 1
                            }
                        }
                    }
                }
            }
        }

        @inline(__always)
        private mutating func append(
            _ cell: Int, _ starts: UnsafeBufferPointer<Int>, _ lengths: UnsafeBufferPointer<Int>
        ) {
            let start = starts[cell]
            let size = lengths[cell]
            if size <= CellTexts.blockSize {
                let block = (source + start).loadUnaligned(as: SIMD16<UInt8>.self)
                (target + length).storeBytes(of: block, as: SIMD16<UInt8>.self)
            } else {
                (target + length).copyMemory(from: source + start, byteCount: size)
            }
            length &+= size
        }

        private mutating func append(_ number: Double) {
            var text = Variable.text(of: number)
            text.withUTF8 { utf8 in
                guard let base = utf8.baseAddress else { return }
                (target + length).copyMemory(from: base, byteCount: utf8.count)
                length += utf8.count
            }
        }
    }
}
