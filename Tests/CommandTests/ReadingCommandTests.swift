import CausalEngine
import Foundation
import Testing

@Suite("extract and verify")
struct ReadingCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func lines(_ text: String) throws -> [JSONValue] {
        try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    @Test("extract reads concepts line by line, order and identity kept")
    func extract() throws {
        let input = """
            {"id":"a","text":"She denies cough.","concepts":["cough"]}

            {"id":2,"text":"Her mother had a stroke. Fever.","concepts":["stroke","fever"]}
            """
        let result = try Command.run(["extract"], input: input, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let answers = try lines(result.output)
        #expect(answers.map { $0["id"] } == ["a", 2])
        let cough = try #require(answers[0]["mentions"]?.elements?.first)
        #expect(cough["concept"] == "cough")
        #expect(cough["span"] == [11, 16])
        #expect(cough["assertion"] == "absent")
        #expect(cough["cue"] == "denies")
        let stroke = try #require(answers[1]["mentions"]?.elements?.first)
        #expect(stroke["experiencer"] == "other")
    }

    @Test("Bytes that are no text are bad data, told with their line, also from standard input")
    func badBytes() throws {
        let path = folder.path("bytes.jsonl")
        try Data("{\"id\":1,\"text\":\"Fever.\",\"concepts\":[\"fever\"]}\n\n".utf8 + [0x7B, 0xFF, 0x7D, 0x0A])
            .write(to: URL(fileURLWithPath: path))
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: Command.path)
        process.arguments = ["extract"]
        process.standardInput = FileHandle(forReadingAtPath: path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 65)
        #expect(text.contains("standard input:3: found bytes that are not UTF-8, expected UTF-8 text."), "\(text)")
    }

    @Test("extract reads a network's variables")
    func extractNetwork() throws {
        let input = #"{"id":1,"text":"The patient has lung cancer."}"#
        let result = try Command.run(["extract", "--net", "asia"], input: input, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let reading = try #require(try lines(result.output)[0]["reading"])
        #expect(reading["lung"]?["value"] == "yes")
        #expect(reading["lung"]?["status"] == "stated")
        #expect(reading["tub"]?["status"] == "unstated")
    }

    @Test("verify tells match, contradiction and absence apart")
    func verify() throws {
        let skeleton =
            #"{"asia":"no","tub":"no","smoke":"yes","lung":"yes","bronc":"no","either":"yes","xray":"yes","dysp":"yes"}"#
        let text = "The patient has no evidence of lung cancer. The patient has shortness of breath."
        let input = "{\"id\":7,\"skeleton\":\(skeleton),\"text\":\"\(text)\"}"
        let result = try Command.run(["verify", "asia", try folder.write(input, to: "texts.jsonl")], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let answer = try lines(result.output)[0]
        #expect(answer["consistent"] == false)
        #expect(answer["verdicts"]?["lung"]?["verdict"] == "contradicted")
        #expect(answer["verdicts"]?["lung"]?["expected"] == "yes")
        #expect(answer["verdicts"]?["lung"]?["found"] == "no")
        #expect(answer["verdicts"]?["dysp"]?["verdict"] == "match")
        #expect(answer["verdicts"]?["smoke"]?["verdict"] == "absent")
        #expect(answer["leaked"] == [])
    }

    @Test(
        "a broken line ends with 65 and names its line",
        arguments: [
            ("{\"id\":1,\"text\":\"x\",\"concepts\":[\"a\"]}\n{\"id\":2,", "standard input:2: expected"),
            ("[1]", "standard input:1: expected a JSON object"),
            (#"{"id":1,"text":"x"}"#, "standard input:1: expected a list under “concepts”"),
            (#"{"id":1,"concepts":["a"]}"#, "standard input:1: expected a text under “text”"),
        ])
    func brokenLines(input: String, message: String) throws {
        let result = try Command.run(["extract"], input: input, in: folder)
        #expect(result.status == 65)
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    @Test("a skeleton with an unknown state or without a value ends with 65")
    func brokenSkeletons() throws {
        let unknown = #"{"id":1,"skeleton":{"lung":"maybe"},"text":""}"#
        let result = try Command.run(["verify", "asia"], input: unknown, in: folder)
        #expect(result.status == 65)
        #expect(result.errors.contains("standard input:1: “maybe” is not a state of “lung”"))
        let partial = #"{"id":1,"skeleton":{"lung":"yes"},"text":""}"#
        let second = try Command.run(["verify", "asia"], input: partial, in: folder)
        #expect(second.status == 65)
        #expect(second.errors.contains("the skeleton has no value for “asia”; add it."))
    }
}
