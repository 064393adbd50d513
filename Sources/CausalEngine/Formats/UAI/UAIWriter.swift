/// Writes the format of the UAI competitions.
struct UAIWriter: TableWriter {
    let network: TabularNetwork

    func text() -> String {
        let variables = network.variables
        var lines = ["BAYES", String(variables.count)]
        lines.append(variables.map { String($0.states.count) }.joined(separator: " "))
        lines.append(String(variables.count))
        for (index, variable) in variables.enumerated() {
            let scope = variable.parents + [index]
            lines.append(([scope.count] + scope).map(String.init).joined(separator: " "))
        }
        for variable in variables {
            lines.append("")
            lines.append(String(variable.probabilities.count))
            for row in 0..<variable.rowCount {
                lines.append(" " + variable.row(row).map(Variable.text(of:)).joined(separator: " "))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
