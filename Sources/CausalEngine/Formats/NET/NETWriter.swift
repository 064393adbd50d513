/// Writes Hugin's NET format.
struct NETWriter: TableWriter {
    let network: TabularNetwork

    func text() -> String {
        let title = network.title.map { "    name = \(WordScanner.Dialect.quoted($0));\n" } ?? ""
        var text = "net\n{\n\(title)}\n"
        for variable in network.variables { text += declaration(variable) }
        for variable in network.variables { text += potential(variable) }
        return text
    }

    private func declaration(_ variable: TabularNetwork.Member) -> String {
        let states = variable.states.map(WordScanner.Dialect.quoted).joined(separator: " ")
        var text = "\nnode \(variable.name)\n{\n    states = (\(states));\n"
        if let label = variable.label { text += "    label = \(WordScanner.Dialect.quoted(label));\n" }
        if let position = variable.position {
            text += "    position = (\(Variable.text(of: position.x)) \(Variable.text(of: position.y)));\n"
        }
        return text + "}\n"
    }

    private func potential(_ variable: TabularNetwork.Member) -> String {
        let parents = variable.parents.map { network.variables[$0] }
        let given = parents.isEmpty ? "" : " | " + parents.map(\.name).joined(separator: " ")
        return "\npotential (\(variable.name)\(given))\n{\n    data = \(data(variable, parents));\n}\n"
    }

    /// One row a line, in as many brackets as there are parents: the first parent outermost.
    private func data(_ variable: TabularNetwork.Member, _ parents: [TabularNetwork.Member]) -> String {
        var text = ""
        var odometer = Odometer(cardinalities: parents.map(\.states.count))
        for row in 0..<variable.rowCount {
            let opening = odometer.digits.reversed().prefix { $0 == 0 }.count
            let closing = zip(odometer.digits, odometer.cardinalities).reversed().prefix { $0 == $1 - 1 }.count
            if row > 0 { text += "\n            " + String(repeating: " ", count: parents.count - opening) }
            text += String(repeating: "(", count: opening + 1)
            text += variable.row(row).map(Variable.text(of:)).joined(separator: " ")
            text += String(repeating: ")", count: closing + 1)
            odometer.advance()
        }
        return text
    }
}
