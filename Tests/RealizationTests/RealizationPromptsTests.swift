import CausalEngine
import Testing

@testable import Realization

@Suite("Prompts")
struct RealizationPromptsTests {
    @Test("The first prompt holds the domain, the style and every fact that does not follow from others")
    func first() throws {
        let network = try TestNetworks.network()
        let request = DraftRequest(network: network, skeleton: TestNetworks.skeleton(), attempt: 0)
        let messages = try RealizationPrompts(network: network).messages(for: request)
        #expect(messages.map(\.role) == ["system", "user"])
        #expect(messages[0].content.contains("an emergency-department clinical note"))
        #expect(messages[1].content.contains("Style: \(request.style)"))
        #expect(
            messages[1].content.contains(
                """
                - The patient is a smoker.
                - The patient has no lung cancer.
                - The blood pressure is normal.
                - The lactate is 2.3 mmol/l.
                """))
    }

    @Test("A correction names the fact, what was found and where, and says the fact in other words")
    func correction() throws {
        let network = try TestNetworks.network()
        let items: [Correction.Item] = [
            .init(variable: 1, problem: .contradicted, found: "no", quote: "no lung cancer"),
            .init(variable: 2, problem: .missing), .init(variable: 3, problem: .leaked, quote: "frail"),
        ]
        let previous = "A text with {{facts}} in it."
        let request = DraftRequest(
            network: network, skeleton: TestNetworks.skeleton(lung: 0), attempt: 1,
            correction: Correction(previous: previous, items: items))
        let text = try RealizationPrompts(network: network).text(for: request)
        #expect(text.contains(previous))
        #expect(
            text.contains(
                """
                - Lung cancer: the draft says otherwise, namely “no” (“no lung cancer”); the truth is that the patient has lung cancer. \
                In other words: The patient has a malignant lung mass.
                - Blood pressure: the draft does not say that the blood pressure is normal. In other words: The blood \
                pressure is normal.
                - Something is named that must not be (“frail”). Take it out.
                """))
    }

    @Test("The baseline says every fact in its plainest words, one sentence each, whatever the row")
    func template() async throws {
        let network = try TestNetworks.network()
        for row in [0, 7] as [UInt64] {
            let request = DraftRequest(network: network, skeleton: TestNetworks.skeleton(row: row), attempt: 0)
            let draft = try await TestNetworks.collect(TemplateRealizer(), request)
            #expect(
                draft.text == """
                    The patient is a smoker. The patient has no lung cancer. The blood pressure is normal. The patient has no \
                    disease of the chest. The lactate is 2.3 mmol/l.
                    """)
        }
        #expect(TemplateRealizer().identity.kind == "template")
    }

    @Test("Where there is no patient, none is spoken of")
    func noPatient() async throws {
        let text = TestNetworks.clinic.replacing("an emergency-department clinical note", with: "a log entry")
        let network = try TestNetworks.network(text)
        let request = DraftRequest(network: network, skeleton: TestNetworks.skeleton(lung: 0), attempt: 0)
        let draft = try await TestNetworks.collect(TemplateRealizer(), request)
        #expect(draft.text.contains("There is lung cancer.") && !draft.text.contains("patient"))
        for row in 0..<40 as Range<UInt64> {
            let request = DraftRequest(network: network, skeleton: TestNetworks.skeleton(row: row), attempt: 0)
            let text = SimulatedRealizer(network: network).text(for: request)
            #expect(!text.contains("patient") && !text.contains("woman") && !text.contains("year-old"))
        }
    }
}
