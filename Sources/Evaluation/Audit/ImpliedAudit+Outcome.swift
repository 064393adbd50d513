import CausalEngine

extension ImpliedAudit {
    /// What a table says of an implied independence.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It was rejected at ``ImpliedAudit/alpha``.
        case broke
        /// It was tested and not rejected.
        case held
        /// The table cannot decide.
        case undecidable

        /// What a p-value says; `nil` where a table cannot decide.
        public init(p: Double?) {
            self = p.map { $0 < ImpliedAudit.alpha ? .broke : .held } ?? .undecidable
        }
    }

    /// How many statements came to which outcome in a table.
    public struct Tally: Sendable, Hashable {
        /// Rejected.
        public var broke = 0
        /// Tested and not rejected.
        public var held = 0
        /// Not to be told from the table.
        public var undecidable = 0

        /// How many a table in which all hold breaks on average by chance, of those it decides.
        public var brokenByChance: Double { Double(broke + held) * ImpliedAudit.alpha }
    }

    /// The outcomes in the named table, counted; `nil` when it has no rows or there is no statement.
    public func tally(of table: String) -> Tally? {
        guard !statements.isEmpty, let place = tables.firstIndex(of: table) else { return nil }
        return statements.reduce(into: Tally()) { tally, statement in
            switch Outcome(p: statement.p[place]) {
            case .broke: tally.broke += 1
            case .held: tally.held += 1
            case .undecidable: tally.undecidable += 1
            }
        }
    }

    /// The statements, those that broke among accepted skeletons first, the clearest before the others; then those that held;
    /// then undecidable ones. Without accepted skeletons by the first table.
    public var ranked: [Statement] {
        let place = tables.firstIndex(of: "A") ?? 0
        func rank(_ statement: Statement) -> Double {
            guard statement.p.indices.contains(place), let p = statement.p[place] else { return 2 }
            return Outcome(p: p) == .broke ? p : 1
        }
        return statements.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }
}

extension ImpliedAudit {
    /// The audit as written in reports.
    func json(_ variables: [Variable]) -> JSONValue {
        [
            "alpha": .number(Self.alpha), "complete": .bool(isComplete),
            "tables": .object(tables.compactMap { name in tally(of: name).map { (name, Self.json($0)) } }),
            "statements": .array(
                ranked.map { statement in
                    [
                        "x": .string(variables[statement.query.x].name),
                        "y": .string(variables[statement.query.y].name),
                        "given": .array(statement.query.given.map { .string(variables[$0].name) }),
                        "p": .object(zip(tables, statement.p).map { ($0, JSONValue($1)) }),
                        "outcome": .object(zip(tables, statement.p).map { ($0, .string(Outcome(p: $1).rawValue)) }),
                    ]
                }),
        ]
    }

    private static func json(_ tally: Tally) -> JSONValue {
        [
            "broke": .integer(tally.broke), "held": .integer(tally.held), "undecidable": .integer(tally.undecidable),
            "brokenByChance": .number(tally.brokenByChance),
        ]
    }
}
