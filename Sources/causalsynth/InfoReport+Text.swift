import CausalEngine
import TerminalUI

extension InfoReport {
    /// The report as a person reads it.
    var text: String {
        var lines = [heading]
        if let source = source.network?.source { lines.append("From \(source).") }
        lines += ["", summary]
        lines += size
        lines += [""] + table
        lines += ["", warnings.isEmpty ? "Nothing looks odd." : "Worth a look:"]
        lines += warnings.map { "  \($0.text)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        source.network?.title.map { "\(source.name): \($0)" }
            ?? (source.network == nil ? "\(source.name): a graph without parameters" : source.name)
    }

    private var summary: String {
        var parts = ["\(count(graph.count, "variable"))", "\(count(graph.directedEdges.count, "edge"))"]
        let bidirected = graph.bidirectedEdges.count
        if bidirected > 0 { parts.append(count(bidirected, "bidirected edge")) }
        let latent = graph.nodes(.latent).count
        if latent > 0 { parts.append("\(latent) latent") }
        if let parameters { parts.append(count(parameters, "free parameter")) }
        return parts.joined(separator: ", ") + "."
    }

    private var size: [String] {
        var lines: [String] = []
        if let stateSpace {
            let whole = source.network?.variables.contains(where: \.isContinuous) == true
            lines.append("\(stateSpace) configurations of \(whole ? "the variables with states" : "all variables").")
        }
        var tree = "Treewidth found: \(self.tree.treewidth)"
        if let entries = self.tree.entries, let largest = self.tree.largest {
            tree +=
                "; the junction tree in use has \(count(self.tree.cliques, "clique")), the largest of \(largest) entries"
            tree += ", \(Self.rounded(entries)) in all."
        } else {
            tree += "."
        }
        return lines + [tree]
    }

    private static func rounded(_ entries: Double) -> String {
        guard entries >= 1e6 else { return Quantity(decimals: 0).text(of: entries) }
        return StateSpaceSize(cardinalities: [Int(clamping: Int64(min(entries, 9e18)))]).description
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    // MARK: Variables

    private var table: [String] {
        let rows = [["variable", "values", "parents", "mechanism"]] + graph.nodes.indices.map(row)
        let widths = (0..<4).map { column in
            min(Self.widest[column], rows.map { AnswerLayout.width(of: $0[column]) }.max() ?? 0)
        }
        return rows.map { row in
            let cells = zip(row, widths).map { GlyphSet.unicode.padded($0, to: $1) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The most columns of each cell.
    private static let widest = [28, 40, 40, 40]

    private func row(_ node: Int) -> [String] {
        let parents = graph.directed.parents[node].map(graph.name(of:)).joined(separator: ", ")
        var notes = roles(node).map(\.rawValue)
        var values = ""
        if let network = source.network {
            let variable = network.variables[node]
            values = variable.quantity.map(Self.text) ?? variable.states.joined(separator: ", ")
            let parameters = network.scm.freeParameters(of: node)
            notes.insert("\(network.scm.mechanisms[node].kind), \(count(parameters, "parameter"))", at: 0)
        }
        return [graph.name(of: node), values, parents, notes.joined(separator: ", ")]
    }

    private static func text(_ quantity: Quantity) -> String {
        let range = quantity.range.map { " in [\(number($0.lowerBound)), \(number($0.upperBound))]" } ?? ""
        return "number\(range)" + (quantity.unit.map { " \($0)" } ?? "")
    }

    private static func number(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
    }
}
