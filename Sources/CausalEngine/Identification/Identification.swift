/// Identifies effects from what is observed, in graphs with latent variables and bidirected edges.
///
/// Complete: what it does not identify is not identifiable, and a hedge shows it. The method is the ID and IDC algorithms of
/// Shpitser & Pearl (2006), worded by districts as in Tian & Pearl (2002) and Huang & Valtorta (2006). Where adjustment serves,
/// estimands by adjustment come first, since they are the shortest to read; where it does not, one in as few variables as can be.
public struct Identification: Sendable {
    /// The graph among observed variables.
    public let graph: CausalGraph
    /// The most adjustment sets to make estimands of.
    static let mostAdjustmentSets = 64

    /// Prepares a graph: latent variables are projected away.
    public init(_ graph: CausalGraph) {
        self.graph = graph.latentProjection()
    }

    /// The estimands of P(`outcomes` | do(`treatments`), `conditions`), the most legible first; all are the same number where
    /// they are defined.
    ///
    /// The three sets are disjoint and observed. Variables in an estimand beyond them may take any value.
    ///
    /// - Throws: ``Hedge`` when the effect is not identifiable.
    /// - Complexity: polynomial in the graph.
    public func estimands(
        of outcomes: [Int], do treatments: [Int], given conditions: [Int] = []
    ) throws(Hedge) -> [Estimand] {
        let found = try candidates(outcomes, treatments, conditions)
        guard found.short.isEmpty else {
            return found.short + [found.byDistricts].filter { !found.short.contains($0) }
        }
        let needed = neededVariables(outcomes, treatments, conditions)
        guard
            let shorter = try? observing(needed).candidates(outcomes, treatments, conditions).byDistricts,
            shorter != found.byDistricts
        else { return [found.byDistricts] }
        return [shorter, found.byDistricts]
    }

    /// Estimands of one quantity: short ones where there are any, and the one that the complete method gives.
    struct Candidates {
        var short: [Estimand]
        var byDistricts: Estimand

        func map(_ transform: (Estimand) -> Estimand) -> Candidates {
            Candidates(short: short.map(transform), byDistricts: transform(byDistricts))
        }
    }

    /// The estimands in this graph.
    func candidates(
        _ outcomes: [Int], _ treatments: [Int], _ conditions: [Int]
    ) throws(Hedge) -> Candidates {
        let (acts, seen) = exchange(outcomes, treatments, conditions)
        guard !seen.isEmpty else { return try unconditional(outcomes, acts) }
        let relevant = relevantTreatments(acts, outcomes + seen)
        guard !relevant.isEmpty else {
            let plain = Estimand.probability(of: outcomes.sorted(), given: seen.sorted())
            return Candidates(short: [plain], byDistricts: plain)
        }
        return try unconditional(outcomes + seen, relevant).map { joint in
            Estimand.dividing(joint, by: .summing(over: outcomes, joint.factors))
        }
    }

    // MARK: Conditions

    /// Turns conditions into treatments wherever seeing is as good as doing (rule 2 of the do-calculus, Pearl 1995).
    private func exchange(
        _ outcomes: [Int], _ treatments: [Int], _ conditions: [Int]
    ) -> (treatments: [Int], conditions: [Int]) {
        var acts = treatments
        var seen = conditions
        while let place = seen.indices.first(where: { isAct(seen[$0], outcomes, acts, seen) }) {
            acts.append(seen.remove(at: place))
        }
        return (acts, seen)
    }

    private func isAct(_ condition: Int, _ outcomes: [Int], _ acts: [Int], _ seen: [Int]) -> Bool {
        let isActed = [Bool](acts, count: graph.count)
        let cut = graph.replacing(
            directed: graph.directed.removing { source, target in isActed[target] || source == condition },
            siblings: siblings(without: isActed))
        return Separation(cut).dSeparated(outcomes, [condition], given: acts + seen.filter { $0 != condition })
    }

    private func siblings(without isActed: [Bool]) -> [[Int]] {
        graph.siblings.enumerated().map { node, siblings in isActed[node] ? [] : siblings.filter { !isActed[$0] } }
    }

    /// The treatments with a directed path to an outcome that meets no other (rule 3 of the do-calculus).
    private func relevantTreatments(_ treatments: [Int], _ outcomes: [Int]) -> [Int] {
        let isTreatment = [Bool](treatments, count: graph.count)
        let before = graph.directed.ancestralClosure(of: outcomes, avoiding: isTreatment)
        return treatments.filter { treatment in
            graph.directed.children[treatment].contains { before[$0] && !isTreatment[$0] }
        }
    }

    // MARK: Effects without conditions

    private func unconditional(_ outcomes: [Int], _ treatments: [Int]) throws(Hedge) -> Candidates {
        let relevant = relevantTreatments(treatments, outcomes)
        guard !relevant.isEmpty else {
            let plain = Estimand.probability(of: outcomes.sorted(), given: [])
            return Candidates(short: [plain], byDistricts: plain)
        }
        let observed = CausalGraph.withoutSelection(graph)
        let adjustment = Adjustment(of: relevant, on: outcomes, in: observed)
        let sets = adjustment.minimalSets(
            forbidden: graph.nodes(.latent), limit: Self.mostAdjustmentSets
        ).sets
        let adjusted = sets.map { set in
            Estimand.summing(
                over: set,
                [.probability(of: outcomes.sorted(), given: (relevant + set).sorted())]
                    + (set.isEmpty ? [] : [.probability(of: set, given: [])]))
        }
        return Candidates(short: adjusted, byDistricts: try byDistricts(outcomes, relevant))
    }

    /// The effect as a sum of products of district factors (Tian & Pearl 2002).
    private func byDistricts(_ outcomes: [Int], _ treatments: [Int]) throws(Hedge) -> Estimand {
        let all = Set((0..<graph.count).filter { !graph.nodes[$0].roles.contains(.latent) })
        let ancestral = graph.ancestors(of: outcomes, within: all)
        let responding = graph.ancestors(of: outcomes, within: ancestral.subtracting(treatments))
        let order = (graph.directed.topologicalOrder() ?? []).filter(ancestral.contains)
        var factors: [Estimand] = []
        for district in graph.districts(within: responding) {
            let whole = graph.district(of: district[0], within: ancestral)
            let observed = factor(of: whole, order)
            do throws(NestedDistricts) {
                factors.append(try identify(Set(district), within: whole, observed))
            } catch {
                throw hedge(error, outcomes, treatments)
            }
        }
        return .summing(over: responding.subtracting(outcomes), factors)
    }

    /// The factor of a district of an ancestral set, in conditionals of what is observed: each variable given what its own
    /// district among its predecessors holds, and the parents of that.
    private func factor(of district: Set<Int>, _ order: [Int]) -> DistrictFactor {
        var before: Set<Int> = []
        var conditionals: [(Int, Estimand)] = []
        for node in order {
            before.insert(node)
            guard district.contains(node) else { continue }
            let own = graph.district(of: node, within: before)
            var given = own.union(own.flatMap { graph.directed.parents[$0] })
            given.remove(node)
            conditionals.append((node, .probability(of: [node], given: given.sorted())))
        }
        return DistrictFactor(conditionals)
    }

    /// Q[`wanted`] from Q[`whole`], both districts of the graphs that they induce (Huang & Valtorta 2006).
    private func identify(
        _ wanted: Set<Int>, within whole: Set<Int>, _ factor: DistrictFactor
    ) throws(NestedDistricts) -> Estimand {
        guard wanted != whole else { return factor.expression }
        let ancestral = graph.ancestors(of: wanted, within: whole)
        guard ancestral != whole else { throw NestedDistricts(inner: wanted, outer: whole) }
        let marginal = factor.marginal(to: ancestral)
        guard ancestral != wanted, let member = wanted.first else { return marginal.expression }
        let district = graph.district(of: member, within: ancestral)
        return try identify(wanted, within: district, marginal.component(district))
    }

    private func hedge(_ districts: NestedDistricts, _ outcomes: [Int], _ treatments: [Int]) -> Hedge {
        let roots = districts.inner.filter { districts.inner.isDisjoint(with: graph.directed.children[$0]) }
        return Hedge(
            forest: districts.outer.sorted(), subforest: districts.inner.sorted(), roots: roots.sorted(),
            treatments: treatments.sorted(), outcomes: outcomes.sorted())
    }
}

/// A district that cannot be told from the larger one that it is in, all of which leads to it.
private struct NestedDistricts: Error {
    var inner: Set<Int>
    var outer: Set<Int>
}

extension CausalGraph {
    /// The graph with nobody selected: identification is from the whole population.
    fileprivate static func withoutSelection(_ graph: CausalGraph) -> CausalGraph {
        graph.settingRoles { $1.subtracting([.selected]) }
    }
}
