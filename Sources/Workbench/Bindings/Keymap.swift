import TerminalUI

/// The keys that hold in a session: the table of bindings, with the keys that the user has put actions on.
public struct Keymap: Sendable {
    /// Every binding with the keys that it has here, in the order of ``BindingTable``.
    public internal(set) var bindings: [Binding]

    /// The keys as they are without any file.
    public static let standard = Keymap(bindings: BindingTable.all)

    /// The names of the actions that are on other keys somewhere than without any file, in the order of the table.
    public var moved: [String] {
        var seen: Set<String> = []
        return zip(bindings, BindingTable.all).filter { $0.keys != $1.keys }.map { $0.0.action.keymapName }
            .filter { seen.insert($0).inserted }
    }

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
    public func binding(for key: Key, in model: Model) -> Binding? {
        for context in Self.contexts(of: model) {
            if let found = bindings.first(where: { $0.context == context && $0.keys.contains(key) }) { return found }
        }
        return nil
    }

    /// The bindings that hold in a model, the nearest context first; those hidden by a nearer one, and those without a
    /// key, are left out.
    public func bindings(in model: Model) -> [Binding] {
        var taken: Set<Key> = []
        var found: [Binding] = []
        for context in Self.contexts(of: model) {
            for binding in bindings where binding.context == context {
                guard !taken.isSuperset(of: binding.keys) else { continue }
                taken.formUnion(binding.keys)
                found.append(binding)
            }
        }
        return found
    }

    /// The first key of an action in a context; `nil` when it has none there.
    func key(of action: Action, in context: Context) -> Key? {
        bindings.first { $0.context == context && $0.action == action }?.keys.first
    }
}

extension Keymap: Equatable {
    /// Whether two maps put the same actions on the same keys.
    public static func == (a: Keymap, b: Keymap) -> Bool { a.bindings.map(\.keys) == b.bindings.map(\.keys) }
}

extension Model {
    /// The key that does something, as the words on the screen name it: the one that holds where the keyboard is, else
    /// that of another place; the command's name for the palette where it has no key.
    func key(_ action: Action) -> String {
        let keymap = settings.keymap
        let own = Keymap.contexts(of: self).lazy.compactMap { keymap.key(of: action, in: $0) }.first
        if let key = own ?? keymap.bindings.first(where: { $0.action == action && !$0.keys.isEmpty })?.keys.first {
            return key.name
        }
        return ":\(action.keymapName)"
    }

    /// A title that begins with the key by which it is reached from the panes, where there is one.
    func titled(_ action: Action, _ title: String) -> String {
        guard let key = settings.keymap.key(of: action, in: .panes) else { return title }
        return "\(key.name) \(title)"
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
