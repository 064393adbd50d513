import Testing

@testable import CausalEngine

private func scan(_ text: String) -> (number: Double?, rest: Int) {
    var text = text
    return text.withUTF8 { bytes in
        var position = 0
        let number = DecimalScanner.number(in: bytes, at: &position, isPart: { $0 > 32 && $0 != UInt8(ascii: ",") })
        return (number, bytes.count - position)
    }
}

@Suite("Decimals")
struct DecimalScannerTests {
    @Test(
        "every decimal is rounded as the standard library rounds it",
        arguments: [
            "0", "1", "0.5", ".5", "5.", "1e0", "0.1", "0.30000000000000004", "1e-5", "1E-05", "1e+2", "1e22", "1e23",
            "1e-22",
            "1e-23", "9007199254740993", "9007199254740992", "0.000000000000000000000000000001",
            "123456789012345678901234",
            "00000000000000000000000000.5", "2.2250738585072011e-308", "5e-324", "4.9406564584124654e-324", "+0.5",
            "-0.5",
            "0.99999999999999999999", "1.7976931348623157e308", "12345678901234567890e-19", "18446744073709551617",
            "1e0001",
        ])
    func agreement(text: String) throws {
        let expected = try #require(Double(text))
        #expect(scan(text).number == expected)
        #expect(scan(text).rest == 0)
        #expect(scan(text + ",").rest == 1)
        #expect(DecimalScanner.number(text) == expected)
    }

    @Test(
        "what is no decimal is none, and nothing is taken",
        arguments: [
            "", ".", "e5", "1e", "1e+", "0x10", "nan", "inf", "infinity", "half", "1.2.3", "1,", "--1", "0.5x", "1e5e5",
        ])
    func refused(text: String) {
        let result = scan(text)
        if text == "1," {
            #expect(result.number == 1)
        } else {
            #expect(result.number == nil)
            #expect(result.rest == text.utf8.count)
        }
    }

    @Test("random doubles written with few and with all digits read back bit for bit")
    func random() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let number = Double(bitPattern: generator.next() & 0x7FEF_FFFF_FFFF_FFFF)
            #expect(scan("\(number)").number == number)
            let probability = Double.random(in: 0..<1, using: &generator)
            #expect(scan("\(probability)").number == probability)
            let digits = Int.random(in: 1...19, using: &generator)
            let text = "0." + (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            #expect(scan(text).number == Double(text))
            let exponent = text + "e\(Int.random(in: -30...30, using: &generator))"
            #expect(scan(exponent).number == Double(exponent))
        }
    }
}
