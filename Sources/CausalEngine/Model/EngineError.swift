/// What can be wrong with a model, a file that describes one, or a question put to one.
public enum EngineError: Error, Sendable, Hashable {
    /// A text is not the syntax it should be.
    case syntax(found: String, expected: String, at: Location?)
    /// A key is missing.
    case missingKey(String, in: String, at: Location?)
    /// A key is not known; the near misses are offered.
    case unknownKey(String, in: String, near: [String], at: Location?)
    /// A variable is not in the model.
    case unknownVariable(String, near: [String], at: Location?)
    /// A state is not one of the variable's.
    case unknownState(String, variable: String, near: [String], at: Location?)
    /// A name is used twice.
    case duplicate(String, what: String, at: Location?)
    /// A row of a table does not sum to 1.
    case rowSum(variable: String, row: String, sum: Double, at: Location?)
    /// A probability is not a number between 0 and 1.
    case badProbability(String, variable: String, at: Location?)
    /// A table, response or list has the wrong number of entries.
    case wrongCount(found: Int, expected: Int, what: String, at: Location?)
    /// Parent configurations of a table are not given.
    case missingRows(variable: String, example: String, count: Int, at: Location?)
    /// The graph has a directed cycle.
    case cycle([String], at: Location?)
    /// A value does not fit what it is meant for.
    case invalid(found: String, expected: String, mend: String, at: Location?)
    /// An equation gave a value that is not finite, or no state of its variable, while sampling.
    case evaluation(variable: String, problem: String, row: UInt64, at: Location?)
    /// Two assignments to one variable.
    case contradiction(variable: String, first: String, second: String)
    /// A file cannot be read.
    case unreadable(path: String, reason: String)
}

/// A place in a file.
public struct Location: Sendable, Hashable {
    /// The file's name as it was given.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int?

    /// A place in a file.
    public init(file: String, line: Int, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }
}
