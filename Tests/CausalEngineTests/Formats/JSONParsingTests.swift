import CausalEngine
import Testing

@Suite("JSON parsing")
struct JSONParsingTests {
    @Test(
        "what is written reads back as the same value",
        arguments: [
            #"{"b":1,"a":[true,false,null,-0.5,1e+300,"é\n\"\\"],"c":{}}"#, "[]", "-7", "18446744073709551615", "0.1",
            #""\u0001""#,
        ])
    func roundTrip(text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(try JSONValue(parsing: value.text) == value)
    }

    @Test("escapes and surrogate pairs are undone")
    func escapes() throws {
        #expect(try JSONValue(parsing: #""\u00e9\ud83d\ude00\/\t""#).string == "é😀/\t")
    }

    @Test(
        "anything else is refused with its place",
        arguments: [
            ("", "expected a value at byte 1"), ("{", "expected a key in double quotes at byte 2"),
            ("[1,]", "expected a value at byte 4"), ("01", "expected a value at byte 1"),
            ("1 2", "expected the end of the JSON text at byte 3"), ("nul", "expected null at byte 1"),
            (#"{"a":1,"a":2}"#, "expected a key other than “a”, which is there already at byte 8"),
            (#""open"#, "expected a closing quote at byte 6"), (#""\x""#, "expected an escape such as \\n at byte 3"),
        ])
    func refusals(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.description == message)
    }

    @Test("hostile nesting ends in an error, not in a crash")
    func nesting() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
    }
}
