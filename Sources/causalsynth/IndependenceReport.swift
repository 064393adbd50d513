import CausalEngine
import Foundation

/// The answers of `citest`, to be written as an object or as text.
struct IndependenceReport {
    let table: DataTable
    let test: IndependenceTest
    let alpha: Double
    let samples: Int
    let queries: [IndependenceQuery]
    let results: [IndependenceResult]

    /// The object of the contract.
    var json: JSONValue {
        let items = zip(queries, results).map { query, result -> JSONValue in
            [
                "x": .string(name(query.x)), "y": .string(name(query.y)),
                "given": .array(query.given.map { .string(name($0)) }),
                "statistic": result.statistic.map { .number($0) } ?? .null,
                "dof": result.degreesOfFreedom.map { .integer($0) } ?? .null,
                "p": result.p.map { .number($0) } ?? .null,
                "outcome": .string(result.outcome(alpha: alpha).rawValue),
            ]
        }
        return [
            "test": .string(test.rawValue), "alpha": .number(alpha), "rows": .integer(table.rowCount),
            "results": .array(items),
        ]
    }

    private func name(_ column: Int) -> String { table.columns[column].name }
}

// MARK: Text

extension IndependenceReport {
    /// The answers as a person reads them: a table, and what it means.
    var text: String {
        ([heading, ""] + rows + [""] + meaning).joined(separator: "\n") + "\n"
    }

    private var heading: String {
        let kind =
            switch test {
            case .g2: "G², degrees of freedom per stratum"
            case .x2: "X², degrees of freedom per stratum"
            case .g2Naive: "G², the textbook's degrees of freedom"
            case .x2Naive: "X², the textbook's degrees of freedom"
            case .fisherZ: "Fisher's z of the partial correlation"
            case .permutation: "G² against \(samples) shuffles within strata, mid-p"
            case .mixed: "symmetric likelihood ratio for states and numbers"
            }
        return "\(table.rowCount) rows. Test: \(kind)."
    }

    private var rows: [String] {
        let header = ["x", "y", "given", "statistic", "dof", "p", "outcome"]
        let cells = zip(queries, results).map { query, result in
            [
                name(query.x), name(query.y), query.given.isEmpty ? "–" : query.given.map(name).joined(separator: ", "),
                result.statistic.map(Self.short) ?? "–", result.degreesOfFreedom.map(String.init) ?? "–",
                result.p.map { $0 == 0 ? "<5e-324" : Self.short($0) } ?? "–", result.outcome(alpha: alpha).rawValue,
            ]
        }
        let lines = [header] + cells
        let widths = header.indices.map { column in lines.map { AnswerLayout.width(of: $0[column]) }.max() ?? 0 }
        return lines.map { line in
            let padded = line.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - AnswerLayout.width(of: cell))
                return (3...5).contains(column) ? space + cell : cell + space
            }
            return padded.joined(separator: "  ").replacing(#/ +$/#, with: "")
        }
    }

    private var meaning: [String] {
        let outcomes = results.map { $0.outcome(alpha: alpha) }
        if let only = outcomes.first, outcomes.count == 1, let query = queries.first { return [sentence(only, query)] }
        func count(_ outcome: IndependenceResult.Outcome) -> Int { outcomes.count { $0 == outcome } }
        var lines = [
            "Of \(outcomes.count) tests at α = \(level), \(count(.dependent)) found evidence against independence, "
                + "\(count(.independent)) found none\(undecided(count(.undecidable)))."
        ]
        if count(.dependent) > 0 {
            let expected = Self.short(alpha * Double(outcomes.count - count(.undecidable)))
            lines.append("Were all independent, about \(expected) would look dependent by chance.")
        }
        return lines
    }

    private func undecided(_ count: Int) -> String {
        count == 0 ? "" : ", \(count) could not tell, since nothing varies where it could show"
    }

    private func sentence(_ outcome: IndependenceResult.Outcome, _ query: IndependenceQuery) -> String {
        let given = query.given.isEmpty ? "" : " given \(query.given.map(name).joined(separator: ", "))"
        let pair = "\(name(query.x)) and \(name(query.y))\(given)"
        return switch outcome {
        case .dependent: "Evidence against the independence of \(pair) at α = \(level)."
        case .independent:
            "No evidence against the independence of \(pair) at α = \(level); that says little where "
                + "rows are few."
        case .undecidable:
            "The data cannot tell whether \(pair) are independent: nothing varies where it could show, or too few rows are "
                + "left."
        }
    }

    private var level: String { Self.short(alpha) }

    private static func short(_ number: Double) -> String { String(format: "%.4g", number) }
}
