/// Why a language model gave no draft.
///
/// Texts of servers come in already shortened, without the key, and with control characters made visible.
public enum ChatFailure: Error, Sendable, Hashable {
    /// No connection can be made.
    case unreachable(server: String, reason: String)
    /// The server wants another key, or one at all; `said` is what it says, where that is no echo of the key.
    case unauthorized(server: String, status: Int, hasKey: Bool, said: String = "")
    /// The server does not have the model; `known` are those that it has, where it tells.
    case wrongModel(String, server: String, known: [String])
    /// The server has no such route; `said` is what it says.
    case noSuchRoute(url: String, status: Int, said: String = "")
    /// The server sends elsewhere.
    case redirected(to: String)
    /// The account has nothing left.
    case quota(String)
    /// The server asks to be left alone for longer than a run should wait.
    case toldToWait(seconds: Int)
    /// Nothing but failures on one skeleton.
    case onlyFails(requests: Int, last: String)

    /// The server turns requests away because there are too many; `retryAfter` is what it asks for.
    case busy(status: Int, String, retryAfter: Duration? = nil)
    /// The server failed; `retryAfter` is what it asks for.
    case server(status: Int, String, retryAfter: Duration? = nil)
    /// The answer ended too early.
    case dropped(String)
    /// A deadline was missed.
    case timedOut(ChatDeadlines.Part, after: Duration)
    /// The answer is not what the protocol says.
    case malformed(String)
    /// The answer holds no choice.
    case empty
    /// The answer is longer than any draft.
    case oversized(bytes: Int)
    /// The prompt does not fit the model's context.
    case contextOverflow(String)
    /// The server would not let the prompt pass.
    case filtered(String)
    /// The server does not take the request; `parameter` is what of it, where that can be left out.
    case badRequest(status: Int, String, parameter: ChatParameter? = nil)
}

extension ChatFailure: DraftFailure {
    /// One word for reports.
    public var reason: String {
        switch self {
        case .unreachable: "unreachable"
        case .unauthorized: "unauthorized"
        case .wrongModel: "wrong-model"
        case .noSuchRoute: "not-found"
        case .redirected: "redirect"
        case .quota: "quota"
        case .toldToWait, .busy: "rate-limit"
        case .onlyFails: "failing"
        case .server: "server-error"
        case .dropped: "dropped"
        case .timedOut: "timeout"
        case .malformed: "malformed"
        case .empty: "empty"
        case .oversized: "oversized"
        case .contextOverflow: "context-overflow"
        case .filtered: "refusal"
        case .badRequest: "bad-request"
        }
    }

    /// Whether every other request would fail in the same way.
    public var stopsRun: Bool {
        switch self {
        case .unreachable, .unauthorized, .wrongModel, .noSuchRoute, .redirected, .quota, .toldToWait, .onlyFails: true
        case .busy, .server, .dropped, .timedOut, .malformed, .empty, .oversized, .contextOverflow, .filtered,
            .badRequest:
            false
        }
    }

    /// How long the server asks to be left alone.
    var retryAfter: Duration? {
        switch self {
        case .busy(_, _, let pause), .server(_, _, let pause): pause
        default: nil
        }
    }

    /// Whether the same request may succeed when it is sent again.
    var isPassing: Bool {
        switch self {
        case .unreachable, .busy, .server, .dropped, .malformed, .empty, .timedOut: true
        default: false
        }
    }
}

extension ChatFailure: CustomStringConvertible {
    /// One sentence or two: what is wrong, and the mend.
    public var description: String {
        switch self {
        case .unreachable(let server, let reason):
            "the server \(server) cannot be reached: \(reason); start it, or correct --base-url."
        case .unauthorized(let server, let status, let hasKey, let words):
            hasKey
                ? "the server \(server) does not accept the key (status \(status))\(Self.said(words)); correct "
                    + "OPENAI_API_KEY."
                : "the server \(server) wants a key (status \(status))\(Self.said(words)); put it into OPENAI_API_KEY, or "
                    + "name its descriptor with --api-key-fd."
        case .wrongModel(let model, let server, let known):
            "the server \(server) has no model “\(model)”"
                + (known.isEmpty ? "; correct --model." : "; it has \(Self.list(known)). Correct --model.")
        case .noSuchRoute(let url, let status, let words):
            "there is nothing at \(url) (status \(status))\(Self.said(words)); correct --base-url."
        case .redirected(let target):
            "the server sends elsewhere, and neither texts nor keys are sent on; give \(target) as --base-url if it is meant."
        case .quota(let detail):
            "the account has nothing left" + Self.said(detail) + "; pay, or use another server."
        case .toldToWait(let seconds):
            "the server asks to be left alone for \(seconds) s; resume the run then."
        case .onlyFails(let requests, let last):
            "\(requests) requests in a row failed for one skeleton, the last one so: \(last)"
        case .busy(let status, let detail, _):
            "the server turned the request away (status \(status))" + Self.said(detail) + "."
        case .server(let status, let detail, _):
            "the server failed (status \(status))" + Self.said(detail) + "."
        case .dropped(let reason):
            "the answer ended before it was finished: \(reason)."
        case .timedOut(let part, let limit):
            "the server took longer than \(Self.seconds(limit)) \(Self.phrase(part)) (--timeout-\(part.rawValue))."
        case .malformed(let problem):
            "the answer is no chat completion: \(problem)."
        case .empty:
            "the answer holds no choice."
        case .oversized(let bytes):
            "the answer is longer than \(bytes) bytes."
        case .contextOverflow(let detail):
            "the prompt does not fit the model's context" + Self.said(detail) + "; give the server a larger context."
        case .filtered(let detail):
            "the server filters the prompt" + Self.said(detail) + "."
        case .badRequest(let status, let detail, _):
            "the server does not take the request (status \(status))" + Self.said(detail) + "."
        }
    }

    private static func said(_ detail: String) -> String { detail.isEmpty ? "" : ": “\(detail)”" }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(8).map { "“\($0)”" }.joined(separator: ", ")
        return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
    }

    private static func seconds(_ limit: Duration) -> String {
        let seconds = limit / .seconds(1)
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }

    private static func phrase(_ part: ChatDeadlines.Part) -> String {
        switch part {
        case .connect: "to accept the connection"
        case .first: "to send a first token"
        case .idle: "to send another token"
        case .total: "for the whole answer"
        }
    }
}
