import CausalEngine
import ScriptedServer
import Testing

@testable import Realization

@Suite("The chat realizer")
struct ChatRealizerTests {
    private let network: Network

    init() throws { network = try TestNetworks.network() }

    private func realizer(
        _ server: ScriptedServer, _ format: ChatSettings.ResponseFormat = .text, maxTokens: Int? = nil
    ) throws -> ChatRealizer {
        ChatRealizer(
            network: network,
            settings: ChatSettings(
                baseURL: server.baseURL, model: "m", maxTokens: maxTokens, responseFormat: format),
            client: ChatClient(
                endpoint: try ChatEndpoint(baseURL: server.baseURL), deadlines: .patient(),
                retries: RetryPolicy(base: .microseconds(1), patience: .seconds(3600))))
    }

    private func request(row: UInt64 = 0, attempt: Int = 0, correction: Correction? = nil) -> DraftRequest {
        DraftRequest(
            network: network, skeleton: TestNetworks.skeleton(row: row), attempt: attempt, correction: correction)
    }

    private func sent(_ server: ScriptedServer, _ index: Int = 0) throws -> JSONValue {
        try JSONValue(parsing: server.requests[index].body)
    }

    @Test("What is sent is what is recorded: the profile's prompts, and no pattern of the verifier")
    func prompts() async throws {
        let server = try ScriptedServer { _, _ in .text("A text.") }
        let draft = try await TestNetworks.collect(try realizer(server), request())
        #expect(draft.text == "A text.")
        let messages = try #require(try sent(server)["messages"]?.elements)
        let shown = messages.map { "[\($0["role"]?.string ?? "")]\n\($0["content"]?.string ?? "")" }
        #expect(draft.prompt == shown.joined(separator: "\n\n"))
        #expect(try draft.prompt == RealizationPrompts(network: network).text(for: request()))
        #expect(try sent(server)["max_tokens"]?.int == 200 + 40 * 5)
    }

    @Test("Each attempt on each row has a seed of its own, the same every time")
    func seeds() {
        let requests = (0..<20 as Range<UInt64>).flatMap { row in (0..<5).map { request(row: row, attempt: $0) } }
        let seeds = requests.map(ChatRealizer.seed)
        #expect(Set(seeds).count == 100 && seeds.allSatisfy { $0 < 1 << 31 })
        #expect(seeds == requests.map(ChatRealizer.seed))
    }

    @Test("Prompts do not grow with iterations")
    func bounded() throws {
        let prompts = RealizationPrompts(network: network)
        let items = [Correction.Item(variable: 1, problem: .contradicted, found: "yes", quote: "has lung cancer")]
        let lengths = try (1...30).map { attempt in
            let correction = Correction(previous: "The same draft.", items: items)
            return try prompts.text(for: request(attempt: attempt, correction: correction)).count
        }
        #expect(lengths.max() == lengths.prefix(3).max())
    }

    @Test("A draft that breaks off on its way begins anew")
    func restarting() async throws {
        let server = try ScriptedServer { _, number in
            number == 0 ? [.streamHead, .piece("A broken"), .reset] : .text("A whole text.")
        }
        #expect(try await TestNetworks.collect(try realizer(server), request()).text == "A whole text.")
    }

    @Test(
        "With a schema the model writes a sentence for each fact that does not follow from others, and together they are the draft"
    )
    func schema() async throws {
        let object =
            "{\"smoke\":\"She smokes.\",\"lung\":\"No lung cancer.\",\"pressure\":\"\",\"lactate\":\"2.3\"}"
        let server = try ScriptedServer { _, _ in .text(object) }
        let draft = try await TestNetworks.collect(try realizer(server, .jsonSchema), request())
        #expect(draft.text == "She smokes. No lung cancer. 2.3")
        #expect(draft.prompt.contains("under these keys: smoke, lung, pressure, lactate."))
        let schema = try sent(server)["response_format"]?["json_schema"]?["schema"]
        #expect(schema?["properties"]?.members?.map(\.key) == ["smoke", "lung", "pressure", "lactate"])
        #expect(schema?["required"]?.elements?.count == 4)
        await #expect(throws: ChatFailure.malformed("the draft is not the JSON object that was asked for")) {
            let careless = try ScriptedServer { _, _ in .text("no object") }
            _ = try await TestNetworks.collect(try realizer(careless, .jsonSchema), request())
        }
    }

    @Test("Text of a model is kept as it is, escape sequences too")
    func escapes() async throws {
        let text = "She is \u{1b}[31mwell\u{1b}[0m.\u{7}\u{9b}2J"
        let server = try ScriptedServer { _, _ in .text(text) }
        #expect(try await TestNetworks.collect(try realizer(server), request()).text == text)
    }
}
