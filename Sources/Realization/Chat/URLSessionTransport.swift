import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Carries requests by the system's session: connections are kept and shared, redirects are not followed.
public final class URLSessionTransport: Transport {
    private let session: URLSession
    private let receiver = Receiver()

    /// A session of its own; it ends with the value.
    public init() {
        let configuration = URLSessionConfiguration.ephemeral
        // Deadlines are kept by whoever asks; the system's know only whole seconds.
        configuration.timeoutIntervalForRequest = 7 * 24 * 3600
        configuration.timeoutIntervalForResource = 7 * 24 * 3600
        configuration.httpMaximumConnectionsPerHost = 512
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 1
        session = URLSession(configuration: configuration, delegate: receiver, delegateQueue: queue)
    }

    deinit { session.invalidateAndCancel() }

    /// Sends a request and streams what comes back.
    public func send(_ request: TransportRequest) -> AsyncThrowingStream<TransportEvent, any Error> {
        var native = URLRequest(url: request.url)
        native.httpMethod = request.method
        for (name, value) in request.headers { native.setValue(value, forHTTPHeaderField: name) }
        if let key = request.key { native.setValue("Bearer \(key.secret)", forHTTPHeaderField: "Authorization") }
        if !request.body.isEmpty { native.httpBody = request.body }
        let task = session.dataTask(with: native)
        return AsyncThrowingStream { continuation in
            receiver.expect(task.taskIdentifier, continuation)
            continuation.onTermination = { reason in
                if case .cancelled = reason { task.cancel() }
            }
            task.resume()
        }
    }
}

/// Hands what the session reports to whoever waits for it.
private final class Receiver: NSObject, URLSessionDataDelegate {
    typealias Continuation = AsyncThrowingStream<TransportEvent, any Error>.Continuation

    private let waiting = Mutex<[Int: Continuation]>([:])

    func expect(_ id: Int, _ continuation: Continuation) {
        waiting.withLock { $0[id] = continuation }
    }

    private func continuation(of task: URLSessionTask) -> Continuation? {
        waiting.withLock { $0[task.taskIdentifier] }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData sent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        continuation(of: task)?.yield(.sent)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        if let response = response as? HTTPURLResponse {
            continuation(of: dataTask)?.yield(
                .response(status: response.statusCode, headers: Self.headers(of: response)))
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        continuation(of: dataTask)?.yield(.bytes(data))
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        // The key is meant for one server alone.
        continuation(of: task)?.yield(.response(status: response.statusCode, headers: Self.headers(of: response)))
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let continuation = waiting.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        continuation?.finish(throwing: error.map { Self.failure(of: $0, task) })
    }

    private static func headers(of response: HTTPURLResponse) -> [String: String] {
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
        return headers
    }

    private static func failure(of error: any Error, _ task: URLSessionTask) -> any Error {
        let error = error as NSError
        let reason = error.localizedDescription
        guard error.domain == NSURLErrorDomain else { return TransportFailure.dropped(reason: reason) }
        switch error.code {
        case NSURLErrorCancelled: return CancellationError()
        case NSURLErrorCannotFindHost, NSURLErrorDNSLookupFailed, NSURLErrorCannotConnectToHost,
            NSURLErrorNotConnectedToInternet, NSURLErrorSecureConnectionFailed, NSURLErrorServerCertificateUntrusted,
            NSURLErrorServerCertificateHasBadDate, NSURLErrorServerCertificateHasUnknownRoot,
            NSURLErrorServerCertificateNotYetValid, NSURLErrorUnsupportedURL, NSURLErrorBadURL:
            return TransportFailure.unreachable(reason: reason)
        default: return TransportFailure.dropped(reason: reason)
        }
    }
}
