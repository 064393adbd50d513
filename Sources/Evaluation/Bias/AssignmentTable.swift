import CausalEngine

/// The skeletons of a run gathered by full assignment.
struct AssignmentTable {
    /// One full assignment: how often it was tried, how often accepted.
    struct Cell {
        var values: [Value]
        var count = 0
        var accepted = 0
    }

    /// The assignments, in the order in which they first came.
    private(set) var cells: [Cell] = []
    /// The cell of each skeleton.
    private(set) var cellOfRow: [Int] = []
    /// How many skeletons there are.
    var rowCount: Int { cellOfRow.count }
    /// How many of them were accepted.
    var acceptedCount: Int { cells.reduce(0) { $0 + $1.accepted } }
    /// Whether no variable is continuous.
    let isDiscrete: Bool

    init(values: [[Value]], accepted: [Bool]) {
        isDiscrete = values.first?.allSatisfy { $0.stateIndex != nil } ?? true
        var cellOfValues: [[Value]: Int] = [:]
        cellOfRow.reserveCapacity(values.count)
        for (values, isAccepted) in zip(values, accepted) {
            let cell = cellOfValues[values] ?? cells.count
            if cell == cells.count {
                cellOfValues[values] = cell
                cells.append(Cell(values: values))
            }
            cells[cell].count += 1
            if isAccepted { cells[cell].accepted += 1 }
            cellOfRow.append(cell)
        }
    }

    /// The same skeletons with another number accepted in each cell.
    func accepting(_ accepted: [Int]) -> AssignmentTable {
        var table = self
        for (cell, count) in accepted.enumerated() { table.cells[cell].accepted = count }
        return table
    }
}
