/// The text of a prompt with named gaps, parsed once and rendered many times.
///
/// A gap is `{{name}}`; blanks inside the braces are allowed. `\{{` stands for two braces. There is no logic: what a prompt
/// says is decided where its values are made. Every name a template uses has to be supplied, and every name that is
/// supplied has to be used, so that neither a misspelt gap nor a forgotten fact list can pass in silence.
public struct PromptTemplate: Sendable, Hashable {
    /// The names of the gaps, each once, in the order of their first use.
    public let names: [String]
    private let pieces: [Piece]

    private enum Piece: Hashable {
        case text(String)
        case gap(String)
    }

    /// Parses a template.
    ///
    /// - Parameters:
    ///   - text: the template.
    ///   - allowed: the names that will be supplied; another name is undefined.
    ///   - required: the names that must be used; `nil` requires every allowed one.
    ///   - start: where the text begins in its file.
    ///   - indentation: the columns by which the file indents the lines after the first, as a YAML block does.
    /// - Throws: ``EngineError/syntax(found:expected:at:)`` for a gap that is not closed or not a name, and
    ///   ``EngineError/invalid(found:expected:mend:at:)`` for an undefined or an unused name, with line and column.
    /// - Complexity: O(length of the text).
    public static func parse(
        _ text: String, allowed: [String], required: [String]? = nil, at start: Location? = nil, indentation: Int = 0
    ) throws(EngineError) -> PromptTemplate {
        var scanner = PromptScanner(text, start: start, indentation: indentation)
        var pieces: [Piece] = []
        var names: [String] = []
        while let token = try scanner.next() {
            switch token {
            case .text(let text): pieces.append(.text(text))
            case .gap(let name, let place):
                guard allowed.contains(name) else { throw undefined(name, allowed: allowed, at: place) }
                if !names.contains(name) { names.append(name) }
                pieces.append(.gap(name))
            }
        }
        if let unused = (required ?? allowed).first(where: { !names.contains($0) }) {
            throw .invalid(
                found: "a template that never uses {{\(unused)}}", expected: "every supplied name to be used",
                mend: "write {{\(unused)}} where it belongs", at: start)
        }
        return PromptTemplate(names: names, pieces: pieces)
    }

    /// The text with every gap filled.
    ///
    /// Values are taken as they are: braces in them open no gap.
    ///
    /// - Parameter values: a text for each of ``names``.
    /// - Throws: ``EngineError/missingKey(_:in:at:)`` when a name has no value.
    /// - Complexity: O(length of the result).
    public func render(_ values: [String: String]) throws(EngineError) -> String {
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .gap(let name):
                guard let value = values[name] else {
                    throw .missingKey(name, in: "the values of a prompt template", at: nil)
                }
                result += value
            }
        }
        return result
    }

    private static func undefined(_ name: String, allowed: [String], at place: Location?) -> EngineError {
        let list = allowed.map { "{{\($0)}}" }.joined(separator: ", ")
        return .invalid(
            found: "{{\(name)}}, which nothing supplies", expected: list.isEmpty ? "no gap here" : "one of \(list)",
            mend: "correct the name", at: place)
    }
}

/// Cuts a template into texts and gaps, keeping track of line and column.
private struct PromptScanner {
    enum Token {
        case text(String)
        case gap(String, at: Location?)
    }

    private let scalars: [Unicode.Scalar]
    private let file: String?
    private let indentation: Int
    private var position = 0
    private var line: Int
    private var column: Int

    init(_ text: String, start: Location?, indentation: Int) {
        scalars = Array(text.unicodeScalars)
        file = start?.file
        self.indentation = indentation
        line = start?.line ?? 1
        column = start?.column ?? 1
    }

    /// The next text or gap, or `nil` at the end.
    mutating func next() throws(EngineError) -> Token? {
        guard position < scalars.count else { return nil }
        return opens(at: position) ? try gap() : text()
    }

    private mutating func text() -> Token {
        var text = String.UnicodeScalarView()
        while position < scalars.count, !opens(at: position) {
            if scalars[position] == "\\", opens(at: position + 1) {
                advance()
                for _ in 0..<2 { text.append(advance()) }
            } else {
                text.append(advance())
            }
        }
        return .text(String(text))
    }

    private mutating func gap() throws(EngineError) -> Token {
        let place = location
        advance()
        advance()
        var name = String.UnicodeScalarView()
        while position < scalars.count, !closes(at: position) {
            guard scalars[position] != "\n", !opens(at: position) else { break }
            name.append(advance())
        }
        guard closes(at: position) else {
            throw .syntax(found: "“{{” that is never closed", expected: "“}}” on the same line", at: place)
        }
        advance()
        advance()
        let trimmed = String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().map(Character.init))
        guard Self.isName(trimmed) else {
            throw .syntax(
                found: "“{{\(String(name))}}”", expected: "a name of letters, digits and underscores", at: place)
        }
        return .gap(trimmed, at: place)
    }

    private func opens(at index: Int) -> Bool {
        index + 1 < scalars.count && scalars[index] == "{" && scalars[index + 1] == "{"
    }

    private func closes(at index: Int) -> Bool {
        index + 1 < scalars.count && scalars[index] == "}" && scalars[index + 1] == "}"
    }

    private var location: Location? {
        // Without a file the place within the text is still worth telling.
        Location(file: file ?? "template", line: line, column: column)
    }

    @discardableResult
    private mutating func advance() -> Unicode.Scalar {
        let scalar = scalars[position]
        position += 1
        if scalar == "\n" {
            line += 1
            column = 1 + indentation
        } else {
            column += 1
        }
        return scalar
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || ("0"..."9") ~= $0 }
    }
}
