import CausalEngine

extension BackdoorReport {
    /// The report as one object; what is not defined is null.
    public var json: JSONValue {
        let n = oneShot.meter.realizability.trials
        var members: [(key: String, value: JSONValue)] = [("experiment", "semantic backdoor")] + provenance.members
        members += [
            ("n", .integer(n)),
            ("budget", ["perSkeleton": .integer(attemptBudget), "meaning": .string(Self.budgetMeaning)]),
            (
                "streams",
                [
                    "one-shot": json(oneShot, known?.oneShot), "blind": json(blind, known?.blind),
                    "refined": json(refined, known?.refined),
                ]
            ),
            (
                "equalAttempts",
                ["meaning": .string(Self.rejectionMeaning), "one-shot": json(rejection, known?.oneShot)]
            ),
            ("facts", .object(factMembers)), ("allFacts", facts.all.json),
            ("drafts", ["read": .integer(facts.drafts), "unread": .integer(facts.unread)]),
            ("conditions", conditionsJSON),
            ("skeletonsAgainstModel", ModelDistance.json(drawn, variables: variables)),
            ("closedForm", known?.json ?? .null),
        ]
        return .object(members)
    }

    /// What an equal budget of attempts means for streams that use it differently.
    static let budgetMeaning = """
        Every stream goes over the same skeletons with the same seeds, and all share the first draft of each. Blind retry and \
        refinement may make perSkeleton attempts on each skeleton and stop at the first that agrees; attempts counts those \
        that were made. One-shot rejection by definition makes one attempt on a skeleton, so on the same skeletons it cannot \
        spend the budget; equalAttempts shows what it does with it.
        """

    /// What the long run of rejections is.
    static let rejectionMeaning = """
        One-shot rejection spends an equal number of attempts on further skeletons of the same seed: one draft each, as many as \
        the dearest other stream made. More attempts give more records, never less bias: the law of what is accepted stays \
        proportional to P(v) p(v).
        """

    private func json(_ stream: Stream, _ known: KnownLaw.Stream?) -> JSONValue {
        let (meter, bias) = (stream.meter, stream.bias)
        var members: [(key: String, value: JSONValue)] = [
            ("attempts", .integer(meter.attempts)), ("skeletons", .integer(meter.realizability.trials)),
            ("realized", .integer(meter.realizability.successes)),
            ("realizability", meter.realizability.json),
        ]
        members += (bias.json.members ?? []).filter { $0.key != "effectiveSampleSize" }
        members += [
            ("gap", JSONValue(meter.gap?.difference)), ("gapInterval", meter.gap?.interval.json ?? .null),
            ("lastDrafts", meter.lastDrafts.all.json),
        ]
        members += stream.resampling?.json.members ?? [("corrected", .null), ("interval", .null), ("chance95", .null)]
        members.append(
            (
                "weights",
                [
                    "of": "1/acceptance", "effectiveSampleSize": .number(bias.effectiveSampleSize),
                    "unweighted": ModelDistance.json(stream.accepted, variables: variables),
                    "weighted": ModelDistance.json(stream.weighted, variables: variables),
                    "exactSamples": ModelDistance.json(stream.band),
                ]
            ))
        members.append(("closedForm", known?.json ?? .null))
        return .object(members)
    }

    private var factMembers: [(key: String, value: JSONValue)] {
        variables.indices.filter { !variables[$0].isLatent }.map { (variables[$0].name, facts.variables[$0].json) }
    }

    private var conditionsJSON: JSONValue {
        [
            "order": json(conditions.order, "the order of difficulty is kept: φ_K does not fall where φ_1 rises"),
            "gain": json(conditions.gain, "the relative gain φ_K/φ_1 does not rise where φ_1 rises"),
            "test": """
            intersection-union test at .05, Bonferroni-corrected over all pairs of groups; reversals counts the \
            estimates that are reversed, chance included
            """,
            "grouping": .string(conditions.grouping == .cells ? "assignments" : "tenths by fitted difficulty"),
            "covered": .integer(conditions.covered),
            "groups": .array(conditions.groups.map(json)),
        ]
    }

    private func json(_ condition: TheoremConditions.Condition, _ meaning: String) -> JSONValue {
        [
            "held": condition.held.map { .bool($0) } ?? .null, "meaning": .string(meaning),
            "reversals": .integer(condition.reversals),
            "significant": .array(
                condition.significant.map { reversal in
                    [
                        "harder": .integer(reversal.harder), "easier": .integer(reversal.easier),
                        "p": .number(reversal.p),
                    ]
                }),
        ]
    }

    private func json(_ group: TheoremConditions.Group) -> JSONValue {
        let values = group.values.map { values in
            JSONValue.object(zip(variables, values).map { ($0.name, JSONValue($1, of: $0)) })
        }
        return [
            "skeleton": values ?? .null, "n": .integer(group.first.trials), "first": group.first.json,
            "final": group.final.json, "gain": JSONValue(group.gain),
        ]
    }
}
