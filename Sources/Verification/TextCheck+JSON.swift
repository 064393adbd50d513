import CausalEngine

extension Mention {
    /// The mention as data files hold it, with the state that it means where it was read for a network.
    public func json(in scm: SCM?) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("concept", .string(concept)), ("span", .array([.integer(span.lowerBound), .integer(span.upperBound)])),
            ("assertion", .string(assertion.rawValue)), ("temporality", .string(temporality.rawValue)),
            ("experiencer", .string(experiencer.rawValue)), ("cue", JSONValue(cue)), ("rule", .string(rule)),
        ]
        if let scm, let index = variable {
            members.append(("variable", .string(scm.variables[index].name)))
            members.append(("value", JSONValue(value, of: scm.variables[index])))
        }
        return .object(members)
    }
}

extension Reading {
    /// What the text says of every variable, by name and in the model's order.
    public func json(in scm: SCM) -> JSONValue {
        .object(
            zip(scm.variables, variables).map { variable, reading in
                (
                    variable.name,
                    [
                        "value": JSONValue(reading.value, of: variable), "status": .string(reading.status.rawValue),
                        "spans": JSONValue(spans: reading.spans),
                    ]
                )
            })
    }
}

extension Verdict {
    /// The verdict as data files hold it.
    public func json(in scm: SCM) -> JSONValue {
        let variable = scm.variables[self.variable]
        return [
            "verdict": .string(kind.rawValue), "expected": JSONValue(expected, of: variable),
            "found": JSONValue(found, of: variable), "spans": JSONValue(spans: spans), "cue": JSONValue(cue),
            "rule": JSONValue(rule),
        ]
    }
}

extension Verdicts {
    /// The verdicts by the variables' names, in the model's order.
    public func json(in scm: SCM) -> JSONValue {
        .object(all.map { (scm.variables[$0.variable].name, $0.json(in: scm)) })
    }

    /// The names of the latent variables that the text gives away.
    public func leaked(in scm: SCM) -> [String] {
        all.filter { $0.kind == .leaked }.map { scm.variables[$0.variable].name }
    }
}
