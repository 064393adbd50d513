import Testing

@testable import CausalEngine

@Suite("Prompt templates")
struct PromptTemplateTests {
    @Test("Gaps are filled, once parsed as often as wanted")
    func renders() throws {
        let template = try PromptTemplate.parse("Write {{ what }} in {{style}}. {{what}}!", allowed: ["what", "style"])
        #expect(template.names == ["what", "style"])
        #expect(try template.render(["what": "a note", "style": "prose"]) == "Write a note in prose. a note!")
        #expect(try template.render(["what": "b", "style": "c"]) == "Write b in c. b!")
    }

    @Test("Braces in values open no gap, escaped and single braces are text")
    func bracesAreText() throws {
        let template = try PromptTemplate.parse(#"{"a": {"b": 1}} \{{x}} {{y}}"#, allowed: ["y"])
        #expect(try template.render(["y": "{{z}}"]) == #"{"a": {"b": 1}} {{x}} {{z}}"#)
    }

    @Test("A name without a value is told when rendering")
    func missingValue() throws {
        let template = try PromptTemplate.parse("{{a}}", allowed: ["a"])
        #expect(throws: EngineError.missingKey("a", in: "the values of a prompt template", at: nil)) {
            try template.render(["b": ""])
        }
    }

    @Test("An undefined name stands at its line and column in the file")
    func undefinedName() {
        let error = #expect(throws: EngineError.self) {
            try PromptTemplate.parse(
                "Facts:\n  {{facts}}\n  {{fcats}}", allowed: ["facts"],
                at: Location(file: "a.yaml", line: 10, column: 5), indentation: 4)
        }
        #expect(error?.location == Location(file: "a.yaml", line: 12, column: 7))
        #expect(error?.description.contains("{{fcats}}, which nothing supplies") == true)
        #expect(error?.description.contains("{{facts}}") == true)
    }

    @Test("On the first line columns count from where the text begins")
    func firstLineColumn() {
        let error = #expect(throws: EngineError.self) {
            try PromptTemplate.parse("ab{{x}}", allowed: [], at: Location(file: "a.yaml", line: 3, column: 9))
        }
        #expect(error?.location == Location(file: "a.yaml", line: 3, column: 11))
    }

    @Test("A supplied name that is never used is an error, unless it is not required")
    func unusedName() throws {
        let error = #expect(throws: EngineError.self) {
            try PromptTemplate.parse("{{a}}", allowed: ["a", "b"], at: Location(file: "f", line: 2, column: 1))
        }
        #expect(
            error?.description == """
                f:2:1: found a template that never uses {{b}}, expected every supplied name to be used; write {{b}} where it \
                belongs.
                """)
        #expect(try PromptTemplate.parse("{{a}}", allowed: ["a", "b"], required: ["a"]).names == ["a"])
    }

    @Test(
        "What is not closed or not a name is a syntax error",
        arguments: ["x {{a", "x {{a\n}}", "x {{}}", "x {{a b}}", "x {{a{{b}}"])
    func syntax(text: String) {
        let error = #expect(throws: EngineError.self) { try PromptTemplate.parse(text, allowed: ["a", "b"]) }
        guard case .syntax(_, _, let place)? = error else {
            Issue.record("\(text) is not told as a syntax error")
            return
        }
        #expect(place == Location(file: "template", line: 1, column: 3))
    }

    @Test("The prompts in the code use exactly the names that are supplied", arguments: PromptKind.allCases)
    func defaultPrompts(kind: PromptKind) throws {
        #expect(Set(try PromptTexts.default.template(kind).names) == Set(kind.names))
    }
}
