import ArgumentParser
import Foundation
import Realization

/// Which server a language model runs on, and how long to wait for it.
struct ChatServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            chat: the server, such as http://127.0.0.1:8080/v1; any that speaks OpenAI's chat completions. Without it, \
            OPENAI_BASE_URL, or base-url in config.yaml.
            """, valueName: "url"))
    var baseURL: String?

    @Option(
        help: ArgumentHelp(
            "chat: a descriptor to read the server's key from. Without it, OPENAI_API_KEY.", valueName: "number"))
    var apiKeyFd: String?

    @Option(help: ArgumentHelp("chat: the most seconds until the server takes a request.", valueName: "seconds"))
    var timeoutConnect: Double?

    @Option(help: ArgumentHelp("chat: the most seconds from then to the first token.", valueName: "seconds"))
    var timeoutFirst: Double?

    @Option(help: ArgumentHelp("chat: the most seconds from one token to the next.", valueName: "seconds"))
    var timeoutIdle: Double?

    @Option(help: ArgumentHelp("chat: the most seconds for a whole answer.", valueName: "seconds"))
    var timeoutTotal: Double?

    private var timeouts: [Double?] { [timeoutConnect, timeoutFirst, timeoutIdle, timeoutTotal] }

    /// Whether any of it was given.
    var isGiven: Bool { baseURL != nil || apiKeyFd != nil || timeouts.contains { $0 != nil } }

    func validate() throws {
        guard timeouts.compactMap({ $0 }).allSatisfy({ $0 > 0 && $0 <= 86_400 }) else {
            throw ValidationError("A timeout is a number of seconds above 0, at most a day.")
        }
        // The value is not quoted: it may be a key that was put in the wrong place.
        if let apiKeyFd, (Int32(apiKeyFd).map { $0 >= 0 } ?? false) == false {
            throw ValidationError(
                "--api-key-fd takes the number of an open descriptor, as in `--api-key-fd 3 3<key.txt`.")
        }
    }

    var deadlines: ChatDeadlines {
        var deadlines = ChatDeadlines()
        if let timeoutConnect { deadlines.connect = .seconds(timeoutConnect) }
        if let timeoutFirst { deadlines.first = .seconds(timeoutFirst) }
        if let timeoutIdle { deadlines.idle = .seconds(timeoutIdle) }
        if let timeoutTotal { deadlines.total = .seconds(timeoutTotal) }
        return deadlines
    }

    /// The server that this invocation names; `nil` when it names none.
    func named() throws -> ChatEndpoint? {
        guard let text = try baseURL ?? Environment["OPENAI_BASE_URL"] ?? Preferences.read().baseURL else { return nil }
        return try ChatEndpoint(baseURL: text)
    }

    /// The server's key, where there is one.
    func key() throws -> APIKey? {
        guard let apiKeyFd, let descriptor = Int32(apiKeyFd) else {
            return try Environment["OPENAI_API_KEY"].map { try APIKey($0) }
        }
        return try APIKey(try Self.read(descriptor))
    }

    /// Everything that a descriptor holds, which is closed afterwards.
    private static func read(_ descriptor: Int32) throws -> String {
        var text = Data()
        var buffer = [UInt8](repeating: 0, count: 4096)
        defer { close(descriptor) }
        while text.count < 1 << 16 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Failure(
                    .inputMissing,
                    "cannot read the key from descriptor \(descriptor): \(String(cString: strerror(errno))).")
            }
            guard count > 0 else { break }
            text.append(contentsOf: buffer[..<count])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The variables of the environment; an empty one is none.
enum Environment {
    static subscript(name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
