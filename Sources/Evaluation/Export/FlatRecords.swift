import CausalEngine
import RunLedger

/// A column of a flat table.
struct FlatColumn: Equatable {
    /// What the cells of a column hold.
    enum Kind {
        case text, number, integer, unsigned, truth
    }

    var name: String
    var kind: Kind
}

/// One cell of a flat table; none is a cell of any column.
enum FlatCell: Equatable {
    case text(String)
    case number(Double)
    case integer(Int)
    case unsigned(UInt64)
    case truth(Bool)
    case none

    init(_ text: String?) { self = text.map { .text($0) } ?? .none }
    init(_ number: Double?) { self = number.map { .number($0) } ?? .none }
    init(_ number: Int?) { self = number.map { .integer($0) } ?? .none }

    init(_ value: JSONValue?) {
        switch value {
        case nil, .null: self = .none
        case .string(let state): self = .text(state)
        case .number(let number): self = .text("\(number)")
        case .some(let other): self = .text(other.text)
        }
    }
}

/// The flat part of records as a table: a column is a variable (`u:` its noise, `do:` what it is set to from outside), the
/// record's own fields stand around them.
///
/// A field whose name is also a variable's is called `record.NAME`; the variable keeps its name.
struct FlatRecords {
    private let variables: [Variable]
    private let intervened: [String]
    /// The columns in order.
    let columns: [FlatColumn]

    private static let leading: [(String, FlatColumn.Kind)] = [
        ("id", .text), ("row", .unsigned), ("seed", .unsigned), ("network", .text),
    ]
    private static let trailing: [(String, FlatColumn.Kind)] = [
        ("text", .text), ("accepted", .truth), ("iterations", .integer), ("weight", .number), ("realizer", .text),
        ("model", .text), ("counterfactualOf", .text),
    ]

    /// - Parameter interventions: all that is set from outside in any record.
    init(variables: [Variable], interventions: JSONValue) {
        self.variables = variables
        intervened = (interventions.members ?? []).map(\.key)
        let names = Set(variables.map(\.name))
        func field(_ name: String, _ kind: FlatColumn.Kind) -> FlatColumn {
            FlatColumn(name: names.contains(name) ? "record." + name : name, kind: kind)
        }
        columns =
            Self.leading.map(field)
            + variables.map { FlatColumn(name: $0.name, kind: $0.isContinuous ? .number : .text) }
            + variables.map { FlatColumn(name: "u:" + $0.name, kind: .number) }
            + intervened.map { FlatColumn(name: "do:" + $0, kind: .text) }
            + Self.trailing.map(field)
    }

    /// The cells of a record, in the order of the columns.
    func cells(of fields: RecordFields) -> [FlatCell] {
        var cells: [FlatCell] = [
            .text(fields.id), .unsigned(fields.skeleton.row), .unsigned(fields.skeleton.seed),
            .text(fields.run.networkHash),
        ]
        for (variable, value) in zip(variables, fields.skeleton.values) {
            cells.append(value.number.map { .number($0) } ?? .text(variable.text(of: value)))
        }
        cells += fields.skeleton.noise.map { .number($0) }
        cells += intervened.map { FlatCell(fields.interventions[$0]) }
        cells += [
            FlatCell(fields.draft?.text), .truth(fields.record.isAccepted), FlatCell(fields.iterations),
            FlatCell(fields.weight), .text(fields.run.writer.kind), FlatCell(fields.run.writer.model),
            FlatCell(fields.counterfactualOf),
        ]
        return cells
    }

    /// The names of the columns as a line of CSV.
    func header(isExcelSafe: Bool) -> [UInt8] {
        var line = CSVLine(isExcelSafe: isExcelSafe)
        for column in columns { line.add(text: column.name) }
        return line.bytes
    }

    /// A record as a line of CSV.
    func line(of fields: RecordFields, isExcelSafe: Bool) -> [UInt8] {
        var line = CSVLine(isExcelSafe: isExcelSafe)
        for cell in cells(of: fields) { line.add(cell) }
        return line.bytes
    }
}

extension CSVLine {
    /// Adds a cell of a flat table.
    mutating func add(_ cell: FlatCell) {
        switch cell {
        case .text(let text): add(text: text)
        case .number(let number): add(raw: "\(number)")
        case .integer(let number): add(raw: String(number))
        case .unsigned(let number): add(raw: String(number))
        case .truth(let isTrue): add(raw: String(isTrue))
        case .none: add(raw: "")
        }
    }
}
