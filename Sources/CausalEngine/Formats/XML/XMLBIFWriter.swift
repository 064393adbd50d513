/// Writes the XML form of the Bayesian Interchange Format, version 0.3.
struct XMLBIFWriter: TableWriter {
    let network: TabularNetwork

    func text() -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<BIF VERSION=\"0.3\">\n<NETWORK>\n"
        text += element("NAME", network.title ?? BIFReader.noTitle)
        for variable in network.variables { text += declaration(variable) }
        for variable in network.variables { text += definition(variable) }
        return text + "</NETWORK>\n</BIF>\n"
    }

    private func element(_ name: String, _ content: String) -> String {
        "<\(name)>\(content.xmlEscaped)</\(name)>\n"
    }

    private func declaration(_ variable: TabularNetwork.Member) -> String {
        var text = "<VARIABLE TYPE=\"nature\">\n  " + element("NAME", variable.name)
        for state in variable.states { text += "  " + element("OUTCOME", state) }
        if let position = variable.position {
            let numbers = "(\(Variable.text(of: position.x)), \(Variable.text(of: position.y)))"
            text += "  " + element("PROPERTY", "position = \(numbers)")
        }
        return text + "</VARIABLE>\n"
    }

    private func definition(_ variable: TabularNetwork.Member) -> String {
        var text = "<DEFINITION>\n  " + element("FOR", variable.name)
        for parent in variable.parents { text += "  " + element("GIVEN", network.variables[parent].name) }
        let rows = (0..<variable.rowCount).map { variable.row($0).map(Variable.text(of:)).joined(separator: " ") }
        guard rows.count > 1 else { return text + "  <TABLE>\(rows.first ?? "")</TABLE>\n</DEFINITION>\n" }
        text += "  <TABLE>\n"
        for row in rows { text += "    \(row)\n" }
        return text + "  </TABLE>\n</DEFINITION>\n"
    }
}
