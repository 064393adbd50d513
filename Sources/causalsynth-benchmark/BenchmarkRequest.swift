/// What the benchmark was asked to measure.
struct BenchmarkRequest {
    /// The name of the network that is made here.
    static let synthetic = "synthetic"

    /// The kinds of work that are measured.
    static let kinds = [
        "sampling", "equations", "inference", "separation", "independence", "parsing", "layout", "drawing", "reading",
    ]

    /// A file, the name of a built-in sample, or `synthetic`.
    var network = "alarm"
    var rows: UInt64 = 1 << 20
    var seed: UInt64 = 7
    var repetitions = 7
    /// The kind of work to measure, one of ``kinds``; all of it without one.
    var only: String?
    /// The questions about posteriors that are asked in one repetition.
    var asked = 10
    /// The file into which the questions are written that were asked.
    var questions: String?

    /// The request in a command line.
    init(_ arguments: [String]) throws {
        var index = 0
        func number(_ flag: String) throws -> UInt64 {
            index += 1
            guard index < arguments.count, let number = UInt64(arguments[index]) else {
                throw UsageError(message: "\(flag) needs a whole number")
            }
            return number
        }
        while index < arguments.count {
            switch arguments[index] {
            case "--rows": rows = max(1, try number("--rows"))
            case "--seed": seed = try number("--seed")
            case "--asked": asked = Int(clamping: max(1, try number("--asked")))
            case "--write-questions":
                index += 1
                guard index < arguments.count else { throw UsageError(message: "--write-questions needs a file") }
                questions = arguments[index]
            case "--only":
                index += 1
                guard index < arguments.count, Self.kinds.contains(arguments[index]) else {
                    throw UsageError(message: "--only needs \(Self.kinds.joined(separator: ", "))")
                }
                only = arguments[index]
            case "--repetitions": repetitions = Int(clamping: max(1, try number("--repetitions")))
            case let flag where flag.hasPrefix("-"): throw UsageError(message: "there is no option \(flag)")
            case let name: network = name
            }
            index += 1
        }
    }

    /// Whether a kind of work is to be measured.
    func includes(_ kind: String) -> Bool { only == nil || only == kind }

    /// The command that measures the same again.
    var command: String {
        "swift run -c release causalsynth-benchmark \(network) --rows \(rows) --seed \(seed) --repetitions \(repetitions)"
            + (only.map { " --only \($0)" } ?? "") + (asked == 10 ? "" : " --asked \(asked)")
    }
}

/// A command line that cannot be understood.
struct UsageError: Error, CustomStringConvertible {
    var message: String
    var description: String { message }
}
