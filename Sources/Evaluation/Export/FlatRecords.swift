import CausalEngine
import RunLedger

/// The flat part of records as a table: a column is a variable (`u:` its noise, `do:` what it is set to from outside), the
/// record's own fields stand around them.
///
/// A field whose name is also a variable's is called `record.NAME`; the variable keeps its name.
struct FlatRecords {
    private let variables: [Variable]
    private let intervened: [String]
    private let isExcelSafe: Bool

    private static let leading = ["id", "row", "seed", "network"]
    private static let trailing = [
        "text", "accepted", "iterations", "weight", "realizer", "model", "counterfactualOf",
    ]

    /// - Parameter interventions: all that is set from outside in any record.
    init(run: Run, variables: [Variable], interventions: JSONValue, isExcelSafe: Bool) {
        self.variables = variables
        self.isExcelSafe = isExcelSafe
        intervened = (interventions.members ?? []).map(\.key)
    }

    var header: [UInt8] {
        let names = Set(variables.map(\.name))
        func field(_ name: String) -> String { names.contains(name) ? "record." + name : name }
        var line = CSVLine(isExcelSafe: isExcelSafe)
        for name in Self.leading { line.add(text: field(name)) }
        for variable in variables { line.add(text: variable.name) }
        for variable in variables { line.add(text: "u:" + variable.name) }
        for name in intervened { line.add(text: "do:" + name) }
        for name in Self.trailing { line.add(text: field(name)) }
        return line.bytes
    }

    func line(of fields: RecordFields) -> [UInt8] {
        var line = CSVLine(isExcelSafe: isExcelSafe)
        line.add(text: fields.id)
        line.add(raw: String(fields.skeleton.row))
        line.add(raw: String(fields.skeleton.seed))
        line.add(text: fields.run.networkHash)
        for (variable, value) in zip(variables, fields.skeleton.values) {
            switch value {
            case .state: line.add(text: variable.text(of: value))
            case .number(let number): line.add(raw: "\(number)")
            }
        }
        for noise in fields.skeleton.noise { line.add(raw: "\(noise)") }
        for name in intervened { add(fields.interventions[name], to: &line) }
        line.add(text: fields.draft?.text)
        line.add(raw: String(fields.record.isAccepted))
        line.add(raw: fields.iterations.map { String($0) } ?? "")
        line.add(raw: fields.weight.map { "\($0)" } ?? "")
        line.add(text: fields.run.writer.kind)
        line.add(text: fields.run.writer.model)
        line.add(text: fields.counterfactualOf)
        return line.bytes
    }

    private func add(_ value: JSONValue?, to line: inout CSVLine) {
        switch value {
        case nil, .null: line.add(raw: "")
        case .string(let state): line.add(text: state)
        case .number(let number): line.add(raw: "\(number)")
        case .some(let other): line.add(text: other.text)
        }
    }
}
