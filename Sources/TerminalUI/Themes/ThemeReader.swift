import Yams

/// Reads theme files, see ``Theme/parse(_:file:)``.
struct ThemeReader {
    let file: String

    func theme(from text: String, find: (String) throws(ThemeError) -> Theme) throws(ThemeError) -> Theme {
        let entries = try mapping(try root(of: text), expected: "a mapping of roles to colours")
        var name = file
        var summary = ""
        var looks: [Role: Look] = [:]
        var base: Theme?
        for (key, node) in entries {
            switch key.text {
            case "name": name = try string(node, expected: "the theme's name")
            case "summary": summary = try string(node, expected: "a line of text")
            case "extends": base = try extended(node, find: find)
            default:
                guard let role = Role(rawValue: key.text) else {
                    throw .unknownKey(key.text, near: Self.near(key.text), at: key.place)
                }
                looks[role] = try look(node)
            }
        }
        var theme = Theme(name: name, summary: summary, looks: looks)
        for role in Role.allCases where looks[role] == nil {
            if let inherited = base?[role] { theme[role] = inherited }
        }
        return theme
    }

    private func extended(
        _ node: Node, find: (String) throws(ThemeError) -> Theme
    ) throws(ThemeError) -> Theme {
        let name = try string(node, expected: "the name of a theme")
        do {
            return try find(name)
        } catch ThemeError.unknownTheme(_, let near) {
            throw .syntax(
                found: "“\(name)”", expected: "a built-in theme (\(near.joined(separator: ", ")))", at: place(node))
        }
    }

    private func look(_ node: Node) throws(ThemeError) -> Look {
        // A single colour is that of the letters.
        if node.scalar != nil { return Look(foreground: try color(node)) }
        var look = Look()
        for (key, value) in try mapping(node, expected: "a colour or a mapping of fg, bg and attributes") {
            switch key.text {
            case "fg": look.foreground = try color(value)
            case "bg": look.background = try color(value)
            case "attributes": look.attributes = try attributes(value)
            default: throw .unknownKey(key.text, near: ["fg", "bg", "attributes"], at: key.place)
            }
        }
        return look
    }

    private func color(_ node: Node) throws(ThemeError) -> Color {
        let text = try string(node, expected: "a colour")
        guard let color = Color(text) else { throw .color(text, at: place(node)) }
        return color
    }

    private func attributes(_ node: Node) throws(ThemeError) -> Attributes {
        var result: Attributes = []
        let nodes = node.sequence.map(Array.init) ?? [node]
        for node in nodes {
            let text = try string(node, expected: "a list of attributes")
            guard let named = Attributes.named.first(where: { $0.name == text }) else {
                let names = Attributes.named.map(\.name).joined(separator: ", ")
                throw .syntax(found: "“\(text)”", expected: "one of \(names)", at: place(node))
            }
            result.formUnion(named.attribute)
        }
        return result
    }

    private static func near(_ key: String) -> [String] {
        NearestNames.candidates(for: key, among: Role.allCases.map(\.rawValue) + ["name", "summary", "extends"])
    }
}

extension ThemeReader {
    private typealias Entry = (key: (text: String, place: ThemeError.Place), value: Node)

    private func root(of text: String) throws(ThemeError) -> Node {
        do {
            if let node = try compose(yaml: text) { return node }
        } catch {
            throw translated(error, in: text)
        }
        throw .syntax(
            found: "an empty file", expected: "a mapping of roles to colours",
            at: ThemeError.Place(file: file, line: 1, column: 1))
    }

    private func mapping(_ node: Node, expected: String) throws(ThemeError) -> [Entry] {
        guard let mapping = node.mapping else {
            throw .syntax(found: Self.description(node), expected: expected, at: place(node))
        }
        var seen: Set<String> = []
        var entries: [Entry] = []
        for (key, value) in mapping {
            let text = try string(key, expected: "a key")
            guard seen.insert(text).inserted else { throw .duplicate(text, at: place(key)) }
            entries.append(((text, place(key)), value))
        }
        return entries
    }

    private func string(_ node: Node, expected: String) throws(ThemeError) -> String {
        guard let scalar = node.scalar else {
            throw .syntax(found: Self.description(node), expected: expected, at: place(node))
        }
        return scalar.string
    }

    private func place(_ node: Node) -> ThemeError.Place {
        ThemeError.Place(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private static func description(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): "“\(scalar.string)”"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .alias: "an alias"
        }
    }

    private func translated(_ error: any Error, in text: String) -> ThemeError {
        func at(_ mark: Mark) -> ThemeError.Place {
            ThemeError.Place(file: file, line: mark.line, column: mark.column)
        }
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            return .syntax(found: problem, expected: "YAML", at: at(mark))
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            let key = keys.sorted().first ?? ""
            return .duplicate(key, at: secondPlace(of: key, in: text) ?? at(context.mark))
        default:
            let place = ThemeError.Place(file: file, line: 1, column: 1)
            return .syntax(found: "text that is not UTF-8", expected: "YAML", at: place)
        }
    }

    /// Where a key stands for the second time; the parser only tells where its mapping begins.
    private func secondPlace(of key: String, in text: String) -> ThemeError.Place? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.indices.filter { lines[$0].hasPrefix(key + ":") }
        return found.count > 1 ? ThemeError.Place(file: file, line: found[1] + 1, column: 1) : nil
    }
}
