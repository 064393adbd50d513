import Testing

@testable import CausalEngine

@Suite("DAGitty text and DOT")
struct GraphTextTests {
    private func read(_ text: String, _ format: GraphFormat = .dagitty) throws -> CausalGraph {
        try CausalGraph(reading: .init(name: "g.txt", text: text), as: format)
    }

    private func edges(_ graph: CausalGraph) -> Set<String> {
        Set(graph.directedEdges.map { "\(graph.name(of: $0.source))>\(graph.name(of: $0.target))" })
            .union(graph.bidirectedEdges.map { "\(graph.name(of: $0.source))~\(graph.name(of: $0.target))" })
    }

    @Test("roles, positions, chains, groups, quoted names, without separators")
    func dagitty() throws {
        let graph = try read(
            """
            dag { x [exposure,pos="0,1"] y [outcome] u [latent] x -> y x <-> z {a b} -> c "quoted name" }
            """)
        #expect(graph.nodes.map(\.name) == ["x", "y", "u", "z", "a", "b", "c", "quoted name"])
        #expect(edges(graph) == ["x>y", "x~z", "a>c", "b>c"])
        #expect(graph.nodes[0].roles == [.exposure])
        #expect(graph.nodes[0].position == .init(x: 0, y: 1))
        #expect(graph.nodes(.latent) == [2])
    }

    @Test("chains and groups within chains make every edge between neighbours")
    func chains() throws {
        let graph = try read("dag{ a -> {b c} -> d <- e <-> f; g <- {h; i -> j} }")
        #expect(edges(graph) == ["a>b", "a>c", "b>d", "c>d", "e>d", "e~f", "h>g", "i>g", "j>g", "i>j"])
    }

    @Test("numbers, dots and letters of any script need no quotes; abbreviations of roles are understood")
    func names() throws {
        let graph = try read("dag { 1 -> X.2 -> müde -> 年齢 -> हृदय 1[e] X.2[adjusted,selected] müde[u] 年齢[o] }")
        #expect(graph.nodes.map(\.name) == ["1", "X.2", "müde", "年齢", "हृदय"])
        #expect(graph.nodes.map(\.roles) == [[.exposure], [.adjusted, .selected], [.latent], [.outcome], []])
    }

    @Test("DOT: subgraphs, settings, ports, comments, preprocessor lines, dir, HTML labels")
    func dot() throws {
        let graph = try read(
            #"""
            /* a */ strict digraph "my graph" {
              # line
              rankdir=LR; node [shape=box, weight=-1.5]; // rest
              subgraph cluster_0 { label="inner"; a:n -> b; }
              "c \"d\"" [label=<<b>C</b>>, latent=true, pos="27,18.5!"];
              b -> "c \"d\"" [dir=both]; a -> e [dir=back]; U [observed="no"] V [latent=false]
            }
            """#, .dot)
        #expect(graph.nodes.map(\.name) == ["a", "b", #"c "d""#, "e", "U", "V"])
        #expect(edges(graph) == ["a>b", #"b~c "d""#, "e>a"])
        #expect(graph.nodes(.latent) == [2, 4])
        #expect(graph.nodes[2].position == .init(x: 27, y: 18.5))
    }

    @Test(
        "what was read is written so that it reads back as the same graph and is written as the same bytes",
        arguments: GraphFormat.allCases)
    func roundTrip(_ format: GraphFormat) throws {
        let names = [
            "x", "1", "a.b", "node", "Graph", "über", "a b", #"q"uote"#, #"back\slash\"#, "new\nline", "", "-1", "é",
        ]
        let nodes = names.enumerated().map { index, name in
            CausalGraph.Node(
                name,
                roles: Set(
                    CausalGraph.Role.allCases.enumerated().filter { index >> $0.offset & 1 == 1 }.map(\.element)),
                position: index % 3 == 0 ? .init(x: Double(index) / 7, y: -1e-20 * Double(index)) : nil)
        }
        let graph = try CausalGraph(
            nodes: nodes, directed: [.init(3, 1), .init(1, 12), .init(0, 5), .init(5, 8), .init(0, 5)],
            bidirected: [.init(7, 2), .init(2, 7), .init(1, 3)])
        let text = graph.text(as: format)
        let again = try read(text, format)
        #expect(again == graph)
        #expect(again.text(as: format) == text)
    }

    @Test(
        "errors name line and column",
        arguments: [
            ("dag { a ->\n -> b }", 2, 2, "a name or “{”"),
            ("dag {\n a -- b }", 2, 4, "without a direction"),
            ("pdag { a -> b }", 1, 1, "dag {"),
            ("dag { a \"b }", 1, 9, "closing quote"),
            ("dag { a -> b", 1, 13, "the end of the file"),
            ("dag { a -> b } c", 1, 16, "the end of the file"),
            ("dag {\n\n  über-alles }", 3, 7, "double quotes"),
            ("dag { a [pos=\"1\"] }", 1, 10, "two numbers"),
            ("dag {\n a -> b -> c -> a }", 2, 2, "a → b → c → a"),
            ("dag { a -> a }", 1, 9, "cycle"),
            ("", 1, 1, "dag {"),
            ("dag { /* x }", 1, 7, "comment"),
            ("dag { a -> b [latent] }", 1, 15, "on a node"),
        ])
    func errors(_ text: String, _ line: Int, _ column: Int, _ words: String) throws {
        let error = #expect(throws: EngineError.self) { try read(text) }
        #expect(error?.location == Location(file: "g.txt", line: line, column: column), "\(String(describing: error))")
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test("deep nesting is refused before the stack is used up")
    func nesting() {
        let text = "dag " + String(repeating: "{", count: 100_000)
        #expect(throws: EngineError.self) { try read(text) }
    }

    @Test("model files without parameters are graphs, with bidirected edges; beside parameters these are refused")
    func modelFiles() throws {
        let text = """
            format: causalsynth/scm/1
            variables:
              - name: X
              - {name: Y, parents: [X], states: [a, b]}
              - {name: U, latent: true}
            bidirected: [[X, Y]]
            """
        let source = NetworkSource(model: .init(name: "g.scm.yaml", text: text), format: .scm)
        let read = try GraphSource.parse(source)
        #expect(read.network == nil)
        #expect(edges(read.graph) == ["X>Y", "X~Y"])
        #expect(read.graph.nodes(.latent) == [2])
        #expect(throws: EngineError.self) { try Network.parse(source) }
        var mixed = source
        mixed.model.text = text.replacing("name: X", with: "name: X\n    states: [a, b]\n    table: [0.5, 0.5]")
        let error = #expect(throws: EngineError.self) { try GraphSource.parse(mixed) }
        #expect(error?.location?.line == 5)
        var unknown = source
        unknown.model.text = text.replacing("[[X, Y]]", with: "[[X, Other]]")
        #expect(
            throws: EngineError.unknownVariable("Other", near: [], at: .init(file: "g.scm.yaml", line: 6, column: 18))
        ) {
            try GraphSource.parse(unknown)
        }
    }
}
