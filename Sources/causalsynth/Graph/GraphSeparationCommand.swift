import ArgumentParser
import CausalEngine

struct GraphSeparationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dsep", abstract: "Whether two sets of variables are d-separated by a third, and why.",
        discussion: """
            Every path between them is listed, the shortest first, with the variables that block it: one that is given and no \
            collider, or a collider (→ v ←) that is neither given nor has a descendant that is. With more paths than are listed an \
            open one is among them whenever there is one.
            """)

    @OptionGroup var graph: GraphOptions

    @Argument(help: ArgumentHelp("A variable, or several with commas between.", valueName: "x"))
    var x: String

    @Argument(help: ArgumentHelp("A variable, or several with commas between.", valueName: "y"))
    var y: String

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A variable that is given, or several with commas. May be repeated.", valueName: "z"))
    var given: [String] = []

    @Option(help: "The most paths to list; 20 without it, and 1000 with --json.")
    var limit: Int?

    @OptionGroup var answer: GraphAnswerOptions

    func validate() throws {
        guard limit ?? 1 > 0 else { throw ValidationError("--limit takes a whole number above 0.") }
    }

    func run() throws {
        let graph = try graph.load().graph
        let x = try graph.nodes(named: [self.x])
        let y = try graph.nodes(named: [self.y])
        let z = try graph.nodes(named: given)
        try graph.requireDisjoint([("part of X", x), ("part of Y", y), ("given", z)])
        let paths = graph.paths(from: x, to: y, given: z, limit: limit ?? (answer.json ? 1000 : 20))
        let report = SeparationReport(graph: graph, x: x, y: y, z: z, paths: paths)
        try answer.write(report.json, report.text)
    }
}

/// The answer of `graph dsep`.
struct SeparationReport {
    let graph: CausalGraph
    let x: [Int]
    let y: [Int]
    let z: [Int]
    let paths: PathList

    var json: JSONValue {
        [
            "separated": .bool(paths.isSeparated),
            "paths": .array(
                paths.paths.map { path in
                    [
                        "nodes": graph.json(path.nodes), "open": .bool(path.isOpen),
                        "blockedBy": graph.json(path.blockers.map(\.node)), "drawn": .string(drawing(of: path)),
                    ]
                }),
            "pathsComplete": .bool(paths.isComplete),
        ]
    }

    var text: String {
        var lines = [verdict]
        if paths.paths.isEmpty { lines.append("No path joins them.") }
        for (title, isOpen) in [("Open", true), ("Blocked", false)] {
            let some = paths.paths.filter { $0.isOpen == isOpen }
            guard !some.isEmpty else { continue }
            lines += ["", "\(title) (\(Listing.count(some.count, "path", "paths")))"]
            for path in some { lines += ["  " + drawing(of: path)] + reasons(of: path).map { "      " + $0 } }
        }
        if !paths.isComplete { lines += ["", "There may be more paths; --limit lists more of them."] }
        return lines.joined(separator: "\n") + "\n"
    }

    private var verdict: String {
        let condition = z.isEmpty ? "given nothing" : "given \(graph.list(z))"
        return paths.isSeparated
            ? "\(graph.list(x)) and \(graph.list(y)) are d-separated \(condition): every path is blocked, so they are independent."
            : "\(graph.list(x)) and \(graph.list(y)) are not d-separated \(condition): a path is open, so they may be dependent."
    }

    private func drawing(of path: CausalPath) -> String {
        var text = path.nodes.first.map(graph.name) ?? ""
        for (step, node) in zip(path.steps, path.nodes.dropFirst()) {
            let arrow =
                switch step {
                case .forward: "→"
                case .backward: "←"
                case .bidirected: "↔"
                }
            text += " \(arrow) \(graph.name(of: node))"
        }
        return text
    }

    private func reasons(of path: CausalPath) -> [String] {
        guard path.isOpen else {
            return path.blockers.map { blocker in
                let name = graph.name(of: blocker.node)
                return blocker.isClosedCollider
                    ? "blocked by \(name): a collider that is not given, nor any descendant of it"
                    : "blocked by \(name): given, and not a collider"
            }
        }
        return path.openColliders.map { node in
            let name = graph.name(of: node)
            if z.contains(node) { return "open at \(name): a collider that is given" }
            let descendants = Set(graph.directed.descendants(of: node))
            let names = graph.list(z.filter(descendants.contains))
            return "open at \(name): a collider with a descendant that is given (\(names))"
        }
    }
}
