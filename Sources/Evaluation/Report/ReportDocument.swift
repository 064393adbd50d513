/// A report as it is read: sections of paragraphs and tables, written as Markdown or as one HTML page.
struct ReportDocument {
    struct Table {
        var header: [String]
        var rows: [[String]]
    }

    struct Section {
        var title: String
        var paragraphs: [String] = []
        var tables: [Table] = []
    }

    var title: String
    var lead: [String]
    var sections: [Section]
}

extension ReportDocument {
    /// The report as Markdown; what Markdown would take for its own signs in cells is escaped.
    var markdown: String {
        var parts = ["# \(Self.escaped(title))"] + lead.map(Self.escaped)
        for section in sections {
            parts.append("## \(Self.escaped(section.title))")
            parts += section.paragraphs.map(Self.escaped)
            parts += section.tables.map(Self.markdown)
        }
        return VisibleText.make(parts.joined(separator: "\n\n") + "\n")
    }

    private static func markdown(_ table: Table) -> String {
        func line(_ cells: [String]) -> String {
            "| " + cells.map { escaped($0).replacing("\n", with: " ") }.joined(separator: " | ") + " |"
        }
        let rule = "| " + table.header.map { _ in "---" }.joined(separator: " | ") + " |"
        return ([line(table.header), rule] + table.rows.map(line)).joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if "\\|`*<>[]#".contains(character) { escaped += "\\" }
            escaped.append(character)
        }
        return escaped
    }
}

extension ReportDocument {
    /// The report as one HTML page that loads nothing from elsewhere.
    var html: String {
        var body = "<h1>\(Self.entities(title))</h1>\n" + lead.map { "<p>\(Self.entities($0))</p>\n" }.joined()
        for section in sections {
            body += "<section>\n<h2>\(Self.entities(section.title))</h2>\n"
            body += section.paragraphs.map { "<p>\(Self.entities($0))</p>\n" }.joined()
            body += section.tables.map(Self.html).joined()
            body += "</section>\n"
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.entities(title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    private static func html(_ table: Table) -> String {
        func row(_ cells: [String], _ tag: String) -> String {
            "<tr>" + cells.map { "<\(tag)>\(entities($0))</\(tag)>" }.joined() + "</tr>\n"
        }
        return "<table>\n<thead>\(row(table.header, "th"))</thead>\n<tbody>\n"
            + table.rows.map { row($0, "td") }.joined() + "</tbody>\n</table>\n"
    }

    private static func entities(_ text: String) -> String {
        var escaped = ""
        for character in VisibleText.make(text) {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
        table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums;font-size:.9em}
        th,td{border-bottom:1px solid #ccc;padding:.25rem .6rem;text-align:left;vertical-align:top}
        @media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}th,td{border-color:#444}}
        """
}
