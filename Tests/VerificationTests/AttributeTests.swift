import CausalEngine
import Testing

@testable import Verification

@Suite struct AttributeTests {
    let network: Network

    init() throws {
        network = try TestNetworks.monitor()
    }

    private func read(_ text: String, _ mode: VerificationMode) -> [String: String] {
        let reading = TextReader(network: network).read(text, mode: mode)
        var states: [String: String] = [:]
        for (variable, found) in zip(network.variables, reading.variables) where found.status != .unstated {
            states[variable.name] = found.value.map { variable.text(of: $0) } ?? found.status.rawValue
        }
        return states
    }

    /// What both modes must read.
    @Test(arguments: [
        ("The blood pressure is low.", ["BP": "low"]),
        ("Low blood pressure.", ["BP": "low"]),
        ("BP: low", ["BP": "low"]),
        ("BP low", ["BP": "low"]),
        ("BP within normal limits.", ["BP": "normal"]),
        ("The patient has a low blood pressure and a fast heart rate.", ["BP": "low", "HR": "high"]),
        ("BP low, HR high.", ["BP": "low", "HR": "high"]),
        ("The blood pressure is normal and the heart rate is high.", ["BP": "normal", "HR": "high"]),
        ("The blood pressure and heart rate are low.", ["BP": "low", "HR": "low"]),
        ("Her blood pressure is below normal.", ["BP": "low"]),
        ("Hypotension.", ["BP": "low"]),
        ("The patient is hypotensive.", ["BP": "low"]),
        ("The patient has hypertension.", ["BP": "high"]),
        ("No hypotension.", ["BP": "uncertain"]),
        ("The blood pressure is not low.", ["BP": "uncertain"]),
        ("The blood pressure was measured.", ["BP": "uncertain"]),
        ("MAP 62 mmHg.", ["MAP": "62"]),
        ("MAP: 62", ["MAP": "62"]),
        ("The mean arterial pressure is 62 mmHg.", ["MAP": "62"]),
        ("The patient has a mean arterial pressure of 62 mmHg.", ["MAP": "62"]),
        ("The MAP is below 60 mmHg.", ["MAP": "uncertain"]),
        ("MAP 60-65 mmHg.", ["MAP": "uncertain"]),
        ("MAP between 60 and 65 mmHg.", ["MAP": "uncertain"]),
        ("MAP > 60.", ["MAP": "uncertain"]),
        ("MAP about 60.", ["MAP": "uncertain"]),
        ("MAP 62%.", ["MAP": "uncertain"]),
        ("The oxygen is <5.", ["O2": "<5"]),
        ("The oxygen is 5-12.", ["O2": "5-12"]),
        ("The oxygen is 12+.", ["O2": "12+"]),
        ("Oxygen: 12+", ["O2": "12+"]),
        ("The oxygen is 5.", ["O2": "uncertain"]),
        ("The oxygen is 12.", ["O2": "uncertain"]),
        ("Blood transfusion: no", ["transfusion": "no"]),
        ("The patient has a blood transfusion.", ["transfusion": "yes"]),
    ])
    func readsValues(text: String, expected: [String: String]) {
        #expect(read(text, .lenient) == expected, "lenient: \(text)")
        #expect(read(text, .strict) == expected, "strict: \(text)")
    }

    @Test func aNumberMatchesAtTheDeclaredDecimals() {
        let verifier = Verifier(network: network)
        let values: [Value] = [.state(0), .state(1), .number(62.4), .state(1), .state(0)]
        let check = verifier.check("MAP 62 mmHg.", against: values)
        #expect(check.verdicts[2]?.kind == .match)
        let other = verifier.check("MAP 63 mmHg.", against: values)
        #expect(other.verdicts[2]?.kind == .contradicted)
        #expect(other.verdicts[2]?.found == .number(63))
    }
}
