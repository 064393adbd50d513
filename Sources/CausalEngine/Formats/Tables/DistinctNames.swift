/// Names in the order in which a file gives them, each once.
struct DistinctNames {
    private(set) var names: [String] = []
    /// The same names, where they are too many to compare with each.
    private var known: Set<String> = []

    /// More names than this are looked up rather than compared.
    private static let few = 16

    /// Adds a name; `false`, with nothing added, when it is there already.
    mutating func append(_ name: String) -> Bool {
        if names.count < Self.few {
            guard !names.contains(name) else { return false }
        } else {
            if known.isEmpty { known = Set(names) }
            guard known.insert(name).inserted else { return false }
        }
        names.append(name)
        return true
    }
}
