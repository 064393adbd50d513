import Testing

@testable import Realization

@Suite("Server-sent events")
struct ServerSentEventParserTests {
    /// What a stream holds, fed in one go or cut.
    private func events(_ text: String, cutAt cuts: [Int] = []) throws -> [String] {
        let bytes = Array(text.utf8)
        var parser = ServerSentEventParser()
        var events: [String] = []
        var start = 0
        for end in cuts + [bytes.count] {
            events += try parser.feed(bytes[start..<end])
            start = end
        }
        return events + [parser.finish()].compactMap { $0 }
    }

    @Test(
        "Line ends, comments, other fields and several lines of data are read as the standard says",
        arguments: [
            ("data: a\n\ndata: b\n\n", ["a", "b"]),
            ("data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]),
            ("data: a\r\rdata: b\r\r", ["a", "b"]),
            ("data:a\n\ndata:  b\n\n", ["a", " b"]),
            (": a comment\n\n:\n\ndata: a\n: within\n\n", ["a"]),
            ("event: x\nid: 7\nretry: 10\ndata: a\n\n", ["a"]),
            ("data: a\ndata: b\ndata\ndata: c\n\n", ["a\nb\n\nc"]),
            ("\u{FEFF}data: a\n\n", ["a"]),
            ("dataset: a\n\ndata: b\n\n", ["b"]),
            ("event: only\n\n", []),
            ("\n\n\ndata: [DONE]\n\n\n\n", ["[DONE]"]),
            ("data: a\n\ndata: cut short", ["a", "cut short"]),
            ("data: a: b: c\n\n", ["a: b: c"]),
            ("", []),
        ])
    func reading(stream: String, expected: [String]) throws {
        #expect(try events(stream) == expected)
    }

    @Test("Wherever a stream is cut, the events are the same")
    func cutAnywhere() throws {
        let stream =
            ": hello\r\ndata: né\u{1F9EA}e\r\n\r\ndata: a\rdata: b\r\rdata: {\"x\": \"…\"}\n\nevent: y\ndata: z\r\n\r\n"
        let whole = try events(stream)
        #expect(whole == ["né\u{1F9EA}e", "a\nb", "{\"x\": \"…\"}", "z"])
        for cut in 0...stream.utf8.count { #expect(try events(stream, cutAt: [cut]) == whole) }
        #expect(try events(stream, cutAt: Array(1..<stream.utf8.count)) == whole)
    }

    @Test("An event that is too long is refused, in one line or in many")
    func tooLong() throws {
        var parser = ServerSentEventParser(limit: 100)
        #expect(throws: ServerSentEventParser.TooLong(limit: 100)) {
            try parser.feed(("data: " + String(repeating: "x", count: 200)).utf8)
        }
        var second = ServerSentEventParser(limit: 100)
        #expect(throws: ServerSentEventParser.TooLong.self) {
            try second.feed(String(repeating: "data: xxxxxxxxxx\n", count: 20).utf8)
        }
        var third = ServerSentEventParser(limit: 100)
        #expect(try third.feed(String(repeating: "data: xxxxxxxxxx\n\n", count: 20).utf8).count == 20)
    }
}
