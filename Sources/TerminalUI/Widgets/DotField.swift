/// A grid of dots, two columns and four rows of them in every cell.
struct DotField {
    let columns: Int
    let rows: Int
    private let width: Int
    private var bits: [UInt8]
    private var owners: [Int]

    /// The bit of a dot within its cell, by row and column (Unicode's order of braille dots).
    private static let dotBits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    init(width: Int, height: Int) {
        self.width = width
        columns = 2 * width
        rows = 4 * height
        bits = Array(repeating: 0, count: width * height)
        owners = Array(repeating: -1, count: width * height)
    }

    mutating func set(x: Int, y: Int, series: Int) {
        guard x >= 0, x < columns, y >= 0, y < rows else { return }
        let index = y / 4 * width + x / 2
        bits[index] |= Self.dotBits[y % 4][x % 2]
        owners[index] = series
    }

    /// Sets the dots nearest to a straight line (Bresenham 1965).
    mutating func line(from a: Point, to b: Point, series: Int) {
        let dx = abs(b.x - a.x)
        let dy = -abs(b.y - a.y)
        var error = dx + dy
        var point = a
        while true {
            set(x: point.x, y: point.y, series: series)
            guard point != b else { return }
            let doubled = 2 * error
            if doubled >= dy {
                error += dy
                point.x += a.x < b.x ? 1 : -1
            }
            if doubled <= dx {
                error += dx
                point.y += a.y < b.y ? 1 : -1
            }
        }
    }

    /// Draws the cells that have dots, in the style of the series that came last.
    func render(into canvas: inout Canvas, at area: Rect, styles: [Style]) {
        for (index, dots) in bits.enumerated() where dots != 0 && styles.indices.contains(owners[index]) {
            guard let scalar = Unicode.Scalar(0x2800 + UInt32(dots)) else { continue }
            let place = Point(x: area.x + index % width, y: area.y + index / width)
            canvas.put(String(Character(scalar)), x: place.x, y: place.y, style: styles[owners[index]])
        }
    }
}
