import CausalEngine
import Synchronization

/// Engines of exact inference by what is intervened on, so that going back and forth between worlds prepares none anew.
final class EngineStore: Sendable {
    private let scm: SCM
    private let kept = Mutex<[(interventions: [Int: Intervention], engine: ExactInference)]>([])
    private static let most = 8

    /// The most numbers that exact inference may hold in its tables before estimates serve instead: half a gigabyte.
    private static let limit = 0x1p26

    init(_ scm: SCM) { self.scm = scm }

    func engine(for interventions: [Int: Intervention]) -> ExactInference {
        if let found = kept.withLock({ kept in kept.first { $0.interventions == interventions }?.engine }) {
            return found
        }
        let engine = ExactInference(scm.intervene(interventions), limit: Self.limit)
        kept.withLock { kept in
            if kept.count >= Self.most { kept.removeFirst() }
            kept.append((interventions, engine))
        }
        return engine
    }
}
