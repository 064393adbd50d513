import ArgumentParser
import CausalEngine
import Verification

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Read texts: what they assert, of whom, and when.",
        discussion: """
            Each line is {"id":…,"text":"…","concepts":["cough",…]}, or {"id":…,"text":"…"} with --net. Out comes a line \
            for each, in order, with every mention and, with --net, what the text says of each variable. Spans count \
            Unicode scalars.
            """)

    @Option(help: ArgumentHelp("Read for the variables of this network instead of concepts.", valueName: "net"))
    var net: String?

    @OptionGroup var reading: NetworkReading
    @OptionGroup var input: LineInput

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func run() throws {
        let network = try net.map { try reading.load($0) }
        let reader = network.map { TextReader(network: $0) }
        let file = try OutputFile(path: output)
        try input.forEach { line, place in
            let text = try line.text("text", at: place)
            var members: [(key: String, value: JSONValue)] = [("id", line["id"] ?? .null)]
            if let network, let reader {
                let reading = reader.read(text)
                members.append(("mentions", .array(reading.mentions.map { $0.json(in: network.scm) })))
                members.append(("reading", reading.json(in: network.scm)))
            } else {
                let mentions = TextReader(concepts: try concepts(line, at: place)).mentions(in: text)
                members.append(("mentions", .array(mentions.map { $0.json(in: nil) })))
            }
            try file.write(JSONValue.object(members).text + "\n")
        }
        try file.finish()
    }

    private func concepts(_ line: JSONValue, at place: Location) throws -> [String] {
        guard let elements = line["concepts"]?.elements else {
            throw Failure(.badData, "\(place): expected a list under “concepts”; add it, or name a network with --net.")
        }
        return try elements.map { element in
            guard let concept = element.string, !concept.isEmpty else {
                throw Failure(.badData, "\(place): found \(element.text) among the concepts, expected a text.")
            }
            return concept
        }
    }
}
