import CausalEngine
import Realization

/// A Semantic Backdoor experiment with network and simulated writer chosen so that its outcome is known in advance.
public enum BackdoorPreset: String, Sendable, Hashable, CaseIterable {
    /// Two equally likely skeletons, first drafts right with probability .1 and .2, corrected ones with .9 and .2, one
    /// correction: feedback turns the order of difficulty round, and χ² rises from 1/9 to 3025/16129.
    case rising
    /// The same two skeletons, but feedback helps both alike: corrected drafts are right with probability .6. Both conditions of
    /// the theorem hold, and χ² falls.
    case falling

    /// One sentence on what it shows.
    public var summary: String {
        switch self {
        case .rising:
            "Feedback helps only the skeletons that were hardest, turns the order of difficulty round, and makes the bias worse."
        case .falling: "Feedback helps all skeletons alike, and takes most of the bias away."
        }
    }

    /// The chances of its simulated writer.
    public var schedule: AcceptanceSchedule {
        switch self {
        case .rising: AcceptanceSchedule(variable: "cough", fresh: [0.1, 0.2], corrected: [0.9, 0.2])
        case .falling: AcceptanceSchedule(variable: "cough", fresh: [0.1, 0.2], corrected: [0.6, 0.6])
        }
    }

    /// The most drafts after the first one.
    public var maxIterations: Int { 1 }

    /// Its network: one variable with two equally likely states, and a prior that goes against the first.
    ///
    /// - Throws: ``EngineError`` when the text below were no network.
    public func network() throws(EngineError) -> Network {
        try Network.parse(
            NetworkSource(model: .init(name: "two-skeletons.scm.yaml", text: Self.model), format: .scm))
    }

    private static let model = """
        format: causalsynth/scm/1
        name: two-skeletons
        title: Two equally likely skeletons
        variables:
          - name: cough
            states: [yes, no]
            table: [0.5, 0.5]
        domain: a clinical note
        styles: [plain sentences]
        wording:
          cough:
            say: {yes: [a cough], no: [no cough]}
            read: {concepts: [cough], yes: present, no: absent}
        prior:
          cough: {p: {yes: 0.3, no: 0.7}}

        """
}
