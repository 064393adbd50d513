import CausalEngine

/// A stochastic writer with dials: it has a prior, it is careless, it does or does not do as it is told.
///
/// It is no language model, and is called simulated everywhere. It serves demonstrations, tests, and the theorem on
/// selection bias, because what it does is known in closed form. Write s for the state of a fact, m for the state that the
/// profile's prior π holds most likely in the skeleton's context, and λ, o, c, r for the dials.
///
/// - **A fresh draft** leaves a fact out with probability o (a derivable one with max(o, ½)). What it does say is
///   overridden with probability 1 − exp(−λ·(π(m) − π(s))): nothing happens to facts that agree with the prior or of which
///   it knows nothing. The state said instead is one that the prior holds likelier than s, in proportion to π.
///   All facts are independent, so a fresh draft is right with probability ∏ (1 − o)·exp(−λ·(π(m) − π(s))), where a
///   derivable fact counts 1 − (1 − max(o, ½))·(1 − exp(…)) instead, since silence does it no harm.
/// - **A corrected draft** keeps what the correction does not name. Each named fact is mended with probability c, else it
///   stays as it was; each mending damages, with probability r, one other fact, drawn evenly from those that are neither
///   named nor already damaged. With w facts wrong the next draft is right with probability (c·(1 − r))^w, as long as
///   some fact is not named.
///
/// Draws are keyed by seed, row, attempt and variable (``NoiseStream``), so a draft depends on its request alone. The
/// reading rules of the network are not kept.
public struct SimulatedRealizer: Realizer {
    /// The dials.
    public let settings: SimulatedSettings
    let behaviour: SimulatedBehaviour
    private let say: [Wording]
    private let siblings: [Set<String>]
    private let cast: Cast
    private let prompts: RealizationPrompts

    /// A writer for the texts of one network.
    ///
    /// Rates outside 0 to 1 count as the nearer end; ``SimulatedSettings/validate()`` tells of them.
    public init(network: Network, settings: SimulatedSettings = .init()) {
        self.settings = settings
        behaviour = SimulatedBehaviour(
            settings: settings, variables: network.variables, priors: network.profile.priors)
        say = network.profile.wording.map { Wording(say: $0.say, reading: ReadingRules(), isDerivable: $0.isDerivable) }
        siblings = say.map { Set($0.say.joined()) }
        cast = Cast(network)
        prompts = RealizationPrompts(network: network)
    }

    /// A simulated writer with its dials.
    public var identity: RealizerIdentity { RealizerIdentity(kind: "simulated", model: settings.text) }

    /// Words one request; see the type for what goes wrong, and how often.
    public func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        DraftStream.events {
            (prompt: try prompts.text(for: request), text: text(for: request))
        }
    }

    /// The text of the draft.
    ///
    /// - Complexity: O(facts · attempts).
    func text(for request: DraftRequest) -> String {
        guard !request.facts.isEmpty else { return "" }
        if case .pieces(let pieces) = request.form { return text(of: pieces, in: request) }
        guard let correction = request.correction else {
            let composer = composer(request, attempt: request.attempt)
            let said = behaviour.fresh(request)
            let groups = composer.plan.groups.map { composer.sentences($0, saying: said, version: 0) }
            return request.isExcerpt ? composer.excerpt(groups) : composer.text(groups)
        }
        return corrected(request, correction)
    }

    /// Pieces are written afresh, whatever stood in their place: each is said as a fresh draft of this attempt would say it.
    private func text(of pieces: [DraftPiece], in request: DraftRequest) -> String {
        let said = behaviour.fresh(request)
        var request = request
        // Sentences stand in running text, whatever the style.
        request.style = ""
        let composer = composer(request, attempt: request.attempt)
        return pieces.text { variable in
            guard let position = request.facts.firstIndex(where: { $0.variable == variable }) else { return "" }
            return composer.sentences([position], saying: said, version: 0).joined(separator: " ")
        }
    }

    private func corrected(_ request: DraftRequest, _ correction: Correction) -> String {
        let history = DraftHistory(correction.previous)
        let composer = origin(of: request, in: history)
        var origin = request
        origin.attempt = composer.plan.attempt
        let named = behaviour.before(request, correction, spoken: behaviour.fresh(origin))
        let before = recovered(named, request, composer, history)
        let (said, mended) = behaviour.mended(request, correction, before: before)
        let groups = composer.plan.groups.map { group in
            let version = version(of: group, saying: before, request, composer, history)
            let sentences = composer.sentences(group, saying: said, version: version)
            let isUnchanged = sentences == composer.sentences(group, saying: before, version: version)
            guard isUnchanged, !mended.isDisjoint(with: group) else { return sentences }
            return composer.sentences(group, saying: said, version: request.attempt)
        }
        return request.isExcerpt ? composer.excerpt(groups) : composer.text(groups)
    }

    /// The plan whose wording the previous draft has: that of the fresh draft which the chain of corrections began with.
    private func origin(of request: DraftRequest, in history: DraftHistory) -> DraftComposer {
        let truth = request.facts.map { Said.value($0.value) }
        var best: (composer: DraftComposer, found: Int)?
        for attempt in stride(from: max(0, request.attempt - 1), through: 0, by: -1) {
            let composer = composer(request, attempt: attempt)
            let found = composer.plan.groups.count { group in
                history.holds(composer.sentences(group, saying: truth, version: 0))
            }
            if found > best?.found ?? -1 { best = (composer, found) }
        }
        return best?.composer ?? composer(request, attempt: 0)
    }

    /// What was said, set right where the previous draft holds the true sentence of a fact that is said to be wrong.
    private func recovered(
        _ before: [Said], _ request: DraftRequest, _ composer: DraftComposer, _ history: DraftHistory
    ) -> [Said] {
        var before = before
        for group in composer.plan.groups {
            var truth = before
            for position in group where before[position] == .unsaid {
                truth[position] = .value(request.facts[position].value)
            }
            guard truth != before else { continue }
            let said = composer.sentences(group, saying: before, version: 0)
            guard said.isEmpty || !history.holds(said) else { continue }
            let isThere = (0...max(0, request.attempt)).contains { version in
                history.holds(composer.sentences(group, saying: truth, version: version))
            }
            if isThere { before = truth }
        }
        return before
    }

    /// Which wording of a group the previous draft has.
    private func version(
        of group: [Int], saying before: [Said], _ request: DraftRequest, _ composer: DraftComposer,
        _ history: DraftHistory
    ) -> Int {
        let versions = [0] + stride(from: request.attempt - 1, through: 1, by: -1)
        return versions.first { version in
            let sentences = composer.sentences(group, saying: before, version: version)
            return !sentences.isEmpty && history.holds(sentences)
        } ?? 0
    }

    /// Whether a variable may be left unsaid.
    func isDerivable(_ variable: Int) -> Bool {
        say.indices.contains(variable) && say[variable].isDerivable
    }

    private func composer(_ request: DraftRequest, attempt: Int) -> DraftComposer {
        DraftComposer(plan: DraftPlan(request, attempt: attempt, cast: cast), facts: request.facts, phrases: phrases)
    }

    private func phrases(for fact: Fact, value: Value) -> [Phrase] {
        guard say.indices.contains(fact.variable), behaviour.variables.indices.contains(fact.variable) else {
            return fact.phrases.map { Phrase($0) }
        }
        let variable = behaviour.variables[fact.variable]
        var phrases = value == fact.value ? fact.phrases : say[fact.variable].phrases(for: value, of: variable)
        if phrases.isEmpty { phrases = ["\(variable.label) is \(variable.wordedText(of: value))"] }
        return phrases.map { Phrase($0, siblings: siblings[fact.variable]) }
    }
}
