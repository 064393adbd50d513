import CausalEngine
import Testing

@testable import Realization

@Suite("Servers and keys")
struct ChatEndpointTests {
    @Test(
        "A base URL may lack its version, end with slashes, or go on to the completions",
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1"),
            ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1"), (" HTTP://host/v1 ", "http://host/v1"),
            ("https://host/api", "https://host/api/v1"), ("https://host/v1beta/openai", "https://host/v1beta/openai"),
            ("https://host/v1/chat/completions", "https://host/v1"), ("http://[::1]:80/v1", "http://[::1]:80/v1"),
        ])
    func urls(text: String, expected: String) throws {
        let endpoint = try ChatEndpoint(baseURL: text)
        #expect(endpoint.text == expected)
        #expect(endpoint.url(of: "chat/completions").absoluteString == expected + "/chat/completions")
    }

    @Test(
        "What is no URL of a server is refused, and a password in one is not repeated",
        arguments: ["", "host:80", "ftp://host", "http://", "http://user:sesame@host/v1", "http://host/v1?key=sesame"])
    func refused(text: String) throws {
        let error = try #require(throws: RealizationError.self) { try ChatEndpoint(baseURL: text) }
        #expect(!error.description.contains("user:sesame"))
    }

    @Test("A key shows itself nowhere")
    func hiding() throws {
        let key = try APIKey("  sk-sesame\n")
        let request = TransportRequest(url: try ChatEndpoint(baseURL: "http://h").url(of: "models"), key: key)
        #expect(!"\(key) \(String(reflecting: key)) \(request)".contains("sesame"))
        var dumped = ""
        dump(request, to: &dumped)
        #expect(!dumped.contains("sesame"))
        #expect(key.secret == "sk-sesame")
        #expect(key.redacted(in: "given sk-sesame, sk-sesame!") == "given •••, •••!")
        for bad in ["", " \n", "two words", "line\nbreak", "schlüssel"] {
            let error = try #require(throws: RealizationError.self) { try APIKey(bad) }
            #expect(bad.count < 3 || !error.description.contains(bad))
        }
    }

    @Test("A key is taken out of a text in pieces, wherever they are cut, and nothing else is")
    func redacting() throws {
        let key = try APIKey("aabaab")
        let text = "aaabaabäaabaabaab aab"
        let expected = key.redacted(in: text)
        let letters = Array<Character>(text)
        for cut in 0...letters.count {
            for second in cut...letters.count {
                var redactor = KeyRedactor(key)
                var passed = redactor.pass(String(letters[..<cut]))
                passed += redactor.pass(String(letters[cut..<second]))
                passed += redactor.pass(String(letters[second...]))
                passed += redactor.finish()
                #expect(passed == expected)
            }
        }
    }
}
