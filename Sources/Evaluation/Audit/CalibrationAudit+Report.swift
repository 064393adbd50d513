import CausalEngine
import Foundation

extension CalibrationAudit {
    /// A sentence for each table, for cards and summaries.
    var sentences: [String] {
        tables.map { table in
            "independence tests on \(table.name) (n \(table.rows)): \(table.g2.successes) of \(table.g2.trials) separated "
                + "triples rejected at .05 by G², "
                + String(
                    format: "%.4f; %d replicate tables from the model reject %.4f to %.4f", table.g2.rate ?? 0,
                    table.replicates.count, table.replicates.interval.lowerBound, table.replicates.interval.upperBound)
                + "; \(table.undecidable) undecidable"
        }
    }

    /// The audit as written in reports.
    func json(_ variables: [Variable]) -> JSONValue {
        [
            "alpha": .number(Self.alpha), "separatedTriples": .integer(separated), "complete": .bool(isComplete),
            "connectedTriples": .integer(connected), "continuousVariablesLeftOut": .integer(continuous),
            "tables": .object(tables.map { ($0.name, json($0, variables)) }),
        ]
    }

    private func json(_ table: Table, _ variables: [Variable]) -> JSONValue {
        [
            "n": .integer(table.rows), "g2": table.g2.countedJSON, "x2": table.x2.countedJSON,
            "undecidable": .integer(table.undecidable), "ks": .number(table.ks),
            "power": table.power.countedJSON, "expectedPower": JSONValue(table.expectedPower),
            "replicates": [
                "count": .integer(table.replicates.count), "mean": .number(table.replicates.mean),
                "g2": table.replicates.interval.json, "x2": table.replicates.intervalX2.json,
                "ks95": .number(table.replicates.ks95), "interval": "middle 95 % of replicates",
            ],
            "rejections": .array(
                table.rejections.prefix(50).map { item in
                    [
                        "x": .string(variables[item.query.x].name), "y": .string(variables[item.query.y].name),
                        "given": .array(item.query.given.map { .string(variables[$0].name) }), "p": .number(item.p),
                        "information": .number(item.effect),
                    ]
                }),
        ]
    }
}
