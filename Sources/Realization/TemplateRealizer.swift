import CausalEngine

/// Plain sentences: the plainest phrase of every fact, one sentence a fact, in the network's order.
///
/// The baseline and the control. Its texts never count as realized by a model.
public struct TemplateRealizer: Realizer {
    /// A writer of plain sentences.
    public init() {}

    /// The plain sentence of each phrase that a network's wording has for a value, the plainest first; never empty.
    public static func sentences(for value: Value, of variable: Int, in network: Network) -> [String] {
        FactList(domain: network.profile.domain).statements(Fact(of: variable, in: network, value: value))
    }

    /// The template.
    public var identity: RealizerIdentity { RealizerIdentity(kind: "template") }

    /// Words one request; a correction changes nothing, since there is nothing to be mended.
    public func draft(for request: DraftRequest) -> AsyncThrowingStream<DraftEvent, any Error> {
        let list = FactList(domain: request.domain)
        return DraftStream.events {
            guard case .pieces(let pieces) = request.form else {
                return (prompt: list.lines(request.facts), text: list.sentences(request.facts).joined(separator: " "))
            }
            let text = pieces.text { request.fact(of: $0).map { list.sentence($0) } ?? "" }
            return (prompt: list.lines(request.facts), text: text)
        }
    }
}
