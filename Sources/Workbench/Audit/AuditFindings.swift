import CausalEngine
import Evaluation
import Verification

/// What the audit of a run found, as the screen shows it.
public struct AuditFindings: Sendable, Equatable {
    /// Something that was counted, by name.
    public struct Count: Sendable, Equatable {
        /// The name.
        public var name: String
        /// How often.
        public var count: Int
    }

    /// How drafts failed on one variable.
    public struct Violations: Sendable, Equatable {
        /// The variable.
        public var variable: String
        /// First drafts with each verdict but a match.
        public var firstDrafts: [Verdict.Kind: Int]
        /// Skeletons given up with the variable still wrong in their last draft.
        public var final: Int
    }

    /// How far acceptance moved a state or a mean.
    public struct Shift: Sendable, Equatable {
        /// The variable, with its state where it has states.
        public var name: String
        /// The figures.
        public var shift: ValueShift
    }

    /// What separated and connected triples came to in one of the tables S, A and E.
    public struct Table: Sendable, Equatable {
        /// S, A or E.
        public var name: String
        /// The number of rows.
        public var rows: Int
        /// Separated triples rejected at .05, among those decided.
        public var rejected: Proportion
        /// Separated triples that the data cannot decide.
        public var undecidable: Int
        /// The rates that the middle 95 % of replicate tables from the model show.
        public var byModel: ClosedRange<Double>
        /// Connected triples rejected, among those decided.
        public var power: Proportion
        /// The mean power that the model gives to those.
        public var expectedPower: Double?
    }

    /// How far the tables are from the model's law at one level.
    public struct Fidelity: Sendable, Equatable {
        /// Joint, families, pairs or nodes.
        public var level: String
        /// S, A or E, the mean total variation there, and what 95 of 100 exact samples stay below.
        public var tables: [Distance]

        /// One table's distance.
        public struct Distance: Sendable, Equatable {
            /// S, A or E.
            public var table: String
            /// The mean total variation from the model.
            public var tv: Double
            /// What 95 of 100 exact samples of the same size stay below.
            public var exact95: Double?
        }
    }

    /// An independence that the graph implies.
    public struct Statement: Sendable, Equatable {
        /// The two variables.
        public var pair: [String]
        /// What they are independent given.
        public var given: [String]
        /// The p-value in each table; `nil` where it cannot decide.
        public var p: [Double?]
    }

    /// Skeletons of the run, twins among them.
    public var skeletons: Int
    /// Skeletons that may still get attempts.
    public var open: Int
    /// Attempts made.
    public var attempts: Int
    /// Skeletons realized at each attempt, from 0.
    public var histogram: [Int]
    /// Attempts that brought no complete draft, by reason.
    public var failures: [Count]
    /// Realized over ended, and what acceptance did.
    public var bias: BiasReading
    /// How acceptance was estimated.
    public var method: String?
    /// What chance does to the bias; `nil` when nothing was accepted.
    public var resampling: BiasResampling?
    /// Accepted against drawn, those whose interval leaves out 0 first.
    public var shifts: [Shift]
    /// Triples on S, A and E.
    public var tables: [Table]
    /// How many separated triples were asked.
    public var triples: Int
    /// Whether these are all that there are.
    public var areAllTriples: Bool
    /// S, A and E against the model's law.
    public var fidelity: [Fidelity]
    /// The names of the tables that statements were tested on.
    public var testedTables: [String]
    /// The graph's independencies: those that broke in A first, then those that held, then undecidable ones.
    public var statements: [Statement]
    /// How many of them broke, held and cannot be told among accepted skeletons; `nil` without such or without statements.
    public var implied: ImpliedAudit.Tally?
    /// Whether these are all that the graph implies.
    public var areAllStatements: Bool
    /// Violations by variable.
    public var violations: [Violations]
    /// Agreement with the second reader on accepted texts.
    public var reading: ReadingAudit.Tally
    /// Variables that take no part in tests of independence, since they are numbers.
    public var continuous: Int

    /// What the screen shows of an audit.
    ///
    /// Of two states the affirmative one is shown, or the first: the other moves as far the other way.
    init(_ audit: RunAudit) {
        let summary = audit.summary
        let variables = audit.variables
        skeletons = summary.skeletons
        open = summary.open
        attempts = summary.attempts
        histogram = summary.histogram
        failures = summary.failures.map { Count(name: $0.reason, count: $0.count) }
        bias = BiasReading(summary.bias)
        method = summary.bias.method?.rawValue
        resampling = audit.resampling
        let found = audit.shifts.flatMap(\.values).compactMap { Self.shift($0, variables[$0.variable]) }
        shifts = found.filter(\.shift.isClear) + found.filter { !$0.shift.isClear }
        tables = audit.calibration.tables.map(Self.table)
        triples = audit.calibration.separated
        areAllTriples = audit.calibration.isComplete
        continuous = audit.calibration.continuous
        fidelity = Self.fidelity(audit.distances)
        testedTables = audit.implied.tables
        statements = audit.implied.ranked.map { Self.statement($0, variables) }
        implied = audit.implied.tally(of: "A")
        areAllStatements = audit.implied.isComplete
        violations = summary.violations.map {
            Violations(variable: $0.variable, firstDrafts: $0.firstDrafts, final: $0.final)
        }
        reading = audit.reading.all
    }

    private static func shift(_ shift: ValueShift, _ variable: Variable) -> Shift? {
        guard let state = shift.state else { return Shift(name: "\(variable.name) (mean)", shift: shift) }
        let names = variable.states
        guard names.count != 2 || state == StateNames.affirmativeIndex(of: names) else { return nil }
        return Shift(name: "\(variable.name)=\(names[state])", shift: shift)
    }

    private static func table(_ table: CalibrationAudit.Table) -> Table {
        Table(
            name: table.name, rows: table.rows, rejected: table.g2, undecidable: table.undecidable,
            byModel: table.replicates.interval, power: table.power, expectedPower: table.expectedPower)
    }

    /// By level, what was found in each table; the weighted accepted skeletons are the report's matter.
    private static func fidelity(_ distances: [TableDistance]) -> [Fidelity] {
        let tables = distances.filter { ["S", "A", "E"].contains($0.table) }
        return ModelDistance.Level.allCases.compactMap { level in
            let found = tables.compactMap { table in
                table.distances.first { $0.level == level }.map { distance in
                    Fidelity.Distance(
                        table: table.table, tv: distance.meanTV, exact95: table.band.first { $0.level == level }?.high)
                }
            }
            return found.isEmpty ? nil : Fidelity(level: level.rawValue, tables: found)
        }
    }

    private static func statement(_ statement: ImpliedAudit.Statement, _ variables: [Variable]) -> Statement {
        Statement(
            pair: [variables[statement.query.x].name, variables[statement.query.y].name],
            given: statement.query.given.map { variables[$0].name }, p: statement.p)
    }
}
