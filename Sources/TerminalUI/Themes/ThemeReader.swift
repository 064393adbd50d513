/// Reads theme files, see ``Theme/parse(_:file:)``.
struct ThemeReader {
    let file: String

    func theme(from text: String, find: (String) throws(SettingsError) -> Theme) throws(SettingsError) -> Theme {
        let expected = "a mapping of roles to colours"
        guard let root = try SettingsNode.parse(text, file: file) else {
            let place = SettingsError.Place(file: file, line: 1, column: 1)
            throw .syntax(found: "an empty file", expected: expected, at: place)
        }
        var name = file
        var summary = ""
        var looks: [Role: Look] = [:]
        var base: Theme?
        for entry in try root.entries(expected: expected) {
            let node = entry.value
            switch entry.name {
            case "name": name = try node.text(expected: "the theme's name")
            case "summary": summary = try node.text(expected: "a line of text")
            case "extends": base = try extended(node, find: find)
            default:
                guard let role = Role(rawValue: entry.name) else {
                    let names = Role.allCases.map(\.rawValue) + ["name", "summary", "extends"]
                    throw .unknownKey(entry.name, among: names, at: entry.place)
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
        _ node: SettingsNode, find: (String) throws(SettingsError) -> Theme
    ) throws(SettingsError) -> Theme {
        let name = try node.text(expected: "the name of a theme")
        do {
            return try find(name)
        } catch SettingsError.unknownTheme(_, let near) {
            throw .syntax(
                found: "“\(name)”", expected: "a built-in theme (\(near.joined(separator: ", ")))", at: node.place)
        }
    }

    private func look(_ node: SettingsNode) throws(SettingsError) -> Look {
        // A single colour is that of the letters.
        if node.isText { return Look(foreground: try color(node)) }
        var look = Look()
        for entry in try node.entries(expected: "a colour or a mapping of fg, bg and attributes") {
            switch entry.name {
            case "fg": look.foreground = try color(entry.value)
            case "bg": look.background = try color(entry.value)
            case "attributes": look.attributes = try attributes(entry.value)
            default: throw .unknownKey(entry.name, near: ["fg", "bg", "attributes"], at: entry.place)
            }
        }
        return look
    }

    private func color(_ node: SettingsNode) throws(SettingsError) -> Color {
        let text = try node.text(expected: "a colour")
        guard let color = Color(text) else { throw .color(text, at: node.place) }
        return color
    }

    private func attributes(_ node: SettingsNode) throws(SettingsError) -> Attributes {
        var result: Attributes = []
        for node in node.items {
            let text = try node.text(expected: "a list of attributes")
            guard let named = Attributes.named.first(where: { $0.name == text }) else {
                let names = Attributes.named.map(\.name).joined(separator: ", ")
                throw .syntax(found: "“\(text)”", expected: "one of \(names)", at: node.place)
            }
            result.formUnion(named.attribute)
        }
        return result
    }
}
