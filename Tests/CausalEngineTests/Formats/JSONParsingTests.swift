import CausalEngine
import Testing

@Suite("Reading JSON")
struct JSONParsingTests {
    @Test(
        "What was written reads back as the same value",
        arguments: [
            #"{"z":1,"a":[0.1,1e-05,-2.5e+300],"none":null,"t":true,"f":false,"seed":18446744073709551615}"#,
            #"["a\"\\\n\t\u001b\u2028é😀",[],{},-9223372036854775808,0,-0.0]"#, #""""#, "null", "-1",
        ])
    func roundTrip(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test("Escapes, surrogate pairs and white space are read")
    func escapes() throws {
        let value = try JSONValue(parsing: " {\n\"a\" : \"\\u00e9\\ud83d\\ude00\\/\\ud83dx\" , \"b\":[ 1 , 2 ]}\r\n")
        #expect(value["a"]?.string == "é😀/\u{fffd}x")
        #expect(value["b"]?.elements?.compactMap(\.int) == [1, 2])
    }

    @Test(
        "What is not JSON is refused with its place",
        arguments: [
            ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("01", 1, 2), ("1.", 1, 3), ("+1", 1, 1),
            ("\"a\nb\"", 1, 3), ("[\n1 2]", 2, 3), ("nul", 1, 1), ("\"\\x\"", 1, 3), ("1e999", 1, 6), ("NaN", 1, 1),
            ("\"\\u12g4\"", 1, 6), ("{a:1}", 1, 2), ("[1] x", 1, 5),
        ])
    func refusals(text: String, line: Int, column: Int) {
        #expect {
            try JSONValue(parsing: text)
        } throws: { error in
            guard let error = error as? JSONError else { return false }
            return error.line == line && error.column == column
        }
    }

    @Test("Nesting beyond any use is refused, not followed")
    func nesting() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: [UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")]) }
    }
}
