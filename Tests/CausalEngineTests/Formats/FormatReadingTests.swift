import Testing

@testable import CausalEngine

@Suite("Formats of others")
struct FormatReadingTests {
    @Test("the same network is read from every format", arguments: FormatFiles.all.map(\.format))
    func sameNetwork(format: NetworkFormat) throws {
        let text = try #require(FormatFiles.all.first { $0.format == format }?.text)
        let network = try FormatFiles.read(text, format)
        #expect(network.name == "home")
        #expect(Array(network.scm.graph.parents.prefix(3)) == [[], [], [0, 1]])
        #expect(FormatFiles.table(network, 0) == [0.001, 0.999])
        #expect(FormatFiles.table(network, 1) == [0.97, 0.02, 0.01])
        #expect(FormatFiles.table(network, 2) == FormatFiles.alarm)
        guard format != .uai else {
            #expect(network.variables.map(\.name) == ["x0", "x1", "x2"])
            #expect(network.variables[1].states == ["0", "1", "2"])
            return
        }
        #expect(network.title == (format == .xdsl ? nil : "home"))
        #expect(network.variables.prefix(3).map(\.name) == ["burglary", "quake", "alarm"])
        #expect(network.variables[1].states == ["none", "weak", "strong"])
        #expect(network.variables[2].states == ["rings", format == .xdsl ? "silent" : "is silent"])
        #expect(network.variables[2].label == ([.net, .dsc, .xdsl].contains(format) ? "the alarm" : "alarm"))
        #expect(network.positions == (format == .xdsl ? [2: .init(x: 30, y: 40)] : [0: .init(x: 10, y: 20)]))
        #expect(network.remarks.comments == (format == .xmlbif ? 2 : format == .net ? 2 : format == .xdsl ? 0 : 1))
        let passedOver: [NetworkFormat: [String]] = [
            .bif: ["author"], .xmlbif: ["author"], .net: ["node_size", "HR_Color"], .dsc: [], .xdsl: ["unit"],
        ]
        #expect(network.remarks.properties.map(\.name) == passedOver[format])
    }

    @Test("a deterministic node of GeNIe is a table of zeros and ones")
    func deterministic() throws {
        let network = try FormatFiles.read(FormatFiles.xdsl, .xdsl)
        #expect(FormatFiles.table(network, 3) == [1, 0, 0, 1])
    }

    @Test("a noisy-MAX is the table of independent causes of which the strongest shows")
    func noisyMax() throws {
        func file(_ strengths: String, _ first: String) -> String {
            """
            <smile version="1.0"><nodes>
            <cpt id="a"><state id="on"/><state id="off"/><probabilities>0.5 0.5</probabilities></cpt>
            <cpt id="b"><state id="on"/><state id="off"/><probabilities>0.5 0.5</probabilities></cpt>
            <noisymax id="c"><state id="high"/><state id="low"/><state id="no"/><parents>a b</parents>
            <strengths>\(strengths)</strengths>
            <parameters>\(first) 0.1 0.4 0.5 0 0 1 0.05 0.15 0.8</parameters></noisymax>
            </nodes></smile>
            """
        }
        let network = try FormatFiles.read(file("0 1 0 1", "0.2 0.3 0.5 0 0 1"), .xdsl)
        let table = try #require(FormatFiles.table(network, 2))
        // P(no) is the product of what each active cause leaves; P(at most low) the product of 1 - P(high).
        let no = [0.5 * 0.5 * 0.8, 0.5 * 0.8, 0.5 * 0.8, 0.8]
        let high = [1 - 0.8 * 0.9 * 0.95, 1 - 0.8 * 0.95, 1 - 0.9 * 0.95, 0.05]
        for row in 0..<4 {
            #expect(abs(table[row * 3 + 2] - no[row]) < 1e-15)
            #expect(abs(table[row * 3] - high[row]) < 1e-15)
        }
        // The first parent acts in its second state: its columns come in the order of strength.
        let turned = try #require(FormatFiles.table(FormatFiles.read(file("1 0 0 1", "0.2 0.3 0.5 0 0 1"), .xdsl), 2))
        for column in 0..<6 {
            #expect(abs(turned[column] - table[column + 6]) < 1e-15)
            #expect(abs(turned[column + 6] - table[column]) < 1e-15)
        }
        let error = #expect(throws: EngineError.self) {
            try FormatFiles.read(file("1 0 0 1", "0 0 1 0.2 0.3 0.5"), .xdsl)
        }
        #expect(error?.description.contains("strengths of the parents of “c” whose order cannot be told") == true)
    }

    @Test("NET: classes, Boolean nodes, and a potential without data, which is told")
    func netVariants() throws {
        let network = try FormatFiles.read(
            """
            class home {
              inputs = ();
              outputs = (a);
              node a { subtype = boolean; }
              node b { states = ("x" "y" "z"); }
              potential (a) { data = (0.25 0.75); }
              potential (b | a) { }
            }
            """, .net)
        #expect(network.title == "home")
        #expect(network.variables[0].states == ["false", "true"])
        #expect(FormatFiles.table(network, 1) == Array(repeating: 1.0 / 3, count: 6))
        #expect(network.remarks.assumptions.count == 1)
        #expect(network.remarks.assumptions.first?.contains("“b” has no data") == true)
    }

    @Test("XML: sections, references and other encodings are what they stand for")
    func xmlTexts() throws {
        let text = FormatFiles.xmlbif
            .replacing("<OUTCOME>rings</OUTCOME>", with: "<OUTCOME><![CDATA[<5]]></OUTCOME>")
            .replacing("is silent", with: "a &amp; b&#x20AC;&quot;")
        #expect(try FormatFiles.read(text, .xmlbif).variables[2].states == ["<5", "a & b€\""])
    }

    @Test("quotes and backslashes in quoted names")
    func quotedNames() throws {
        let network = try FormatFiles.read(
            #"""
            variable "a \"b\" \\ c" { type discrete [ 2 ] { "\"", "x y" }; }
            variable d { type discrete [ 2 ] { t, f }; }
            probability ( d | "a \"b\" \\ c" ) { ("\"") 1, 0; ("x y") 0, 1; }
            probability ( "a \"b\" \\ c" ) { table 0.5, 0.5; }
            """#, .bif)
        #expect(network.variables[0].name == #"a "b" \ c"#)
        #expect(network.variables[0].states == ["\"", "x y"])
        #expect(FormatFiles.table(network, 1) == [1, 0, 0, 1])
    }

    @Test(
        "forty binary parents are refused with the size, before memory is touched",
        arguments: [NetworkFormat.bif, .uai])
    func tooLarge(format: NetworkFormat) {
        let count = 41
        let text: String
        if format == .bif {
            let names = (0..<count).map { "v\($0)" }
            text =
                names.map { "variable \($0) { type discrete [ 2 ] { t, f }; }\n" }.joined()
                + "probability ( v0 | \(names.dropFirst().joined(separator: ", ")) ) { default 0.5, 0.5; }"
        } else {
            let scope = ([41] + Array((0..<41).reversed())).map(String.init).joined(separator: " ")
            let singles = (1..<41).map { "1 \($0)" }.joined(separator: "\n")
            text =
                "BAYES 41 \((0..<41).map { _ in "2" }.joined(separator: " ")) 41\n\(scope)\n\(singles)\n"
                + "2 0.5 0.5"
        }
        let error = #expect(throws: EngineError.self) { try FormatFiles.read(text, format) }
        #expect(error?.description.contains("2 × 2 × 2 × … entries (2.2 × 10^12 in all)") == true, "\(error as Any)")
    }
}

@Suite("Errors of formats")
struct FormatErrorTests {
    @Test(
        "errors name line and column, what was found and what was expected",
        arguments: [
            (NetworkFormat.xmlbif, "", "home.xmlbif:1:1: found no XML element"),
            (
                .xmlbif, "<BIF VERSION=\"0.3\">\n<NETWORK>\n</BIF>",
                "home.xmlbif:3:1: found “</BIF>”, expected “</NETWORK>”, which closes line 2"
            ),
            (
                .xmlbif, "<BIF><NETWORK>\n <NAME>a</NAME>",
                "home.xmlbif:2:16: found the end of the file, expected “</NETWORK>”"
            ),
            (.xmlbif, "<BIF a=\"1\" a=\"2\"/>", "home.xmlbif:1:12: the attribute “a” is given twice"),
            (.xmlbif, "<BIF>a & b</BIF>", "home.xmlbif:1:8: found “&” that begins no reference"),
            (.xmlbif, "<BIF>&nbsp;</BIF>", "home.xmlbif:1:6: found “&nbsp;”"),
            (.xmlbif, String(repeating: "<a>", count: 100_000), "elements nested over 256 deep"),
            (.xmlbif, "<x/>", "home.xmlbif:1:1: found “<x>”, expected <BIF>".replacing("“<x>”", with: "<x>")),
            (
                .xmlbif, "<BIF><NETWORK>\n  <VARIABLE TYPE=\"decision\"><NAME>a</NAME></VARIABLE></NETWORK></BIF>",
                "home.xmlbif:2:3: found a variable of type “decision”, expected type “nature”"
            ),
            (
                .xmlbif, "<!DOCTYPE x [\n <!ENTITY a SYSTEM \"file:///etc/passwd\">]><BIF>&a;</BIF>",
                "home.xmlbif:2:2: found an entity declaration"
            ),
            (.xmlbif, FormatFiles.xmlbif.replacing("0.97", with: "0.87"), "the probabilities of “quake” sum to 0.9"),
            (
                .xmlbif, FormatFiles.xmlbif.replacing("0.97 0.02", with: "0.97 -0.02"),
                "home.xmlbif:22:43: found “-0.02”"
            ),
            (
                .xmlbif, FormatFiles.xmlbif.replacing("<GIVEN>quake", with: "<GIVEN>quaek"),
                "home.xmlbif:24:44: there is no variable “quaek”; did you mean “quake”?"
            ),
            (
                .xmlbif, FormatFiles.xmlbif.replacing("0.2 0.8", with: "0.2"),
                "found 11 probabilities of “alarm”, expected 12"
            ),
            (.net, "", "home.net:1:1: found no node"),
            (.net, "net {}\nutility u { }", "home.net:2:1: found “utility”, expected net, node or potential"),
            (
                .net, "node a { states = (\"x\" \"y\"); }\npotential (a) { data = (0.5 0.6); }",
                "home.net:2:12: the probabilities of “a” sum to 1.1"
            ),
            (
                .net, "node a { states = (\"x\" \"y\"); }\npotential (a) { data = (0.5 half); }",
                "home.net:2:29: found “half” as a probability of “a”"
            ),
            (
                .net, "node a { states = (\"x\" \"y\"); }\npotential (a) { data = (0.5 1.5); }",
                "home.net:2:29: found “1.5” as a probability of “a”"
            ),
            (
                .net, "node a { states = (\"x\" \"y\"); }\npotential (a) { data = (0.5 0.5",
                "home.net:2:32: found the end of the file"
            ),
            (
                .net, "node a { states = (\"x\" \"y\"); }\npotential (a) { data = (1); }",
                "found 1 probabilities of “a”, expected 2"
            ),
            (.net, "node a { states = (\"x\" \"y\"); }", "home.net:1:6: the variable “a” has no “probability”"),
            (.net, "node a { states = (\"x\" \"x\"); }", "home.net:1:24: the state “x” is given twice"),
            (
                .dsc, "belief network x\nnode a { type : continuous; }",
                "home.dsc:2:17: found “continuous”, expected discrete"
            ),
            (
                .dsc, FormatFiles.dsc.replacing("(1, weak)", with: "(1, waek)"),
                "home.dsc:18:7: “waek” is not a state of “quake”; did you mean “weak”?"
            ),
            (
                .dsc, FormatFiles.dsc.replacing("(1, weak)", with: "(0, 0)"),
                "home.dsc:18:3: the row “alarm where burglary=yes, quake=none” is given twice"
            ),
            (
                .dsc, FormatFiles.dsc.replacing("  default : 0.001, 0.999;\n", with: ""),
                "2 rows of “alarm” not given, among them where burglary=no, quake=none"
            ),
            (
                .dsc, FormatFiles.dsc.replacing("0.2, 0.8", with: "0.2, 0.9"),
                "home.dsc:18:3: the probabilities of “alarm” where burglary=no, quake=weak sum to 1.1"
            ),
            (
                .xdsl, "<smile><nodes>\n<decision id=\"d\"/></nodes></smile>",
                "home.xdsl:2:1: found <decision>, expected chance nodes"
            ),
            (
                .xdsl, FormatFiles.xdsl.replacing("burglary quake<", with: "burglary quak<"),
                "home.xdsl:12:25: there is no variable “quak”"
            ),
            (
                .xdsl, FormatFiles.xdsl.replacing("called not<", with: "called nor<"),
                "home.xdsl:18:31: “nor” is not a state of “police”"
            ),
            (
                .bif, FormatFiles.bif.replacing("  default 0.001, 0.999;", with: "  default 1, 0;\n  default 1, 0;"),
                "home.bif:13:3: the statement “default” is given twice"
            ),
            (
                .xmlbif,
                FormatFiles.xmlbif.replacing("0.97 0.02 0.01</TABLE>", with: "1 0 0</TABLE><TABLE>1 0 0</TABLE>"),
                "home.xmlbif:22:51: the element “TABLE” is given twice"
            ),
            (
                .net, FormatFiles.net.replacing("data = (0.001 0.999);", with: "data = (0 1); data = (0 1);"),
                "home.net:6:38: the attribute “data” is given twice"
            ),
            (
                .dsc,
                FormatFiles.dsc.replacing("  default : 0.001, 0.999;", with: "  default : 1, 0;\n  default : 1, 0;"),
                "home.dsc:20:3: the row “default” is given twice"
            ),
            (.uai, "MARKOV 1 2 1 1 0 2 0.5 0.5", "home.uai:1:1: found “MARKOV”, expected BAYES"),
            (.uai, "BAYES\n1000000000000", "home.uai:2:1: found 1000000000000 as the number of variables"),
            (
                .uai, "BAYES\n1\n1000000000000",
                "home.uai:3:1: found 1000000000000 as the number of states of variable 0"
            ),
            (.uai, "BAYES 2 2 2 2 1 0 1 0 2 1 0 2 1 0", "the probability block of “x0” is given twice"),
            (.uai, "BAYES 1 2 1 1 0 2 0.5 0.4", "the probabilities of “x0” sum to 0.9"),
            (.uai, "BAYES 1 2 1 1 0 2 0.5 0.5 7", "home.uai:1:27: found “7”, expected the end of the file"),
            (.uai, "BAYES 1 2 1 1 0 2 0.5", "found the end of the file, expected a probability of “x0”"),
            (.uai, "BAYES 2 2 2 2 2 1 0 2 0 1 4 1 0 1 0 4 1 0 1 0", "a directed cycle: x0 → x1 → x0"),
        ] as [(NetworkFormat, String, String)])
    func errors(format: NetworkFormat, text: String, part: String) {
        let error = #expect(throws: EngineError.self) { try FormatFiles.read(text, format) }
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test(
        "a file cut at any byte is an error or a whole network, never a crash", arguments: FormatFiles.all.map(\.format)
    )
    func prefixes(format: NetworkFormat) throws {
        let text = try #require(FormatFiles.all.first { $0.format == format }?.text)
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count - 1 {
            do throws(EngineError) {
                _ = try FormatFiles.read(String(decoding: bytes[..<length], as: UTF8.self), format)
                // Only white space, or a last digit, may be missing from what is accepted.
                #expect(length >= bytes.count - 5, "\(length) of \(bytes.count) bytes were accepted")
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test("bytes changed at random never crash a reader", arguments: FormatFiles.all.map(\.format))
    func mutations(format: NetworkFormat) throws {
        let text = try #require(FormatFiles.all.first { $0.format == format }?.text)
        var generator = SeededGenerator(seed: 5)
        let signs = Array("{}()[]<>;,|=:\"\\/*%&! \n019.e-\u{0}é".utf8)
        for _ in 0..<3_000 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let sign = signs[Int.random(in: 0..<signs.count, using: &generator)]
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = sign
                case 1: bytes.insert(sign, at: place)
                case 2: bytes.remove(at: place)
                default:
                    let other = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes.replaceSubrange(
                        min(place, other)..<min(bytes.count, min(place, other) + 12),
                        with: bytes[place..<min(bytes.count, place + 7)])
                }
            }
            _ = try? FormatFiles.read(String(decoding: bytes, as: UTF8.self), format)
        }
    }
}
