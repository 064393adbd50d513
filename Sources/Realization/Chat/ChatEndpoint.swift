import Foundation

/// Where an OpenAI-compatible server is: the URL that its routes begin with.
public struct ChatEndpoint: Sendable, Hashable {
    /// The URL that routes are appended to, without a slash at its end, such as `http://127.0.0.1:8080/v1`.
    public let text: String
    private let url: URL

    /// The endpoint that a base URL means.
    ///
    /// A path that names no version gets `/v1`, so that it may be left out; slashes at the end do not count, nor does the route of the
    /// completions itself.
    ///
    /// - Throws: ``RealizationError/baseURL(found:problem:)`` for what is no URL of a server, and for one that holds a password:
    ///   a base URL is recorded, and secrets are not.
    public init(baseURL: String) throws(RealizationError) {
        let trimmed = baseURL.trimmingCharacters(in: .whitespacesAndNewlines)
        guard var parts = URLComponents(string: trimmed), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme)
        else {
            throw .baseURL(found: Self.shown(trimmed), problem: "it must begin with http:// or https://")
        }
        guard parts.user == nil, parts.password == nil else {
            throw .baseURL(
                found: "one with a password in it", problem: "a key comes from OPENAI_API_KEY or --api-key-fd")
        }
        guard let host = parts.host, !host.isEmpty else {
            throw .baseURL(found: Self.shown(trimmed), problem: "it names no host")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw .baseURL(found: Self.shown(trimmed), problem: "it must end with its path")
        }
        var path = parts.path.split(separator: "/").map(String.init)
        if path.suffix(2) == ["chat", "completions"] { path.removeLast(2) }
        if !path.contains(where: Self.isVersion) { path.append("v1") }
        parts.scheme = scheme
        parts.path = "/" + path.joined(separator: "/")
        guard let url = parts.url else { throw .baseURL(found: Self.shown(trimmed), problem: "it is no URL") }
        self.url = url
        text = url.absoluteString
    }

    /// The URL of a route, such as `chat/completions`.
    func url(of route: String) -> URL { url.appendingPathComponent(route) }

    /// The host and port, as errors name the server.
    public var server: String {
        (url.host ?? "") + (url.port.map { ":\($0)" } ?? "")
    }

    /// Whether the server is this machine.
    public var isLoopback: Bool {
        let host = url.host ?? ""
        return host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
    }

    /// Whether what is sent there can be read on the way.
    public var isPlain: Bool { url.scheme == "http" && !isLoopback }

    private static func isVersion(_ part: String) -> Bool {
        part.first == "v" && part.dropFirst().first?.isNumber == true
    }

    private static func shown(_ text: String) -> String { text.isEmpty ? "nothing" : "“\(text.prefix(200))”" }
}
