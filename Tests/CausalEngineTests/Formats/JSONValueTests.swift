import CausalEngine
import Testing

@Suite("JSON values")
struct JSONValueTests {
    @Test("Keys keep their order, numbers their digits, and what is not finite is null")
    func writing() {
        let value: JSONValue = [
            "z": 1, "a": [0.1, 1e-05, 5e+300, -0.0], "none": nil, "yes": true, "nan": .number(.nan),
            "seed": .unsigned(.max), "empty": [], "nothing": .object([]),
        ]
        let line =
            #"{"z":1,"a":[0.1,1e-05,5e+300,-0.0],"none":null,"yes":true,"nan":null,"seed":18446744073709551615,"#
            + #""empty":[],"nothing":{}}"#
        #expect(value.text == line)
    }

    @Test("Control characters and separators of lines are escaped, other text is kept")
    func escaping() {
        let text = "a\"\\\n\t\r\u{8}\u{c}\u{1b}[31m\u{7f}\u{9b}\u{2028}\u{0}é😀"
        #expect(
            JSONValue.string(text).text == #""a\"\\\n\t\r\b\f\u001b[31m\u007f\u009b\u2028\u0000é😀""#)
    }

    @Test("The indented form keeps lists of plain values on one line")
    func indented() {
        let value: JSONValue = ["a": [1, 2], "b": ["c": nil], "d": [["e": 1]], "f": .object([])]
        let lines = [
            "{", #"  "a": [1,2],"#, #"  "b": {"#, #"    "c": null"#, "  },", #"  "d": ["#, "    {", #"      "e": 1"#,
            "    }", "  ],", #"  "f": {}"#, "}",
        ]
        #expect(value.indentedText == lines.joined(separator: "\n"))
    }
}
