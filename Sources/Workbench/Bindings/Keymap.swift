import TerminalUI

/// Which binding a key means in a model.
public enum Keymap {
    /// The contexts in which keys are looked up, the nearest first.
    public static func contexts(of model: Model) -> [Context] {
        switch model.overlay {
        case .menu: [.menu, .everywhere]
        case .prompt: [.prompt, .everywhere]
        case .palette: [.palette, .everywhere]
        case .help: [.help, .everywhere]
        case nil where model.screen == .runs: [.runs, .everywhere]
        case nil where model.screen == .backdoor: [.backdoor, .everywhere]
        case nil where model.screen == .audit: [.audit, .everywhere]
        case nil:
            (model.search == nil ? [] : [.search]) + (model.document.paths == nil ? [] : [.paths])
                + (model.isTwin ? [.twin] : [model.focus.context]) + [.panes, .everywhere]
        }
    }

    /// The binding of a key, by the nearest context that has one.
    ///
    /// - Complexity: O(bindings).
    public static func binding(for key: Key, in model: Model) -> Binding? {
        for context in contexts(of: model) {
            if let found = BindingTable.all.first(where: { $0.context == context && $0.keys.contains(key) }) {
                return found
            }
        }
        return nil
    }

    /// The bindings that hold in a model, the nearest context first; those hidden by a nearer one are left out.
    public static func bindings(in model: Model) -> [Binding] {
        var taken: Set<Key> = []
        var found: [Binding] = []
        for context in contexts(of: model) {
            for binding in BindingTable.all where binding.context == context {
                guard !taken.isSuperset(of: binding.keys) else { continue }
                taken.formUnion(binding.keys)
                found.append(binding)
            }
        }
        return found
    }
}

extension Pane {
    /// The context of the pane's own keys.
    var context: Context {
        switch self {
        case .graph: .graph
        case .table: .table
        case .text: .text
        case .verdicts: .verdicts
        case .run: .run
        }
    }
}
