import CausalEngine
import Verification

/// One unit in two worlds: as it was, and as it would have been, with the very same noise.
public struct Twin: Sendable, Equatable {
    /// Which unit, and which other world.
    public struct Question: Sendable, Hashable {
        /// The other world; its seed is that of the unit.
        public var world: World
        /// What the unit, as it was, is drawn given.
        public var given: Evidence
        /// The row of the unit.
        public var row: Int
        /// The text of the unit as it was, where one was realized already.
        public var text: String?
    }

    /// The texts of both worlds.
    public struct Texts: Sendable, Equatable {
        /// What wrote them; of the first world, `realized` when it was at hand.
        public var writers: [String]
        /// The difference: without what is added the text of the unit as it was, without what is removed the other one.
        public var segments: [TextDifference.Segment]
    }

    /// What was asked.
    public var question: Question
    /// The unit.
    public var unit: CounterfactualUnit
    /// The texts, once they are written.
    public var texts: Texts?
}

extension Model {
    /// What the twin screen asks; `nil` when it is not shown or there is no skeleton.
    var twinQuestion: Twin.Question? {
        guard isTwin, document.isTableCurrent, selectedValues != nil else { return nil }
        return Twin.Question(
            world: document.world, given: document.given, row: document.row, text: factualText)
    }

    /// The twin of the selected skeleton, once it is there.
    var currentTwin: Twin? { twin.flatMap { $0.question == twinQuestion ? $0 : nil } }

    /// A text that agrees with the selected unit as it was, from any time of the session at which nothing was set.
    private var factualText: String? {
        let documents = [document] + past.reversed().map(\.document) + future.map(\.document)
        let factual = Draw(world: World(seed: document.world.seed), given: document.given)
        for old in documents where old.draw == factual {
            if let record = old.records[document.row], record.isRealized { return record.drafts.last?.attempt.text }
        }
        return nil
    }
}
