import CHTTP
import Foundation

/// Carries requests by libcurl, each on a thread of its own that sleeps while nothing comes. Redirects are not followed.
///
/// Foundation's session on Linux is no choice here: it keeps asking a connection whether it can be written to, which takes
/// most of a processor for as long as a model thinks, and a model on the same machine needs it.
///
/// A connection that an answer leaves in order serves the next request to the same server.
public struct CurlTransport: Transport {
    private let pool = ConnectionPool()

    /// A carrier of requests, with connections of its own.
    public init() {}

    /// Sends a request and streams what comes back.
    public func send(_ request: TransportRequest) -> AsyncThrowingStream<TransportEvent, any Error> {
        AsyncThrowingStream { continuation in
            guard let transfer = CurlTransfer(request, pool) else {
                return continuation.finish(throwing: TransportFailure.dropped(reason: "the request cannot be prepared"))
            }
            continuation.onTermination = { reason in
                if case .cancelled = reason { transfer.cancel() }
            }
            Thread.detachNewThread { transfer.perform(continuation) }
        }
    }
}

/// The open connections of one carrier.
private final class ConnectionPool: Sendable {
    private let address: UInt

    var pool: OpaquePointer? { OpaquePointer(bitPattern: address) }

    init() { address = UInt(bitPattern: http_pool_create()) }

    deinit {
        if let pool { http_pool_free(pool) }
    }
}

/// One transfer of libcurl's.
private final class CurlTransfer: Sendable {
    typealias Continuation = AsyncThrowingStream<TransportEvent, any Error>.Continuation

    /// The address of the transfer, which lives as long as this value; other threads may do no more than cancel it.
    private let address: UInt
    private let connections: ConnectionPool

    private var transfer: OpaquePointer? { OpaquePointer(bitPattern: address) }

    init?(_ request: TransportRequest, _ connections: ConnectionPool) {
        guard let pool = connections.pool, let transfer = http_create(pool, request.url.absoluteString) else {
            return nil
        }
        var lines = request.headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if let key = request.key { lines.append("Authorization: Bearer \(key.secret)") }
        var isReady = lines.allSatisfy { http_add_header(transfer, $0) }
        if request.method == "POST" {
            isReady =
                isReady
                && request.body.withUnsafeBytes { body in
                    guard let bytes = body.bindMemory(to: UInt8.self).baseAddress else { return false }
                    return http_set_body(transfer, bytes, body.count)
                }
        }
        guard isReady else {
            http_free(transfer)
            return nil
        }
        address = UInt(bitPattern: transfer)
        self.connections = connections
    }

    deinit {
        if let transfer { http_free(transfer) }
    }

    func cancel() {
        if let transfer { http_cancel(transfer) }
    }

    /// Carries out the transfer on this thread.
    func perform(_ continuation: Continuation) {
        guard let transfer else { return }
        let head = AnswerHead(continuation)
        var reason = [CChar](repeating: 0, count: 512)
        let receiver = http_receiver(
            context: Unmanaged.passUnretained(head).toOpaque(),
            connected: { AnswerHead.at($0)?.continuation.yield(.sent) },
            header: { AnswerHead.at($0)?.take(UnsafeRawBufferPointer(start: $1, count: $2)) },
            bytes: { AnswerHead.at($0)?.continuation.yield(.bytes(Data(bytes: $1, count: $2))) })
        let end = withExtendedLifetime(head) { http_perform(transfer, receiver, &reason, reason.count) }
        let words = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        switch UInt32(end) {
        case HTTP_DONE.rawValue: continuation.finish()
        case HTTP_UNREACHABLE.rawValue: continuation.finish(throwing: TransportFailure.unreachable(reason: words))
        case HTTP_CANCELLED.rawValue: continuation.finish(throwing: CancellationError())
        default: continuation.finish(throwing: TransportFailure.dropped(reason: words))
        }
    }
}

/// Puts the head of an answer together, line by line. It belongs to the thread of its transfer.
private final class AnswerHead {
    let continuation: CurlTransfer.Continuation
    private var status = 0
    private var headers: [String: String] = [:]

    init(_ continuation: CurlTransfer.Continuation) {
        self.continuation = continuation
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> AnswerHead? {
        context.map { Unmanaged<AnswerHead>.fromOpaque($0).takeUnretainedValue() }
    }

    func take(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            headers = [:]
        } else if let colon = line.firstIndex(of: ":") {
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        } else if line.isEmpty, status >= 200 {
            // A head before it, such as that of “100 Continue”, is no answer.
            continuation.yield(.response(status: status, headers: headers))
            status = 0
        }
    }
}
