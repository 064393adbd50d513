import CausalEngine
import TerminalUI

/// Paths and their reasons in words.
struct PathWords {
    let subject: Subject
    let question: PathQuestion
    /// The graph in which the paths run.
    private let graph: DirectedGraph

    init(_ answer: PathAnswer, _ subject: Subject) {
        self.subject = subject
        question = answer.question
        graph = subject.graph.removingEdges(into: answer.interventions.keys.sorted())
    }

    /// The nodes with arrows between them: `asia → tub → either ← lung`.
    func text(of path: CausalPath, _ glyphs: GlyphSet) -> String {
        var text = name(path.nodes.first ?? 0)
        for (step, node) in zip(path.steps, path.nodes.dropFirst()) {
            let arrow: String
            switch step {
            case .forward: arrow = glyphs.isASCII ? "->" : "→"
            case .backward: arrow = glyphs.isASCII ? "<-" : "←"
            case .bidirected: arrow = glyphs.isASCII ? "<->" : "↔"
            }
            text += " \(arrow) \(name(node))"
        }
        return text
    }

    /// Why a path is open, or by whom it is blocked.
    func reason(for path: CausalPath) -> String {
        guard path.isOpen else { return path.blockers.map(reason).joined(separator: "; ") }
        guard !path.openColliders.isEmpty else {
            let isCausal = !path.steps.contains { $0 != .forward } || !path.steps.contains { $0 != .backward }
            return isCausal
                ? "open: cause to effect all the way" : "open: no collider on it, and nothing on it is given"
        }
        return path.openColliders.map { collider in
            "opened at \(name(collider)): its causes meet there, and \(opener(of: collider)) given"
        }.joined(separator: "; ")
    }

    private func reason(_ blocker: CausalPath.Blocker) -> String {
        let place = "blocked at \(name(blocker.node))"
        guard blocker.isClosedCollider else { return "\(place): it is given" }
        return "\(place): two arrows meet there (a collider), and neither it nor an effect of it is given"
    }

    private func opener(of collider: Int) -> String {
        if question.given.contains(collider) { return "it is" }
        let given = graph.descendants(of: collider).filter { question.given.contains($0) }.map(name)
        return "its effect \(given.joined(separator: ", ")) is"
    }

    private func name(_ node: Int) -> String { subject.nodes[node].name }
}
