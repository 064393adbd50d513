import ArgumentParser
import CausalEngine

struct GraphBlanketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blanket", abstract: "The Markov blanket: what separates a variable from all the rest.")

    @OptionGroup var graph: GraphOptions
    @OptionGroup var subject: GraphSubject
    @OptionGroup var answer: GraphAnswerOptions

    func run() throws {
        try subject.answer(graph.load().graph, answer, "The Markov blanket of") { $0.markovBlanket(of: $1) }
    }
}

struct GraphAncestorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ancestors", abstract: "The causes of a variable, near and far.")

    @OptionGroup var graph: GraphOptions
    @OptionGroup var subject: GraphSubject
    @OptionGroup var answer: GraphAnswerOptions

    func run() throws {
        try subject.answer(graph.load().graph, answer, "The ancestors of") { $0.directed.ancestors(of: $1) }
    }
}

struct GraphDescendantsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "descendants", abstract: "What a variable has an effect on, near and far.")

    @OptionGroup var graph: GraphOptions
    @OptionGroup var subject: GraphSubject
    @OptionGroup var answer: GraphAnswerOptions

    func run() throws {
        try subject.answer(graph.load().graph, answer, "The descendants of") { $0.directed.descendants(of: $1) }
    }
}

/// The variable that a question is about.
struct GraphSubject: ParsableArguments {
    @Argument(help: ArgumentHelp("A variable.", valueName: "x"))
    var variable: String

    func answer(
        _ graph: CausalGraph, _ options: GraphAnswerOptions, _ words: String, _ relatives: (CausalGraph, Int) -> [Int]
    ) throws {
        let node = try graph.node(named: variable)
        let names = graph.sortedNames(relatives(graph, node))
        try options.write(
            ["variables": .array(names.map { .string($0) })],
            names.isEmpty
                ? "\(words) \(variable): none.\n"
                : "\(words) \(variable) (\(names.count)):\n" + names.map { "  \($0)\n" }.joined())
    }
}
