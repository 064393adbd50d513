import Foundation

/// Carries HTTP requests: libcurl, or a script in a test.
public protocol Transport: Sendable {
    /// Sends a request and streams what comes back. Letting go of the stream cancels the request at once.
    ///
    /// The stream ends after the last byte, or throws a ``TransportFailure``.
    func send(_ request: TransportRequest) -> AsyncThrowingStream<TransportEvent, any Error>
}

/// A request to be carried.
public struct TransportRequest: Sendable {
    /// `GET` or `POST`.
    public var method: String
    /// Where to.
    public var url: URL
    /// Headers but that of the key.
    public var headers: [String: String]
    /// What is sent as a bearer token. It is never sent on to where a server redirects.
    public var key: APIKey?
    /// The body; empty for none.
    public var body: Data

    /// A request to be carried.
    public init(
        method: String = "GET", url: URL, headers: [String: String] = [:], key: APIKey? = nil, body: Data = Data()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.key = key
        self.body = body
    }
}

/// What comes of a request, in order.
public enum TransportEvent: Sendable {
    /// There is a connection, and the request is on its way.
    case sent
    /// The head of the answer; the names of its headers in small letters.
    case response(status: Int, headers: [String: String])
    /// Some of its body.
    case bytes(Data)
}

/// Why there is no answer, or only a part of one.
public enum TransportFailure: Error, Sendable, Hashable {
    /// No connection could be made.
    case unreachable(reason: String)
    /// The connection ended too early.
    case dropped(reason: String)
}
