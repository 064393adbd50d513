import Foundation
import Testing

@testable import CausalEngine

private let writable = NetworkFormat.allCases.filter(\.isWritable)

private func written(_ network: Network, _ format: NetworkFormat) throws -> Conversion {
    try GraphSource(network).converted(to: .network(format), fileName: "model.\(format.rawValue)")
}

private func read(_ text: String, _ format: NetworkFormat) throws -> Network {
    try Network.parse(NetworkSource(model: .init(name: "model.\(format.rawValue)", text: text), format: format))
}

/// The tables of a network, finite noise and equations included.
private func tables(_ network: Network) throws -> [[Double]] {
    try TabularNetwork(network, for: .bif).variables.map(\.probabilities)
}

@Suite("Conversion")
struct ConversionTests {
    @Test("every built-in sample survives every format it fits", arguments: BuiltInSample.all.map(\.name))
    func samples(name: String) throws {
        let network = try Network.load(name)
        for format in writable {
            guard format == .scm || !network.variables.contains(where: \.isContinuous) else { continue }
            let first = try written(network, format).text
            let again = try read(first, format)
            let second = try written(again, format)
            #expect(second.text == first, "\(format)")
            #expect(second.losses.isEmpty, "\(second.losses)")
            #expect(again.scm.graph == network.scm.graph)
            if !network.variables.contains(where: \.isContinuous) {
                #expect(try tables(again) == tables(network))
            }
        }
    }

    @Test(
        "a model file keeps everything: mechanisms, wording, prior, prompts", arguments: BuiltInSample.all.map(\.name))
    func modelFiles(name: String) throws {
        let network = try Network.load(name)
        let conversion = try written(network, .scm)
        let again = try read(conversion.text, .scm)
        #expect(conversion.losses.allSatisfy { $0.kind == .comments })
        #expect(again.name == network.name)
        #expect(again.title == network.title)
        #expect(again.source == network.source)
        #expect(again.variables == network.variables)
        #expect(again.profile == network.profile)
        for (a, b) in zip(again.scm.mechanisms, network.scm.mechanisms) {
            switch (a, b) {
            case (.table(let a), .table(let b)): #expect(a == b)
            case (.response(let a), .response(let b)): #expect(a == b)
            case (.equation(let a), .equation(let b)):
                #expect(a.source == b.source)
                #expect(a.noise == b.noise)
            default: Issue.record("another kind of mechanism")
            }
        }
    }

    @Test("random networks keep every bit, and posteriors with them", arguments: 0..<12)
    func randomNetworks(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let scm = try RandomModels.discrete(6, states: 1...4, maxParents: 3, using: &generator)
        let network = Network(name: "model", scm: scm, profile: .derived(for: scm.variables))
        let expected = try ExactInference(scm).query(Query())
        for format in writable {
            let first = try written(network, format).text
            let again = try read(first, format)
            #expect(try written(again, format).text == first, "\(format)")
            let marginals = try ExactInference(again.scm).query(Query())
            for variable in scm.variables.indices {
                let pairs = zip(marginals[variable] ?? [], expected[variable] ?? [])
                // Finite noise summed out before or while propagating may differ in the last bits.
                #expect(pairs.allSatisfy { abs($0 - $1) < 1e-14 })
            }
            #expect(try tables(again) == tables(network))
        }
    }

    /// Names and states that some format or other cannot write down plainly.
    private static let strange = [
        "two words", "Sat.O2", "<5", ">=7.5", "12+", "Asy/Patch", "//", "/* x", "a\"b", "\"", "back\\slash", "{", ";",
        "%",
        "a|b", "net", "node", "1", "é", "日本", " edge ", "tab\tline\nend", "&amp;", "<tag>", "yes", "null", "~", "- x",
        "a: b",
        "#", "x # y", "'", "table", "default", "\u{1}", "\u{7f}\u{85}\u{2028}", "=1", "true", "0x1F", "😀", "`", "@",
        "x_0", "x0",
    ]

    @Test("any name survives a format or its change is told", arguments: writable)
    func strangeNames(format: NetworkFormat) throws {
        let names = Self.strange
        let variables = names.indices.map { index in
            let states = [names[(index + 1) % names.count], names[index]]
            return Variable(name: names[index], domain: .categorical(states: states, isOrdinal: false))
        }
        let parents: [[Int]] = names.indices.map { $0 > 1 ? [$0 - 2, $0 - 1] : [] }
        let mechanisms: [Mechanism] = parents.map { parents in
            let first = (parents.isEmpty ? 1...1 : 1...4).map { Double($0) / 10 }
            return .table(
                ProbabilityTable(
                    parentCardinalities: parents.map { _ in 2 }, stateCount: 2,
                    probabilities: first.flatMap { [$0, 1 - $0] }, convention: .inverseCDF))
        }
        let scm = try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
        let network = Network(name: "model", scm: scm, profile: .derived(for: variables))
        let conversion = try written(network, format)
        let again = try read(conversion.text, format)
        #expect(try written(again, format).text == conversion.text)
        #expect(try tables(again) == tables(network))
        let changed = zip(again.variables, variables).filter { $0.name != $1.name }.map(\.1.name)
        let told = conversion.losses.filter { $0.kind == .names }
        #expect(told.count == changed.count)
        for name in changed { #expect(told.contains { $0.text.hasPrefix("“\(name)”") }) }
        let restated = zip(again.variables, variables).count { $0.states != $1.states }
        #expect(conversion.losses.count { $0.kind == .states } == restated)
        if format == .bif || format == .scm { #expect(again.variables.map(\.name) == names) }
        #expect(Set(again.variables.map(\.name)).count == names.count)
    }

    private static let rich = """
        format: causalsynth/scm/1
        name: rich
        title: A title
        source: a book
        variables:
          - {name: cause, label: the cause, states: [low, mid, high], ordinal: true, table: [0.2, 0.3, 0.5]}
          - {name: hidden, states: [yes, no], table: [0.5, 0.5], latent: true}
          - name: effect
            states: [a, b, c]
            parents: [cause]
            noise: inverse-cdf
            table: [[0.2, 0.3, 0.5], [0.1, 0.1, 0.8], [1/3, 1/3, 1/3]]
          - name: wet
            states: [dry, soaked]
            parents: [hidden]
            noise: {p: [1/4, 3/4]}
            response: [[dry, soaked], [soaked, soaked]]
          - {name: either, states: [yes, no], parents: [hidden, wet], equation: hidden == yes or wet == soaked}
        # a comment
        domain: a letter
        styles: [short]
        wording: {cause: {say: {low: [little of it]}}}
        prior: {cause: {p: [0.1, 0.1, 0.8]}}
        prompts: {system: "You write {{domain}}."}
        """

    @Test("the loss report names all that a format of tables does not hold")
    func losses() throws {
        let network = try read(Self.rich, .scm)
        let conversion = try written(network, .bif)
        #expect(
            conversion.losses.map(\.kind) == [
                .name, .source, .labels, .order, .noise, .response, .equations, .latent, .wording, .wording, .wording,
                .prior,
                .prompts, .comments,
            ])
        let text = conversion.losses.map(\.text).joined(separator: "\n")
        for part in [
            "“rich”", "“a book”", "cause (the cause)", "effect", "wet", "either", "hidden", "a letter", "system",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(try tables(read(conversion.text, .bif)) == tables(network))
        #expect(try FormatFiles.table(read(conversion.text, .bif), 4) == [1, 0, 1, 0, 0, 1, 1, 0])
        let kept = try written(network, .scm)
        #expect(kept.losses.map(\.kind) == [.comments])
        let graph = try GraphSource(network).converted(to: .graph(.dagitty), fileName: "rich.dagitty")
        #expect(graph.losses.map(\.kind).contains(.probabilities))
        #expect(!graph.losses.map(\.kind).contains(.latent))
        #expect(graph.text.contains("hidden [latent]"))
    }

    @Test("a mechanism's name is told as lost, and what it means is kept")
    func namedMechanisms() throws {
        let network = try read(
            """
            format: causalsynth/scm/1
            variables:
              - {name: flu, states: [yes, no], table: [0.1, 0.9]}
              - {name: fever, states: [no, yes], parents: [flu], noisy-or: {causes: {flu: 0.8}, leak: 0.01}}
              - {name: ward, states: [no, yes], parents: [flu], logistic: {intercept: -2, weights: {flu: 1.5}}}
            """, .scm)
        for format in [NetworkFormat.scm, .bif] {
            let conversion = try written(network, format)
            let losses = conversion.losses.filter { $0.kind == .mechanisms }
            #expect(losses.count == 1)
            #expect(losses.first?.text.hasPrefix("fever (noisy-or), ward (logistic): written out") == true)
            let again = try read(conversion.text, format)
            #expect(try tables(again) == tables(network))
            #expect(try written(again, format).losses.allSatisfy { $0.kind != .mechanisms })
        }
    }

    @Test("continuous variables are refused where there are only tables, with the reason")
    func refusals() throws {
        let continuous = try read(
            """
            format: causalsynth/scm/1
            variables:
              - {name: dose, equation: u, noise: "normal(0, 1)", range: [-1, 1], unit: mg, write: {decimals: 3}}
              - {name: high, states: [yes, no], parents: [dose], equation: dose > 1}
            """, .scm)
        for format in [NetworkFormat.bif, .xmlbif, .net, .uai] {
            let error = #expect(throws: EngineError.self) { try written(continuous, format) }
            #expect(error?.description.contains("found the continuous variable “dose”") == true)
        }
        #expect(try read(written(continuous, .scm).text, .scm).variables == continuous.variables)
        let random = try read(
            """
            format: causalsynth/scm/1
            variables:
              - {name: coin, states: [yes, no], equation: u > 0.3, noise: "uniform(0, 1)"}
            """, .scm)
        let error = #expect(throws: EngineError.self) { try written(random, .bif) }
        #expect(error?.description.contains("the equation of “coin”, which has no exact table") == true)
        let graph = GraphSource(name: "g", graph: CausalGraph(random.scm))
        #expect(throws: EngineError.self) { try graph.converted(to: .network(.bif)) }
        for format in [NetworkFormat.dsc, .xdsl] {
            let readOnly = #expect(throws: EngineError.self) { try written(random, format) }
            #expect(readOnly?.description.contains("as the format to write") == true)
        }
    }

    @Test("graphs alone go between DAGitty, DOT and model files with all that each holds")
    func graphs() throws {
        let text = "dag {\na [exposure,pos=\"1,2\"]\nb [outcome]\n\"c d\" [latent]\na -> b\n\"c d\" -> a\na <-> b\n}\n"
        let graph = try GraphSource.parse(.init(name: "g.dagitty", text: text), as: .dagitty)
        let same = try graph.converted(to: .graph(.dagitty))
        #expect(try GraphSource.parse(.init(name: "g.dagitty", text: same.text), as: .dagitty).graph == graph.graph)
        #expect(same.losses.isEmpty)
        let file = try graph.converted(to: .network(.scm))
        #expect(file.losses.map(\.kind) == [.roles, .roles, .positions])
        let again = try GraphSource.parse(
            NetworkSource(model: .init(name: "g.scm.yaml", text: file.text), format: .scm))
        #expect(again.graph.bidirectedEdges == graph.graph.bidirectedEdges)
        #expect(again.graph.nodes(.latent) == graph.graph.nodes(.latent))
        #expect(try again.converted(to: .network(.scm)).text == file.text)
    }

    @Test("what a graph's text holds beside the graph is told")
    func graphRemarks() throws {
        let text = "digraph { // drawn by hand\n rankdir=LR; node [shape=box]; a [color=red]; a -> b [penwidth=2]; }"
        let graph = try GraphSource.parse(.init(name: "g.dot", text: text), as: .dot)
        let conversion = try graph.converted(to: .graph(.dot))
        #expect(
            conversion.losses == [
                ConversionLoss(.properties, "rankdir, shape, color, penwidth"),
                ConversionLoss(.comments, "1 of the file that was read"),
            ])
        let again = try GraphSource.parse(.init(name: "g.dot", text: conversion.text), as: .dot)
        #expect(try again.converted(to: .graph(.dot)) == Conversion(text: conversion.text, losses: []))
    }

    @Test("positions go from one format to another")
    func positions() throws {
        let network = try FormatFiles.read(FormatFiles.bif, .bif)
        for format in [NetworkFormat.bif, .xmlbif, .net] {
            #expect(try read(written(network, format).text, format).positions == network.positions)
        }
        #expect(try written(network, .uai).losses.contains { $0.kind == .positions })
        #expect(try written(network, .scm).losses.contains { $0.kind == .positions })
        let dot = try GraphSource(network).converted(to: .graph(.dagitty))
        #expect(dot.text.contains("pos=\"10,20\""))
    }
}

@Suite("Normalisation")
struct NormalisationTests {
    @Test("normalising twice is normalising once, bit for bit")
    func idempotent() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...40, using: &generator)
            let weights = (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
            let total = weights.reduce(0, +)
            let rough = weights.map { ($0 / total * 1e7).rounded() / 1e7 }
            for row in [rough, weights.map { $0 / total }] where row.contains(where: { $0 > 0 }) {
                func table(_ row: [Double]) -> [Double] {
                    ProbabilityTable(
                        parentCardinalities: [], stateCount: count, probabilities: row, convention: .inverseCDF
                    ).probabilities
                }
                let once = table(row)
                #expect(table(once) == once)
                #expect(abs(once.reduce(0, +) - 1) <= Double(count) * Double.ulpOfOne)
            }
        }
    }
}
