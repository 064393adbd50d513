import Yams

/// A node of a YAML file that knows where it stands, so that every complaint names line and column.
struct YAMLNode {
    let node: Node
    let file: String
    /// The whole document, to tell how far a block is indented.
    let document: String

    /// Parses a whole document.
    ///
    /// - Throws: ``EngineError/syntax(found:expected:at:)`` with the parser's own words and place.
    static func parse(_ text: String, file: String) throws(EngineError) -> YAMLNode {
        do {
            // Without rules that tell numbers and truth values from texts: scalars are read as they are written, and the rules,
            // regular expressions all, take most of the time.
            guard let node = try compose(yaml: text, .basic) else {
                let start = Location(file: file, line: 1)
                throw EngineError.syntax(found: "an empty file", expected: "a mapping", at: start)
            }
            return YAMLNode(node: node, file: file, document: text)
        } catch let error as EngineError {
            throw error
        } catch {
            throw translated(error, file: file)
        }
    }

    var location: Location {
        Location(file: file, line: node.mark?.line ?? 1, column: node.mark?.column)
    }

    /// Where the text of a scalar begins: behind the opening quote, or on the line after the sign of a block.
    var textLocation: Location {
        var place = location
        switch node.scalar?.style {
        case .singleQuoted, .doubleQuoted: place.column = place.column.map { $0 + 1 }
        case .literal, .folded:
            place.line += 1
            place.column = blockIndentation + 1
        default: break
        }
        return place
    }

    /// The columns by which the lines of a scalar after its first are indented in the file.
    var blockIndentation: Int {
        guard let style = node.scalar?.style, style == .literal || style == .folded else { return 0 }
        let lines = document.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(location.line)
        let first = lines.first { $0.contains { $0 != " " } }
        return first?.prefix { $0 == " " }.count ?? 0
    }

    /// What the node is, in a few words for a message.
    var description: String {
        switch node {
        case .scalar(let scalar): "“\(scalar.string)”"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .alias: "an alias"
        }
    }

    func unexpected(_ expected: String) -> EngineError {
        .syntax(found: description, expected: expected, at: location)
    }

    private func child(_ node: Node) -> YAMLNode { YAMLNode(node: node, file: file, document: document) }

    /// The scalar's text as written: `yes`, `no` and `true` are names here, never truth values.
    var text: String? { node.scalar?.string }

    func string(_ expected: String = "a text") throws(EngineError) -> String {
        guard let text else { throw unexpected(expected) }
        return text
    }

    var isMapping: Bool { node.mapping != nil }
    var isSequence: Bool { node.sequence != nil }

    func items(_ expected: String) throws(EngineError) -> [YAMLNode] {
        guard let sequence = node.sequence else { throw unexpected(expected) }
        return sequence.map(child)
    }

    /// A list, or a single scalar taken as a list of one.
    func itemsOrOne(_ expected: String) throws(EngineError) -> [YAMLNode] {
        text == nil ? try items(expected) : [self]
    }

    func strings(_ expected: String) throws(EngineError) -> [String] {
        var result: [String] = []
        for item in try itemsOrOne(expected) { result.append(try item.string(expected)) }
        return result
    }

    func entries(_ expected: String) throws(EngineError) -> [(key: YAMLNode, value: YAMLNode)] {
        guard let mapping = node.mapping else { throw unexpected(expected) }
        return mapping.map { (key: child($0.key), value: child($0.value)) }
    }

    /// A decimal number or a fraction such as `4/15`.
    func number(_ expected: String = "a number or a fraction") throws(EngineError) -> Double {
        guard let text, let number = Decimal53.parse(text) else { throw unexpected(expected) }
        return number
    }

    func bool(_ expected: String = "true or false") throws(EngineError) -> Bool {
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default: throw unexpected(expected)
        }
    }

    private static func translated(_ error: any Error, file: String) -> EngineError {
        func at(_ mark: Mark) -> Location { Location(file: file, line: mark.line, column: mark.column) }
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            return syntax(problem, at(mark))
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            return .duplicate(keys.map { "\($0)" }.sorted().joined(separator: ", "), what: "key", at: at(context.mark))
        case YamlError.reader(let problem, _, _, _):
            return .syntax(found: problem, expected: "UTF-8 text", at: Location(file: file, line: 1))
        default:
            return .syntax(found: "\(error)", expected: "valid YAML", at: Location(file: file, line: 1))
        }
    }

    /// The parser's own words, which mostly say what it did not find.
    private static func syntax(_ problem: String, _ place: Location) -> EngineError {
        for beginning in ["did not find expected ", "could not find expected "] where problem.hasPrefix(beginning) {
            return .syntax(
                found: "something else", expected: String(problem.dropFirst(beginning.count)), at: place)
        }
        return .syntax(found: "YAML that cannot be read (\(problem))", expected: "valid YAML", at: place)
    }
}

/// The numbers of model files: decimals and fractions.
enum Decimal53 {
    /// The nearest double to a decimal such as `0.25`, `1e-3`, or to a fraction of two decimals such as `4/15`.
    static func parse(_ text: some StringProtocol) -> Double? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0.filter { $0 != " " }) }
        guard let first = parts.first, let numerator = decimal(first) else { return nil }
        guard parts.count > 1 else { return numerator }
        guard parts.count == 2, let denominator = decimal(parts[1]), denominator != 0 else { return nil }
        return numerator / denominator
    }

    private static func decimal(_ text: String) -> Double? {
        guard text.contains(where: \.isNumber), text.allSatisfy({ "0123456789.eE+-".contains($0) }) else { return nil }
        return Double(text.hasPrefix("+") ? String(text.dropFirst()) : text)
    }
}

/// The mapping of one thing in a model file: its keys are taken one by one, and what is left over is unknown.
struct YAMLFields {
    let node: YAMLNode
    let what: String
    private var values: [String: YAMLNode] = [:]
    private var unused: [(name: String, key: YAMLNode)] = []
    private var asked: [String] = []

    init(_ node: YAMLNode, what: String) throws(EngineError) {
        self.node = node
        self.what = what
        for (key, value) in try node.entries("a mapping that describes \(what)") {
            let name = try key.string("a key")
            guard values[name] == nil else { throw .duplicate(name, what: "key", at: key.location) }
            values[name] = value
            unused.append((name, key))
        }
    }

    mutating func take(_ key: String) -> YAMLNode? {
        asked.append(key)
        unused.removeAll { $0.name == key }
        return values[key]
    }

    mutating func need(_ key: String) throws(EngineError) -> YAMLNode {
        guard let node = take(key) else { throw .missingKey(key, in: what, at: node.location) }
        return node
    }

    /// Complains about a key that nobody took.
    func finish() throws(EngineError) {
        guard let (name, key) = unused.first else { return }
        throw .unknownKey(name, in: what, near: NearMiss.candidates(for: name, among: asked), at: key.location)
    }
}
