import Testing

@testable import CausalEngine

@Suite("Derived wording")
struct DerivedWordingTests {
    @Test("the label of a name in ASCII is the one that letters of any script would give")
    func labels() {
        var generator = SeededGenerator(seed: 5)
        let bytes = Array("AZazBby09_-. \tQx".utf8) + [UInt8](1..<127)
        for _ in 0..<5000 {
            let count = Int.random(in: 0...12, using: &generator)
            let name = String(
                decoding: (0..<count).map { _ in bytes.randomElement(using: &generator) ?? 65 }, as: UTF8.self)
            #expect(DerivedWording.label(for: name) == DerivedWording.anyLabel(for: name), "\(name.debugDescription)")
        }
        let labels = ["BirthAsphyxia", "CO2Report", "LVH", "O2", "__", "x_1", "ÜberDruck"].map(DerivedWording.label)
        #expect(labels == ["birth asphyxia", "CO2 report", "LVH", "O2", "__", "x 1", "über druck"])
    }

    @Test("wording made when it is asked for is equal to the same wording given")
    func deferred() {
        let variables = [
            Variable(name: "Smoke", domain: .categorical(states: ["yes", "no"], isOrdinal: false)),
            Variable(name: "Dose", domain: .continuous(Quantity())),
        ]
        let derived = Profile.derived(for: variables)
        var given = Profile(
            domain: derived.domain, styles: derived.styles, wording: variables.map(DerivedWording.wording),
            priors: derived.priors, prompts: derived.prompts)
        #expect(derived == given)
        #expect(derived.hashValue == given.hashValue)
        let copy = given
        given.wording[0].say = [["smokes"], ["does not"]]
        #expect(given != derived)
        #expect(copy == derived)
    }
}
