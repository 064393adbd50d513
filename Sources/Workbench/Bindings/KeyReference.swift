import TerminalUI

/// The keys as help shows them and documentation prints them, from the table of bindings.
public enum KeyReference {
    /// One line of the help.
    public enum Line: Sendable, Equatable {
        /// The title of a group of bindings.
        case heading(String)
        /// Keys, what they do, and the name of that in key maps.
        case entry(keys: String, title: String, name: String)
        /// Nothing.
        case blank
    }

    /// The help: one part for each context, in each the bindings by group.
    public static func lines(of keymap: Keymap = .standard) -> [Line] {
        var lines: [Line] = []
        for context in [Context.panes] + Context.allCases.filter({ $0 != .panes }) {
            let bindings = keymap.bindings.filter { binding in
                binding.context == context && (!binding.keys.isEmpty || !isReachable(binding.action, in: keymap))
            }
            guard !bindings.isEmpty else { continue }
            for group in Group.allCases {
                let members = bindings.filter { $0.group == group }
                guard !members.isEmpty, context == .panes || group == bindings.first?.group else { continue }
                if !lines.isEmpty { lines.append(.blank) }
                lines.append(.heading(context == .panes ? group.rawValue : context.title))
                let shown = context == .panes ? members : bindings
                lines += shown.map { .entry(keys: keys(of: $0), title: $0.title, name: $0.action.keymapName) }
            }
        }
        return lines
    }

    /// The same as a Markdown table for the documentation.
    public static func markdown() -> String {
        lines().map { line in
            switch line {
            case .heading(let title): "### \(title)\n\n| key | does | name |\n| --- | --- | --- |"
            case .entry(let keys, let title, let name): "| `\(keys)` | \(title) | `\(name)` |"
            case .blank: ""
            }
        }.joined(separator: "\n") + "\n"
    }

    private static func isReachable(_ action: Action, in keymap: Keymap) -> Bool {
        keymap.bindings.contains { $0.action == action && !$0.keys.isEmpty }
    }

    static func keys(of binding: Binding) -> String {
        binding.keys.isEmpty ? "–" : binding.keys.map(\.name).joined(separator: " ")
    }
}
