import CausalEngine
import Realization
import RunLedger

extension Run {
    /// A run that words skeletons of a network with a realizer.
    ///
    /// - Parameters:
    ///   - network: the network, read from texts.
    ///   - seed: the seed of the rows.
    ///   - count: the number of units; with `counterfactual` each has a twin.
    ///   - interventions: what is set from outside in every unit.
    ///   - counterfactual: what is set from outside besides in the twin of every unit; `nil` for no twins.
    ///   - realizer: who writes.
    ///   - realizerParameters: what the realizer has to be made with again, as one line of JSON without secrets.
    ///   - settings: how drafts are checked and corrected.
    ///   - softwareVersion: the version of the program.
    /// - Throws: ``LedgerError/networkWithoutSource(name:)`` for a network made in memory.
    public init(
        network: Network, seed: UInt64, count: Int, interventions: [Int: Intervention] = [:],
        counterfactual: [Int: Intervention]? = nil, realizer: RealizerIdentity, realizerParameters: String = "{}",
        settings: RefinementSettings, softwareVersion: String
    ) throws(LedgerError) {
        try self.init(
            network: network, seed: seed, count: count, interventions: interventions, counterfactual: counterfactual,
            writer: Writer(kind: realizer.kind, model: realizer.model, parameters: realizerParameters),
            settings: settings.text, verification: settings.verification.rawValue,
            attemptBudget: settings.attemptBudget, softwareVersion: softwareVersion)
    }

    /// Draws the run's skeletons: rows 0 to `count`, each followed by its counterfactual twin where there are any.
    ///
    /// A twin has the noise of its unit; only what descends from the interventions differs.
    ///
    /// - Throws: ``EngineError`` when an equation has no value in a row, ``LedgerError`` when the run does not fit the network.
    /// - Complexity: O(count × size of the network).
    public func drawSkeletons(in network: Network) throws -> [RunSkeleton] {
        let factual = network.scm.intervene(try interventions(in: network))
        let units = Sampler(factual, seed: seed)
        let twins = try counterfactualInterventions(in: network).map { Sampler(factual.intervene($0), seed: seed) }
        var skeletons: [RunSkeleton] = []
        skeletons.reserveCapacity(count * (twins == nil ? 1 : 2))
        for row in 0..<UInt64(max(0, count)) {
            let position = skeletons.count
            skeletons.append(RunSkeleton(position: position, skeleton: try units.skeleton(row: row)))
            if let twins {
                skeletons.append(
                    RunSkeleton(
                        position: position + 1, skeleton: try twins.skeleton(row: row), counterfactualOf: position))
            }
        }
        return skeletons
    }
}

extension Ledger {
    /// Begins a run with freshly drawn skeletons, all of them or none.
    ///
    /// - Throws: ``LedgerError`` or, from drawing, ``EngineError``.
    public func begin(_ run: Run, in network: Network) throws {
        try begin(run, skeletons: try run.drawSkeletons(in: network), network: network)
    }
}
