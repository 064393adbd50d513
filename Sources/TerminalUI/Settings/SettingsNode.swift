import Foundation
import Yams

/// A value in a YAML file that a user writes by hand, with the place where it stands: a text, a list or a mapping.
public struct SettingsNode {
    /// One entry of a mapping.
    public struct Entry {
        /// The key.
        public let name: String
        /// Where the key stands.
        public let place: SettingsError.Place
        /// What is given to it.
        public let value: SettingsNode
    }

    private let node: Node
    private let file: String

    /// The value that a text holds; `nil` when there is nothing in it but comments.
    ///
    /// - Parameter file: The name used in errors.
    /// - Throws: ``SettingsError`` with line and column for what is no YAML.
    public static func parse(_ text: String, file: String) throws(SettingsError) -> SettingsNode? {
        do {
            return try compose(yaml: text).map { SettingsNode(node: $0, file: file) }
        } catch {
            throw translated(error, in: text, file: file)
        }
    }

    /// The value that a file holds; `nil` when there is no such file or nothing in it but comments.
    ///
    /// - Throws: ``SettingsError`` for a file that cannot be read or is no YAML.
    public static func read(_ path: String) throws(SettingsError) -> SettingsNode? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "it is a folder, or not open to you")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw .unreadable(path: path, reason: "it is not UTF-8 text")
        }
        return try parse(text, file: path)
    }

    /// Where the value stands.
    public var place: SettingsError.Place { Self.place(node, file) }

    /// Whether it is a single text.
    public var isText: Bool { node.scalar != nil }

    /// Whether it is a mapping.
    public var isMapping: Bool { node.mapping != nil }

    /// The values of a list; a value that is no list is the only one of its own.
    public var items: [SettingsNode] {
        node.sequence.map { $0.map { SettingsNode(node: $0, file: file) } } ?? [self]
    }

    /// The text that it is.
    ///
    /// - Parameter expected: The words of the error for anything else.
    public func text(expected: String) throws(SettingsError) -> String {
        guard let scalar = node.scalar else { throw .syntax(found: description, expected: expected, at: place) }
        return scalar.string
    }

    /// The entries of the mapping that it is, in the order of the file.
    ///
    /// - Parameter expected: The words of the error for anything else.
    /// - Throws: ``SettingsError`` also for a key that stands twice.
    public func entries(expected: String) throws(SettingsError) -> [Entry] {
        guard let mapping = node.mapping else { throw .syntax(found: description, expected: expected, at: place) }
        var seen: Set<String> = []
        var entries: [Entry] = []
        for (key, value) in mapping {
            let name = try SettingsNode(node: key, file: file).text(expected: "a key")
            let place = Self.place(key, file)
            guard seen.insert(name).inserted else { throw .duplicate(name, at: place) }
            entries.append(Entry(name: name, place: place, value: SettingsNode(node: value, file: file)))
        }
        return entries
    }

    /// The value as errors quote it.
    public var description: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "“\(scalar.string)”"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .alias: "an alias"
        }
    }

    private static func place(_ node: Node, _ file: String) -> SettingsError.Place {
        SettingsError.Place(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private static func translated(_ error: any Error, in text: String, file: String) -> SettingsError {
        func at(_ mark: Mark) -> SettingsError.Place {
            SettingsError.Place(file: file, line: mark.line, column: mark.column)
        }
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            return .syntax(found: problem, expected: "YAML", at: at(mark))
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            let key = keys.sorted().first ?? ""
            return .duplicate(key, at: secondPlace(of: key, in: text, file: file) ?? at(context.mark))
        default:
            let place = SettingsError.Place(file: file, line: 1, column: 1)
            return .syntax(found: "text that is not UTF-8", expected: "YAML", at: place)
        }
    }

    /// Where a key stands for the second time; the parser only tells where its mapping begins.
    private static func secondPlace(of key: String, in text: String, file: String) -> SettingsError.Place? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.indices.filter { lines[$0].hasPrefix(key + ":") }
        return found.count > 1 ? SettingsError.Place(file: file, line: found[1] + 1, column: 1) : nil
    }
}
