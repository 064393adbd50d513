import CausalEngine
import Realization

/// The order in which the sentences of a row's text stand: drawn by seed and row alone, so that it tells nothing of the values
/// and every attempt has the same.
///
/// What stands near each other in the network stays near, as in a text that was thought out.
enum PieceOrder {
    /// How far a sentence may move from its place in the network's order.
    private static let reach = 6.0

    static func variables(_ request: DraftRequest) -> [Int] {
        let row = NoiseStream(seed: request.seed, name: "causalsynth/order of sentences").bits(at: request.row)
        let noise = NoiseStream(seed: row, name: "place")
        let facts = request.facts.filter { !$0.isDerivable }
        let places = facts.enumerated().map { index, fact in
            (place: Double(index) + reach * noise.uniform(at: UInt64(index)), variable: fact.variable)
        }
        return places.sorted { $0.place < $1.place }.map(\.variable)
    }
}
