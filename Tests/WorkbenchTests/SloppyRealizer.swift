import CausalEngine
import Realization

/// A writer for tests: it states each fact in one sentence, and gets first drafts wrong in a way that hangs on the row alone.
///
/// Row 0, 4, 8, …: the first fact is left out. Row 1, 5, …: the second is turned round. Row 2, 6, …: the third is left out for ever,
/// so that the record is never realized. Row 3, 7, …: right at once.
struct SloppyRealizer: Realizer {
    let network: Network
    var identity: RealizerIdentity { RealizerIdentity(kind: "simulated", model: "sloppy") }

    func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        let sentences = request.facts.compactMap { sentence(of: $0, in: request) }
        return AsyncThrowingStream { continuation in
            continuation.yield(.prompt("write"))
            for (index, sentence) in sentences.enumerated() {
                continuation.yield(.text(index == 0 ? sentence : " " + sentence))
            }
            continuation.yield(.finished(DraftEnd()))
            continuation.finish()
        }
    }

    private func sentence(of fact: Fact, in request: DraftRequest) -> String? {
        let isFirst = request.attempt == 0
        let place = request.facts.firstIndex { $0.variable == fact.variable } ?? 0
        switch request.row % 4 {
        case 0 where isFirst && place == 0: return nil
        case 1 where isFirst && place == 1: return said(Value.state(1 - (fact.value.stateIndex ?? 0)), of: fact)
        case 2 where place == 2: return nil
        default: return said(fact.value, of: fact)
        }
    }

    private func said(_ value: Value, of fact: Fact) -> String? {
        let variable = network.variables[fact.variable]
        guard let phrase = network.profile.wording[fact.variable].phrases(for: value, of: variable).first else {
            return nil
        }
        return phrase.prefix(1).uppercased() + phrase.dropFirst() + "."
    }
}
