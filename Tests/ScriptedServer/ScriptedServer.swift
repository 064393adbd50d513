import Foundation
import Synchronization

/// An HTTP server on loopback that does, request after request, what a script says, misbehaviour included: every byte that it sends
/// is the script's, and so is how a connection ends.
public final class ScriptedServer: Sendable {
    /// What came in.
    public struct Request: Sendable {
        /// `GET` or `POST`.
        public var method: String
        /// The path.
        public var path: String
        /// The headers, their names in small letters.
        public var headers: [String: String]
        /// The body.
        public var body: String
    }

    /// What goes out.
    public enum Act: Sendable {
        /// These bytes.
        case send([UInt8])
        /// Nothing, until the client goes or the server stops.
        case stall
        /// The connection is torn down, with a reset.
        case reset
        /// The answer is complete, and the connection stays open for another request.
        case keep
    }

    /// The port on 127.0.0.1.
    public let port: UInt16
    private let listener: Int32
    private let script: @Sendable (Request, Int) -> [Act]
    private let seen = Mutex<[Request]>([])
    private let opened = Atomic(0)
    private let isOver = Atomic(false)

    /// Starts a server.
    ///
    /// - Parameter script: what to do about a request; it is told how many with the same method came before.
    public init(_ script: @escaping @Sendable (Request, Int) -> [Act]) throws {
        self.script = script
        (listener, port) = try Self.listen()
        Thread.detachNewThread { [weak self, listener] in
            // Closed by whoever waits on it: its number may belong to another server as soon as it is free.
            defer { close(listener) }
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                guard let server = self, !server.isOver.load(ordering: .relaxed) else {
                    close(connection)
                    return
                }
                Thread.detachNewThread { server.serve(connection) }
            }
        }
    }

    deinit { stop() }

    /// Ends the server: nobody can connect any more, and what stalls is closed.
    public func stop() {
        guard !isOver.exchange(true, ordering: .acquiringAndReleasing) else { return }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// Where its routes begin.
    public var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// The requests so far.
    public var requests: [Request] { seen.withLock { $0 } }

    /// The requests for completions so far.
    public var completions: [Request] { requests.filter { $0.method == "POST" } }

    /// How many connections were opened so far.
    public var connections: Int { opened.load(ordering: .relaxed) }

    /// A port on which nobody listens.
    public static func deadPort() throws -> UInt16 {
        let (socket, port) = try listen()
        close(socket)
        return port
    }

    private static func listen() throws -> (socket: Int32, port: UInt16) {
        // Programs that tests start meanwhile must not hold its sockets open.
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        opened.add(1, ordering: .relaxed)
        while answer(connection) {}
    }

    /// Answers one request; returns whether the connection stays open for another.
    private func answer(_ connection: Int32) -> Bool {
        guard let request = Self.read(connection) else { return false }
        let number = seen.withLock { seen in
            defer { seen.append(request) }
            return seen.count { $0.method == request.method }
        }
        for act in script(request, number) {
            switch act {
            case .keep: return true
            case .send(let bytes): guard Self.write(bytes, to: connection) else { return false }
            case .stall:
                // 0x2000 is POLLRDHUP, which the C library shows only to GNU sources.
                var poller = pollfd(fd: connection, events: Int16(POLLIN) | 0x2000, revents: 0)
                while !isOver.load(ordering: .relaxed), poll(&poller, 1, 50) == 0 {}
                return false
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
                return false
            }
        }
        shutdown(connection, Int32(SHUT_WR))
        // A connection that is closed with something unread is reset, and what was sent may be lost.
        var rest = [UInt8](repeating: 0, count: 1024)
        while recv(connection, &rest, rest.count, 0) > 0 {}
        return false
    }

    private static func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let request = parse(bytes) { return request }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Request? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count >= 2 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        let body = bytes[end.upperBound...]
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard body.count >= length else { return nil }
        return Request(
            method: words[0], path: words[1], headers: headers,
            body: String(decoding: body.prefix(length), as: UTF8.self))
    }

    private static func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }
}
