/// The cells of a drawing while wires are laid.
struct WireGrid {
    private struct Cell {
        var arms: WireArms = []
        var net: Int32 = -1
        var bridged: Int32 = -1
    }

    let width: Int
    let height: Int
    private var cells: [Cell]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        cells = [Cell](repeating: Cell(), count: max(0, width * height))
    }

    /// Lays a wire down a column between two heights in halves of rows: 2·y is the upper edge of row y, 2·y + 1 its middle.
    mutating func layDown(_ net: Int, x: Int, from top: Int, to bottom: Int) {
        guard top < bottom else { return }
        for y in (top / 2)...((bottom - 1) / 2) {
            var arms: WireArms = []
            if top <= 2 * y { arms.insert(.up) }
            if bottom >= 2 * y + 2 { arms.insert(.down) }
            add(net, x: x, y: y, arms)
        }
    }

    /// Lays a wire along a row, from the middle of one column to the middle of another.
    mutating func layAcross(_ net: Int, y: Int, from left: Int, to right: Int) {
        guard left < right else { return }
        for x in left...right {
            add(net, x: x, y: y, x == left ? .right : x == right ? .left : .horizontal)
        }
    }

    /// Adds arms of a net to a cell. Where another net is already, one must run from the left to the right and the other down.
    mutating func add(_ net: Int, x: Int, y: Int, _ arms: WireArms) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let index = y * width + x
        let number = Int32(truncatingIfNeeded: net)
        let cell = cells[index]
        if cell.net == number, cell.bridged < 0 || arms.isSubset(of: .vertical) {
            cells[index].arms.formUnion(arms)
        } else if cell.net < 0 {
            cells[index] = Cell(arms: arms, net: number)
        } else if cell.bridged < 0, arms.isSubset(of: .horizontal), cell.arms.isSubset(of: .vertical) {
            cells[index].bridged = number
        } else if cell.bridged < 0, arms.isSubset(of: .vertical), cell.arms.isSubset(of: .horizontal) {
            cells[index] = Cell(arms: arms, net: number, bridged: cell.net)
        }
    }

    /// The number of cells in which one net passes over another, and of those where a net turns or branches.
    var bends: (bridges: Int, corners: Int) {
        var bridges = 0
        var corners = 0
        for cell in cells where cell.net >= 0 {
            if cell.bridged >= 0 { bridges += 1 }
            if cell.arms != .vertical, cell.arms != .horizontal { corners += 1 }
        }
        return (bridges, corners)
    }

    /// The cells with wires, by row and column, moved by an offset; nets are renamed by `name`.
    func wires(name: [Int], dx: Int, dy: Int) -> [WireCell] {
        var wires: [WireCell] = []
        for y in 0..<height {
            for x in 0..<width {
                let cell = cells[y * width + x]
                guard cell.net >= 0 else { continue }
                wires.append(
                    WireCell(
                        x: x + dx, y: y + dy, arms: cell.arms, net: name[Int(cell.net)],
                        bridged: cell.bridged < 0 ? nil : name[Int(cell.bridged)]))
            }
        }
        return wires
    }
}
