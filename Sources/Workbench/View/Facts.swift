import TerminalUI

/// The facts that are on every screen: network, do(), seed, writer, iteration and how many skeletons are realized.
struct Facts {
    private struct Fact {
        var long: String
        var short: String
        var role = Role.statusBar
    }

    private let facts: [Fact]

    init(_ model: Model) {
        let subject = model.subject
        let document = model.document
        let tally = document.tally
        let count = document.table?.count ?? 0
        let interventions = document.world.text(in: subject)
        let number = document.world.interventions.count
        let shown = model.shownWriting?.attempt ?? model.shownAttempt
        let iteration = shown.map(String.init) ?? "–"
        facts = [
            Fact(
                long: "\(subject.name) · \(subject.nodes.count) nodes \(subject.edgeCount) edges",
                short: "\(subject.name) \(subject.nodes.count)n \(subject.edgeCount)e", role: .title),
            Fact(
                long: interventions.isEmpty ? "no do()" : "do(\(interventions))",
                short: interventions.isEmpty ? "do –" : number == 1 ? "do \(interventions)" : "do \(number)",
                role: interventions.isEmpty ? .statusBar : .intervened),
            Fact(long: "seed \(document.world.seed)", short: "seed \(document.world.seed)"),
            Fact(long: "\(model.settings.realizer) writer", short: model.settings.realizer, role: .warning),
            Fact(
                long: "#\(document.row) iteration \(iteration) of \(model.settings.maxIterations)",
                short: "#\(document.row) it \(iteration)/\(model.settings.maxIterations)"),
            Fact(
                long: "realized \(tally.realized)/\(tally.finished) of \(count)\(model.isRunning ? " running" : "")",
                short: "\(tally.realized)/\(tally.finished) of \(count)", role: .accent),
        ]
    }

    /// All facts in one line of at most `width` columns: spelled out where there is room, the last ones first.
    func pieces(width: Int, glyphs: GlyphSet) -> [(text: String, style: Style)] {
        let separator = " \(glyphs.separator) "
        var isLong = [Bool](repeating: false, count: facts.count)
        func length() -> Int {
            zip(facts, isLong).reduce(2) { $0 + glyphs.width(of: $1.1 ? $1.0.long : $1.0.short) } + 3 * (facts.count - 1)
        }
        for index in facts.indices.reversed() {
            isLong[index] = true
            if length() > width { isLong[index] = false }
        }
        var pieces: [(text: String, style: Style)] = [(" ", Style(.statusBar))]
        for (index, fact) in facts.enumerated() {
            if index > 0 { pieces.append((length() > width ? " " : separator, Style(.border, on: .statusBar))) }
            pieces.append((isLong[index] ? fact.long : fact.short, Style(fact.role, on: .statusBar)))
        }
        return pieces
    }
}
