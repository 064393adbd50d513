import ArgumentParser
import CausalEngine
import Foundation
import Realization
import RunLedger

/// Who words the skeletons.
struct RealizerOptions: ParsableArguments {
    /// The realizers of this version.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case template, simulated
    }

    @Option(
        help: "Who writes: template (plain sentences) or simulated (a stochastic writer with dials, no language model)."
    )
    var realizer: Kind = .simulated

    @Option(help: "simulated: how strongly the modelled prior overrides facts that conflict with it, from 0.")
    var priorStrength: Double?

    @Option(help: "simulated: the probability with which a fact is left out.")
    var omissionRate: Double?

    @Option(help: "simulated: the probability with which a correction is followed.")
    var complianceRate: Double?

    @Option(help: "simulated: the probability with which a correction damages another fact.")
    var overcorrectionRate: Double?

    /// The dials of a simulated writer.
    var settings: SimulatedSettings {
        var settings = SimulatedSettings()
        if let priorStrength { settings.priorStrength = priorStrength }
        if let omissionRate { settings.omissionRate = omissionRate }
        if let complianceRate { settings.complianceRate = complianceRate }
        if let overcorrectionRate { settings.overcorrectionRate = overcorrectionRate }
        return settings
    }

    func validate() throws {
        do {
            try settings.validate()
        } catch {
            throw ValidationError(error.description)
        }
        let dials = [priorStrength, omissionRate, complianceRate, overcorrectionRate]
        if realizer != .simulated, dials.contains(where: { $0 != nil }) {
            throw ValidationError("The dials belong to --realizer simulated.")
        }
    }

    /// The realizer, and what it has to be made with again.
    func make(for network: Network) throws -> (realizer: any Realizer, parameters: String) {
        switch realizer {
        case .template: return (TemplateRealizer(), "{}")
        case .simulated:
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let parameters = String(decoding: try encoder.encode(settings), as: UTF8.self)
            return (SimulatedRealizer(network: network, settings: settings), parameters)
        }
    }

    /// The realizer that a recorded run was begun with.
    static func make(for run: Run, network: Network) throws -> any Realizer {
        switch Kind(rawValue: run.writer.kind) {
        case .template: return TemplateRealizer()
        case .simulated:
            let settings = try JSONDecoder().decode(SimulatedSettings.self, from: Data(run.writer.parameters.utf8))
            return SimulatedRealizer(network: network, settings: settings)
        case nil:
            throw Failure(
                .badData, "the run \(run.id) was written by “\(run.writer.kind)”, which this version does not have.")
        }
    }
}
