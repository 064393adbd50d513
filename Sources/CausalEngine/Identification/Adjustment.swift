/// Sets of variables that identify an effect by adjustment.
///
/// The total effect is identified by Z just when Z holds no descendant of a node on a proper causal path (other than the
/// treatments) and separates treatments from outcomes once the first edge of every such path is removed: the adjustment
/// criterion, which is sound and complete (Shpitser, VanderWeele & Robins 2010; van der Zander, Liśkiewicz & Textor 2014, 2019). For
/// the direct effect the edges from treatment to outcome are removed, and Z holds no descendant of an outcome that the
/// treatments have an effect on; mediators may be in it (as DAGitty has it, Textor et al. 2016).
public struct Adjustment: Sendable {
    /// Which effect is meant.
    public enum Effect: String, Sendable, Hashable, CaseIterable {
        /// Along all directed paths.
        case total
        /// Along the edge alone.
        case direct
    }

    /// The graph.
    public let graph: CausalGraph
    /// The treatments.
    public let treatments: [Int]
    /// The outcomes.
    public let outcomes: [Int]
    /// Which nodes no set may hold, whoever asks: they would bias the effect.
    public let biasing: [Bool]
    /// The graph in which a set must separate treatments from outcomes.
    let separationGraph: CausalGraph
    /// What units are selected by, which is conditioned on whether one wants or not.
    let selected: [Int]

    /// The question for the effect of `treatments` on `outcomes`, which are disjoint.
    ///
    /// Nodes of the role selected are conditioned on.
    ///
    /// - Complexity: O(*n* + *m*).
    public init(of treatments: [Int], on outcomes: [Int], effect: Effect = .total, in graph: CausalGraph) {
        self.graph = graph
        self.treatments = treatments
        self.outcomes = outcomes
        selected = graph.nodes(.selected).filter { !treatments.contains($0) }
        let isTreatment = [Bool](treatments, count: graph.count)
        switch effect {
        case .total:
            let onPath = Self.properCausalPaths(graph.directed, isTreatment, treatments, outcomes)
            biasing = graph.directed.descendantClosure(of: onPath.members)
            separationGraph = graph.replacing(
                directed: graph.directed.removing { isTreatment[$0] && onPath[$1] })
        case .direct:
            let isOutcome = [Bool](outcomes, count: graph.count)
            let affected = graph.directed.descendantClosure(of: treatments)
            biasing = graph.directed.descendantClosure(of: outcomes.filter { affected[$0] })
            separationGraph = graph.replacing(
                directed: graph.directed.removing { isTreatment[$0] && isOutcome[$1] })
        }
    }

    /// The nodes on directed paths from a treatment to an outcome that meet no other treatment, without the treatments.
    private static func properCausalPaths(
        _ graph: DirectedGraph, _ isTreatment: [Bool], _ treatments: [Int], _ outcomes: [Int]
    ) -> [Bool] {
        let after = graph.descendantClosure(of: treatments, avoiding: isTreatment)
        let before = graph.ancestralClosure(of: outcomes, avoiding: isTreatment)
        return after.indices.map { after[$0] && before[$0] && !isTreatment[$0] }
    }

    /// Whether adjusting for a set identifies the effect.
    ///
    /// - Complexity: O(*n* + *m*).
    public func isValid(_ set: [Int]) -> Bool {
        let given = Array(Set(set).union(selected))
        guard !given.contains(where: { biasing[$0] }), !isImpossible(set) else { return false }
        return Separation(separationGraph).dSeparated(treatments, outcomes, given: given)
    }

    /// Lists the sets that identify the effect, hold `forced` and lack `forbidden`, and of which no proper subset does so.
    ///
    /// - Parameters:
    ///   - forced: variables that every set holds; nodes of the role adjusted are not added here.
    ///   - forbidden: variables that no set holds, latent ones for example.
    ///   - limit: the most sets to list.
    /// - Returns: no set when there is none, one empty set when nothing need be adjusted for.
    /// - Complexity: as ``CausalGraph/minimalSeparators(_:_:forced:forbidden:limit:)``.
    public func minimalSets(forced: [Int] = [], forbidden: [Int] = [], limit: Int) -> SeparatorList {
        let none = SeparatorList(sets: [], isComplete: true)
        let isForbidden = [Bool](forbidden, count: graph.count)
        let conditioned = Array(Set(forced).union(selected))
        guard !isImpossible(forced), !forced.contains(where: { isForbidden[$0] }),
            !conditioned.contains(where: { biasing[$0] })
        else { return none }
        let list = separationGraph.minimalSeparators(
            treatments, outcomes, forced: conditioned,
            forbidden: zip(biasing, isForbidden).map { $0 || $1 }, limit: limit)
        let hidden = Set(selected).subtracting(forced)
        return SeparatorList(
            sets: list.sets.map { set in set.filter { !hidden.contains($0) } }, isComplete: list.isComplete)
    }

    private func isImpossible(_ set: [Int]) -> Bool {
        set.contains { treatments.contains($0) || outcomes.contains($0) }
    }
}
