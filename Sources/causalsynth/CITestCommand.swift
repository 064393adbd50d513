import ArgumentParser
import CausalEngine
import Foundation

struct CITestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "citest", abstract: "Test columns of a table for conditional independence.",
        discussion: """
            A column is a variable, a cell a state or a number. Name the columns of one test with --x, --y and --given, or many \
            tests with --triples, whose lines are {"x":"A","y":"B","given":["C"]}.

            g2 and x2 compare counts of states and take degrees of freedom per stratum from rows and columns that are not \
            empty; g2-naive and x2-naive take the textbook's. fisher-z is for normal numbers. permutation shuffles within \
            strata, for few rows. mixed takes states and numbers together: a column of numbers with a fraction, or with more \
            than ten different values, counts as a number there.

            A small p is evidence against independence. A large one is none for it: there may be too few rows to show what is \
            there. Where nothing varies that could show, the test is undecidable.
            """)

    @Argument(help: ArgumentHelp("A table in CSV or JSON lines; - reads standard input.", valueName: "data"))
    var data: String

    @Option(help: "g2, x2, g2-naive, x2-naive, fisher-z, permutation or mixed.")
    var test: IndependenceTest = .g2

    @Option(help: ArgumentHelp("The first column.", valueName: "variable"))
    var x: String?

    @Option(help: ArgumentHelp("The second column.", valueName: "variable"))
    var y: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A column to condition on. May be repeated.", valueName: "variable"))
    var given: [String] = []

    @Option(help: ArgumentHelp("A file of tests in JSON lines, answered in its order.", valueName: "file"))
    var triples: String?

    @Option(help: "Evidence counts against independence where p is below this.")
    var alpha = 0.05

    @Option(help: "How many shuffles a permutation test makes.")
    var samples = 1000

    @Option(help: "The seed of the shuffles.")
    var seed: UInt64 = 0

    @Option(help: "csv or jsonl; without it by the file's ending, and csv for standard input.")
    var from: DataTable.Format?

    @Option(help: "How many threads test.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func validate() throws {
        if triples != nil {
            guard x == nil, y == nil, given.isEmpty else {
                throw ValidationError("--triples and --x, --y, --given exclude each other.")
            }
            if triples == "-", data == "-" {
                throw ValidationError("Data and triples cannot both come from standard input.")
            }
        } else if x == nil || y == nil {
            throw ValidationError("Name two columns with --x and --y, or a file of tests with --triples.")
        }
        guard alpha > 0, alpha < 1 else { throw ValidationError("--alpha takes a number between 0 and 1.") }
        guard samples > 0 else { throw ValidationError("--samples takes a whole number above 0.") }
        guard threads > 0 else { throw ValidationError("--threads takes a whole number above 0.") }
    }

    func run() throws {
        let table = try load()
        let queries = try queries(on: table)
        let tester = IndependenceTester(table, test: test, seed: seed, samples: samples)
        let report = IndependenceReport(
            table: table, test: test, alpha: alpha, samples: samples, queries: queries,
            results: try tester.results(queries, threads: threads))
        let file = try OutputFile(path: output)
        try file.write(json: json, report.json, report.text)
        try file.finish()
    }

    private func load() throws -> DataTable {
        guard data == "-" else { return try DataTable.load(data, format: from) }
        let bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
        return try DataTable(parsing: bytes, format: from ?? .csv, name: "standard input")
    }

    private func queries(on table: DataTable) throws -> [IndependenceQuery] {
        if let x, let y {
            return [
                IndependenceQuery(
                    x: try table.index(of: x), y: try table.index(of: y),
                    given: try table.indices(of: given))
            ]
        }
        var queries: [IndependenceQuery] = []
        var input = LineInput()
        input.file = triples
        try input.forEach { line, place in
            if let unknown = line.members?.first(where: { !["x", "y", "given"].contains($0.key) }) {
                throw EngineError.unknownKey(unknown.key, in: "a test, which has x, y and given", near: [], at: place)
            }
            var names = [try line.text("x", at: place), try line.text("y", at: place)]
            if let given = line["given"] {
                guard let elements = given.elements, elements.allSatisfy({ $0.string != nil }) else {
                    throw Failure(.badData, "\(place): expected a list of texts under “given”.")
                }
                names += elements.compactMap(\.string)
            }
            let indices = try names.map { try table.index(of: $0, at: place) }
            if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
                throw EngineError.duplicate(names[twice], what: "variable of one test", at: place)
            }
            queries.append(IndependenceQuery(x: indices[0], y: indices[1], given: Array(indices[2...])))
        }
        return queries
    }
}

extension IndependenceTest: ExpressibleByArgument {}
extension DataTable.Format: ExpressibleByArgument {}
