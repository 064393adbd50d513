/// Puts the drawings of several components side by side and below each other.
enum ComponentPacking {
    /// The place of each rectangle, so that none meet and blanks stay between them; larger ones are placed first, each as high
    /// and then as far to the left as it fits.
    ///
    /// - Parameters:
    ///   - room: what the whole is to fit into; without it the width is chosen so that the whole looks about 5:2 in cells.
    ///   - gap: the blank columns between two; one row stays blank.
    ///   - unit: columns are multiples of this.
    /// - Complexity: O(*k* · *w*) for *k* rectangles in *w* columns.
    static func places(of sizes: [Size], room: Size?, gap: Int, unit: Int) -> [Point] {
        guard sizes.count > 1 else { return sizes.map { _ in Point(x: 0, y: 0) } }
        let widest = sizes.map(\.width).max() ?? 0
        let area = sizes.reduce(0) { $0 + ($1.width + gap) * ($1.height + 1) }
        let square = Int((Double(area) * 2.5).squareRoot())
        let width = max(widest, room?.width ?? square)
        let order = sizes.indices.sorted {
            (-sizes[$0].height, -sizes[$0].width, $0) < (-sizes[$1].height, -sizes[$1].width, $1)
        }
        var places = sizes.map { _ in Point(x: 0, y: 0) }
        /// The first free row of each column.
        var skyline = [Int](repeating: 0, count: width + gap)
        for index in order {
            let size = sizes[index]
            var best = Point(x: 0, y: Int.max)
            for x in stride(from: 0, through: width - size.width, by: unit) {
                let y = skyline[x..<(x + size.width + gap)].max() ?? 0
                if y < best.y { best = Point(x: x, y: y) }
            }
            places[index] = best
            for x in best.x..<(best.x + size.width + gap) { skyline[x] = best.y + size.height + 1 }
        }
        return places
    }
}
