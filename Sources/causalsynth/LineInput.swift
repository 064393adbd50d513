import ArgumentParser
import CausalEngine
import Foundation

/// JSON lines from a file or standard input, one object a line.
struct LineInput: ParsableArguments {
    @Argument(help: ArgumentHelp("A file of JSON lines; standard input without it.", valueName: "file"))
    var file: String?

    /// Calls `body` with each object and the place of its line; blank lines are passed over.
    func forEach(_ body: (_ object: JSONValue, _ place: Location) throws -> Void) throws {
        let (text, name) = try contents()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = Location(file: name, line: index + 1)
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let value: JSONValue
            do {
                value = try JSONValue(parsing: String(line))
            } catch {
                throw Failure(
                    .badData,
                    "\(place): expected \(error.expected) at column \(error.column); each line is one JSON object.")
            }
            guard value.members != nil else { throw Failure(.badData, "\(place): expected a JSON object.") }
            try body(value, place)
        }
    }

    /// The whole text, and the name by which errors call it.
    func contents() throws -> (text: String, name: String) {
        if let file, file != "-" {
            return (try NetworkSource.File.read(file).text, file)
        }
        let file = try ModelInput.standardInput()
        return (file.text, file.name)
    }
}

extension JSONValue {
    /// The text under a key, which has to be there.
    func text(_ key: String, at place: Location) throws -> String {
        guard let text = self[key]?.string else { throw Failure(.badData, "\(place): expected a text under “\(key)”.") }
        return text
    }
}
