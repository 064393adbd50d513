extension DataTable {
    /// The table of some full assignments.
    ///
    /// - Parameters:
    ///   - rows: the assignments, each indexed like `variables`.
    ///   - variables: the variables of the model.
    ///   - chosen: the variables that become columns, by index, in this order; `nil` for all.
    /// - Complexity: O(rows · columns).
    public init(_ rows: [[Value]], variables: [Variable], columns chosen: [Int]? = nil) {
        let columns = (chosen ?? Array(variables.indices)).map { index in
            let variable = variables[index]
            guard !variable.isContinuous else {
                return DataColumn(
                    name: variable.name, states: [], codes: nil, numbers: rows.map { $0[index].number ?? .nan },
                    seenCount: 0)
            }
            let codes = rows.map { UInt32($0[index].stateIndex ?? 0) }
            return DataColumn(
                name: variable.name, states: variable.states, codes: .wide(codes), numbers: nil,
                seenCount: Set(codes).count)
        }
        self.init(columns: columns, rowCount: rows.count)
    }
}
