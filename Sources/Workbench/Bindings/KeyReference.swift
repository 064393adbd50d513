import TerminalUI

/// The keys as help shows them and documentation prints them, from the table of bindings.
public enum KeyReference {
    /// One line of the help.
    public enum Line: Sendable, Equatable {
        /// The title of a group of bindings.
        case heading(String)
        /// Keys and what they do.
        case entry(keys: String, title: String)
        /// Nothing.
        case blank
    }

    /// The help: one part for each context, in each the bindings by group.
    public static func lines() -> [Line] {
        var lines: [Line] = []
        for context in [Context.panes] + Context.allCases.filter({ $0 != .panes }) {
            let bindings = BindingTable.all.filter { $0.context == context }
            guard !bindings.isEmpty else { continue }
            for group in Group.allCases {
                let members = bindings.filter { $0.group == group }
                guard !members.isEmpty, context == .panes || group == bindings.first?.group else { continue }
                if !lines.isEmpty { lines.append(.blank) }
                lines.append(.heading(context == .panes ? group.rawValue : context.title))
                let shown = context == .panes ? members : bindings
                lines += shown.map { .entry(keys: keys(of: $0), title: $0.title) }
            }
        }
        return lines
    }

    /// The same as a Markdown table for the documentation.
    public static func markdown() -> String {
        lines().map { line in
            switch line {
            case .heading(let title): "### \(title)\n\n| key | does |\n| --- | --- |"
            case .entry(let keys, let title): "| `\(keys)` | \(title) |"
            case .blank: ""
            }
        }.joined(separator: "\n") + "\n"
    }

    static func keys(of binding: Binding) -> String {
        binding.keys.map(\.name).joined(separator: " ")
    }
}
