import CausalEngine
import Testing

@testable import Verification

/// Numbers as intensive-care notes write them: with their units in any spelling, on either side of the name.
@Suite("Numbers with units")
struct NumberReadingTests {
    private static let network = try? Network.load("icu")

    private func read(_ text: String, _ mode: VerificationMode) throws -> [String: String] {
        let network = try #require(Self.network)
        let reading = TextReader(network: network).read(text, mode: mode)
        var values: [String: String] = [:]
        for (variable, found) in zip(network.variables, reading.variables) where found.status != .unstated {
            values[variable.name] = found.value.map { variable.wordedText(of: $0) } ?? found.status.rawValue
        }
        return values
    }

    /// What both modes must read.
    @Test(
        "Values with their units",
        arguments: [
            ("MAP 62 mmHg.", ["map": "62"]),
            ("MAP 62 mm Hg.", ["map": "62"]),
            ("The MAP is 62.", ["map": "62"]),
            ("The patient has a lactate of 3.4 mmol/L.", ["lactate": "3.4"]),
            ("Lactate 3.4 mmol/l", ["lactate": "3.4"]),
            ("HR 112/min, RR 24/min.", ["heart_rate": "112", "respiratory_rate": "24"]),
            ("HR 112 bpm, RR 24 breaths per minute.", ["heart_rate": "112", "respiratory_rate": "24"]),
            ("HR: 112 beats/min", ["heart_rate": "112"]),
            ("Temperature: 38.2 °C", ["temperature": "38.2"]),
            ("The temperature is 38.2 degrees Celsius.", ["temperature": "38.2"]),
            ("Temp 38.2°C.", ["temperature": "38.2"]),
            ("P/F ratio: 180 mmHg", ["oxygenation": "180"]),
            ("There is a PaO2/FiO2 ratio of 180.", ["oxygenation": "180"]),
            ("Urine output: 0.5 mL/kg/h", ["urine_output": "0.5"]),
            ("The urine output is 0.5 ml/kg/hr and the MAP is 71 mmHg.", ["urine_output": "0.5", "map": "71"]),
            ("The platelet count is 120 x 10^9/L.", ["platelets": "120"]),
            ("Platelets: 120 ×10⁹/L", ["platelets": "120"]),
            ("Platelets: 120 K/µL", ["platelets": "120"]),
            ("The SOFA score is 8 points.", ["sofa": "8"]),
            ("She has a length of stay of 1.0 day.", ["los": "1.0"]),
            ("The C-reactive protein is 1,012 mg/L.", ["crp": "1012"]),
            ("The patient is 72 years old.", ["age": "72"]),
            ("The patient is a 72-year-old man.", ["age": "72"]),
            ("The patient is a 72-year-old woman with sepsis.", ["age": "72", "sepsis": "yes"]),
            ("This is a 72 year old man who receives a vasopressor.", ["age": "72", "vasopressor": "yes"]),
            ("Age: 72 years", ["age": "72"]),
            ("She has 3.2 L of crystalloids.", ["fluids": "3.2"]),
            (
                "She has a MAP of 62 mmHg, a lactate of 3.4 mmol/L and a SOFA score of 8.",
                ["map": "62", "lactate": "3.4", "sofa": "8"]
            ),
            ("The lactate is 3.4 mmol/L; the creatinine is 1.2 mg/dL.", ["lactate": "3.4", "creatinine": "1.2"]),
        ])
    func values(text: String, expected: [String: String]) throws {
        #expect(try read(text, .strict) == expected, "strict: \(text)")
        #expect(try read(text, .lenient) == expected, "lenient: \(text)")
    }

    /// What no mode may take for a value.
    @Test(
        "Other units, ranges and comparisons state nothing",
        arguments: [
            ("MAP 8.3 kPa.", "map"), ("MAP 62/40.", "map"), ("MAP 62 %.", "map"), ("MAP 60 to 65 mmHg.", "map"),
            ("Temperature 100.8 °F.", "temperature"), ("Temperature 100.8 F.", "temperature"),
            ("Creatinine 110 µmol/L.", "creatinine"), ("Lactate 31 mg/dL.", "lactate"),
            ("Lactate > 3.4 mmol/L.", "lactate"), ("A lactate above 3.4 mmol/L.", "lactate"),
            ("The urine output is 40 mL/h.", "urine_output"), ("The length of stay is 6 hours.", "los"),
            ("She is over 72 years old.", "age"), ("She is 70-72 years old.", "age"),
            ("MAP 62 cm.", "map"), ("MAP 62 mbar.", "map"), ("Lactate 3.4 mEq/L.", "lactate"),
            ("Lactate 3.4 ng/mL.", "lactate"), ("Temperature 38.2 kelvin.", "temperature"),
            ("HR 112 Hz.", "heart_rate"),
            ("HR 112 per hour.", "heart_rate"), ("She has 3.2 gallons of crystalloids.", "fluids"),
            ("Age: 72 months", "age"), ("She has about 3 L of crystalloids.", "fluids"),
        ])
    func open(text: String, name: String) throws {
        #expect(try read(text, .strict) == [name: "uncertain"], "strict: \(text)")
        #expect(try read(text, .lenient) == [name: "uncertain"], "lenient: \(text)")
    }

    @Test("A number belongs to the name before it, not to the one after")
    func neighbours() throws {
        let expected = ["heart_rate": "112", "map": "62", "temperature": "38.2"]
        #expect(try read("HR 112 MAP 62 Temp 38.2", .lenient) == expected)
        #expect(try read("HR 112/min MAP 62 mmHg Temp 38.2 °C", .lenient) == expected)
    }

    @Test("Equal at the written precision is a match; one step beside it is not", arguments: [0.31, 0.349, 3.4, 12.06])
    func precision(lactate: Double) throws {
        let network = try #require(Self.network)
        let index = try #require(network.scm.index(of: "lactate"))
        let variable = network.variables[index]
        var values = network.variables.map { $0.isContinuous ? Value.number(1) : .state(0) }
        values[index] = .number(lactate)
        func verdict(_ number: Double) -> Verdict.Kind? {
            let text = "The lactate is \(variable.wordedText(of: .number(number))) mmol/L."
            return Verifier(network: network).check(text, against: values).verdicts.all
                .first { $0.variable == index }?.kind
        }
        #expect(verdict(lactate) == .match)
        #expect(verdict(lactate + 0.1) == .contradicted)
        #expect(verdict(lactate - 0.1) == .contradicted)
    }
}
