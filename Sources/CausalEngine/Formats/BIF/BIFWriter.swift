/// Writes the Bayesian Interchange Format as the tools of the field read it.
struct BIFWriter: TableWriter {
    let network: TabularNetwork

    func text() -> String {
        var text = "network \(network.title.map(WordScanner.Dialect.quoted) ?? BIFReader.noTitle) {\n}\n"
        for variable in network.variables { text += declaration(variable) }
        for variable in network.variables { text += block(variable) }
        return text
    }

    private func spelled(_ name: String) -> String { BIFReader.dialect.spelled(name) }

    private func declaration(_ variable: TabularNetwork.Member) -> String {
        let states = variable.states.map(spelled).joined(separator: ", ")
        var text = "variable \(spelled(variable.name)) {\n  type discrete [ \(variable.states.count) ] { \(states) };\n"
        if let position = variable.position {
            text += "  property position = (\(Variable.text(of: position.x)), \(Variable.text(of: position.y))) ;\n"
        }
        return text + "}\n"
    }

    private func block(_ variable: TabularNetwork.Member) -> String {
        guard !variable.parents.isEmpty else {
            return "probability ( \(spelled(variable.name)) ) {\n  table \(numbers(variable.row(0)));\n}\n"
        }
        let parents = variable.parents.map { network.variables[$0] }
        let names = parents.map { spelled($0.name) }.joined(separator: ", ")
        var text = "probability ( \(spelled(variable.name)) | \(names) ) {\n"
        let states = parents.map { $0.states.map(spelled) }
        var odometer = Odometer(cardinalities: parents.map(\.states.count))
        for row in 0..<variable.rowCount {
            let given = zip(states, odometer.digits).map { $0[$1] }.joined(separator: ", ")
            text += "  (\(given)) \(numbers(variable.row(row)));\n"
            odometer.advance()
        }
        return text + "}\n"
    }

    private func numbers(_ row: ArraySlice<Double>) -> String {
        row.map(Variable.text(of:)).joined(separator: ", ")
    }
}
