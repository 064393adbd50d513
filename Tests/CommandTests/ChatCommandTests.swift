import CausalEngine
import Foundation
import ScriptedServer
import Testing

@Suite("generate, resume, open and doctor with a language model", .timeLimit(.minutes(10)))
struct ChatCommandTests {
    typealias Act = ScriptedServer.Act

    private static let key = "sk-sesame-0123456789"
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    /// A server whose model does as it is told, unless `first` has it do something else.
    private func server(
        models: [String] = ["m"], _ first: @escaping @Sendable (ScriptedServer.Request, Int) -> [Act]? = { _, _ in nil }
    ) throws -> ScriptedServer {
        let list = "{\"data\":[" + models.map { "{\"id\":\"\($0)\"}" }.joined(separator: ",") + "]}"
        return try ScriptedServer { request, number in
            if request.method == "GET" { return [.answer(200, list)] }
            return first(request, number) ?? .text(request.facts)
        }
    }

    /// Whole notes, a request each, unless the arguments name another strategy.
    private func generate(
        _ server: ScriptedServer, _ arguments: [String] = [], n: Int = 3, environment: [String: String] = [:]
    ) throws -> Command.Result {
        let strategy = arguments.contains("--strategy") ? [] : ["--strategy", "targeted"]
        return
            try Command.run(
                [
                    "generate", "asia", "-n", "\(n)", "--seed", "1", "--realizer", "chat", "--base-url", server.baseURL,
                    "--json",
                    "--progress", "none",
                ] + strategy + arguments, in: folder, environment: environment)
    }

    private func summary(_ result: Command.Result) throws -> JSONValue {
        #expect(result.status == 0, "\(result.errors)")
        return try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
    }

    private func export(_ ledger: String = "asia-1.ledger", _ format: String = "jsonl") throws -> String {
        let result = try Command.run(["export", ledger, "--format", format], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// Everything that a test's folder holds, ledgers and captured streams among it.
    private func everything() throws -> Data {
        try folder.names.reduce(into: Data()) { all, name in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder.path(name), isDirectory: &isFolder), !isFolder.boolValue
            else {
                return
            }
            all.append(try folder.data(name))
        }
    }

    @Test("An obedient model is realized at once, and its tokens are counted")
    func obedient() throws {
        let server = try server()
        let summary = try summary(try generate(server, n: 6))
        #expect(summary["realized"] == 6, "\(summary.text)")
        #expect(summary["tokens"] == ["prompt": 600, "completion": 120])
        #expect(summary["realizer"] == ["kind": "chat", "model": "m"])
        #expect(summary["failures"]?.members?.isEmpty == true)
        #expect(server.completions.count == 6)
    }

    @Test("What is exported hangs on the server's texts alone, not on how many requests are in flight")
    func concurrency() throws {
        let server = try server { request, _ in
            // A model that leaves out a fact unless it is corrected.
            request.body.contains("This is your last draft")
                ? nil : .text(String(request.facts.split(separator: ".")[0]) + ".")
        }
        var exports: [String] = []
        for concurrency in ["1", "7"] {
            let ledger = "c\(concurrency).ledger"
            let summary = try summary(
                try generate(server, ["--concurrency", concurrency, "--ledger", ledger], n: 9))
            #expect(summary["realized"] == 9)
            #expect(summary["iterations"]?["mean"] == 1.0)
            exports.append(try export(ledger))
        }
        #expect(exports[0] == exports[1])
    }

    @Test("Failures become attempts with a reason, and stay in the denominator")
    func failures() throws {
        let server = try server { _, number in
            switch number {
            case 0: .text("The patient", reason: "length")
            case 1: .text("I cannot help with that.", reason: "content_filter")
            case 2: [.error(400, "context size exceeded: too long", code: "context_length_exceeded")]
            case 3: [.error(400, "bad parameter")]
            case 4: [.answer(429, "{}", headers: ["Retry-After: 0"])]
            case 5: [.streamHead, .piece("The pa"), .reset]
            default: nil
            }
        }
        let result = try generate(server, ["--concurrency", "1", "--max-iterations", "1"])
        let summary = try summary(result)
        #expect(summary["skeletons"] == 3)
        #expect(summary["realized"] == 1)
        #expect(summary["failures"] == ["bad-request": 1, "context-overflow": 1, "length": 1, "refusal": 1])
        let lines = try export().split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.map { $0["attempts"]?.elements?.count } == [2, 2, 1])
        #expect(lines[2]["accepted"] == true)
    }

    @Test("A server that only fails is asked at most 100 times for one skeleton, however many corrections are allowed")
    func onlyFailing() throws {
        let server = try server { _, _ in [.answer(500, "{}", headers: ["Retry-After: 0"])] }
        let few = try summary(try generate(server, ["--max-iterations", "1"], n: 2))
        #expect(few["realized"] == 0)
        #expect(few["failures"] == ["server-error": 4])
        #expect(server.completions.count <= 200)
    }

    @Test("A server that cannot be reached ends with 69 and leaves nothing behind")
    func unreachable() throws {
        let result = try Command.run(
            [
                "generate", "asia", "-n", "2", "--realizer", "chat", "--model", "m", "--base-url",
                "http://127.0.0.1:\(ScriptedServer.deadPort())",
            ], in: folder)
        #expect(result.status == 69)
        #expect(result.errors.contains("cannot be reached"), "\(result.errors)")
        #expect(try folder.names.filter { !$0.hasPrefix(".") }.isEmpty)
    }

    @Test("A server that goes away ends the run with 69; resume goes on with another, and loses and repeats nothing")
    func resuming() throws {
        let whole = try server()
        _ = try summary(try generate(whole, ["--ledger", "whole.ledger"], n: 8))
        let first = try server { _, number in number < 3 ? nil : [.error(401, "key revoked")] }
        let stopped = try generate(first, ["--ledger", "stopped.ledger", "--concurrency", "2"], n: 8)
        #expect(stopped.status == 69, "\(stopped.errors)")
        #expect(stopped.errors.contains("`causalsynth resume stopped.ledger` goes on"))
        let second = try server()
        let resumed = try Command.run(
            ["resume", "stopped.ledger", "--base-url", second.baseURL, "--json"], in: folder)
        let summary = try summary(resumed)
        #expect(summary["realized"] == 8 && summary["attempts"] == 8)
        let (one, other) = (try export("stopped.ledger"), try export("whole.ledger"))
        #expect(one == other)
    }

    @Test("Killed while the model writes, a run is resumed without losing or repeating an attempt")
    func killing() throws {
        let (common, whole) = (try server(), "whole.ledger")
        _ = try summary(try generate(common, ["--ledger", whole], n: 40))
        let expected = try export(whole)
        for round in 0..<3 {
            let (begun, signal) = (DispatchSemaphore(value: 0), 5 + 11 * round)
            let server = try server { _, number in
                if number == signal { begun.signal() }
                return number >= signal ? [.streamHead, .piece("The pa"), .stall] : nil
            }
            let ledger = "killed-\(round).ledger"
            let invocation = try Command.start(
                [
                    "generate", "asia", "-n", "40", "--seed", "1", "--realizer", "chat", "--strategy", "targeted",
                    "--base-url", server.baseURL, "--ledger", ledger,
                ], in: folder)
            begun.wait()
            kill(invocation.process.processIdentifier, SIGKILL)
            _ = try invocation.finish()
            server.stop()
            let resumed = try Command.run(
                ["resume", ledger, "--base-url", common.baseURL, "--json", "--progress", "none"], in: folder)
            #expect(try summary(resumed)["attempts"] == 40)
            let exported = try export(ledger)
            #expect(exported == expected)
        }
    }

    @Test("Out of tokens, a run stops with 75 and goes on with more")
    func tokens() throws {
        let server = try server()
        let stopped = try generate(server, ["--max-tokens-total", "250", "--concurrency", "1"], n: 5)
        #expect(stopped.status == 75, "\(stopped.errors)")
        #expect(stopped.errors.contains("used 360 tokens"), "\(stopped.errors)")
        #expect(server.completions.count == 3)
        let again = try Command.run(["resume", "asia-1.ledger", "--max-tokens-total", "300"], in: folder)
        #expect(again.status == 75)
        #expect(server.completions.count == 3)
        let done = try Command.run(["resume", "asia-1.ledger", "--json"], in: folder)
        #expect(try summary(done)["realized"] == 5)
    }

    @Test("The model has to be one that the server has; the only one needs no name")
    func models() throws {
        let one = try server(models: ["only"])
        #expect(try summary(try generate(one))["realizer"]?["model"] == "only")
        let wrong = try generate(one, ["--model", "onyl"])
        #expect(wrong.status == 69)
        #expect(wrong.errors.contains("has no model “onyl”; it has “only”"), "\(wrong.errors)")
        let forced = try generate(one, ["--model", "hidden", "--unlisted-model"])
        #expect(try summary(forced)["realizer"]?["model"] == "hidden")
        let several = try generate(try server(models: ["a", "b"]))
        #expect(several.status == 64)
        #expect(several.errors.contains("has a, b; name the model with --model"), "\(several.errors)")
        let silent = try ScriptedServer { request, _ in
            request.method == "GET" ? [.error(404, "no")] : .text(request.facts)
        }
        #expect(try summary(try generate(silent, ["--model", "m"]))["realized"] == 3)
        let refusing = try ScriptedServer { request, _ in
            [.error(404, "The model `m` does not exist", code: "model_not_found")]
        }
        let refused = try generate(refusing, ["--model", "m"])
        #expect(refused.status == 69)
        #expect(refused.errors.contains("has no model “m”"), "\(refused.errors)")
    }

    @Test("The key is in no ledger, export, message or file, though the server quotes it everywhere")
    func secrecy() throws {
        let server = try server { request, number in
            let token = request.headers["authorization"] ?? ""
            switch number {
            case 0: return [.error(400, "what is \(token)?")]
            case 1: return .text("Your header is \(token).")
            case 2: return [.answer(500, "<html>\(token)</html>", headers: ["Retry-After: 0"])]
            default: return nil
            }
        }
        let environment = ["OPENAI_API_KEY": Self.key]
        let result = try generate(server, ["--concurrency", "1"], environment: environment)
        _ = try summary(result)
        #expect(server.completions.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.key)" })
        let (rows, table) = (try export(), try export("asia-1.ledger", "csv"))
        #expect(rows.contains("Your header is Bearer •••."))
        #expect(!rows.contains(Self.key) && !table.contains(Self.key))
        let doctor = try Command.run(
            ["doctor", "asia-1.ledger", "--base-url", server.baseURL, "--json"], in: folder, environment: environment)
        #expect(doctor.status == 0, "\(doctor.output)")
        let refusing = try ScriptedServer { request, _ in
            [.error(401, "Incorrect key \(request.headers["authorization"] ?? "")")]
        }
        let refused = try generate(refusing, environment: environment)
        #expect(refused.status == 69)
        #expect(refused.errors.contains("does not accept the key (status 401)"), "\(refused.errors)")
        let misplaced = try generate(server, ["--api-key-fd", Self.key])
        #expect(misplaced.status == 64)
        let invented = try generate(server, ["--api-key", Self.key])
        #expect(invented.status == 64)
        let all = try everything()
        #expect(all.count > 1000)
        #expect(all.range(of: Data(Self.key.utf8)) == nil)
    }

    @Test("A key can come from a descriptor")
    func descriptor() throws {
        let server = try server()
        let path = try folder.write(Self.key + "\n", to: "key.txt")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c",
            "exec 3<\"$1\"; exec \"$2\" generate asia -n 1 --realizer chat --base-url \"$3\" --api-key-fd 3 --ledger fd.ledger",
            "sh", path, Command.path, server.baseURL,
        ]
        process.currentDirectoryURL = folder.url
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.key)" })
    }

    @Test("The key goes to no server that only a ledger names")
    func strangersLedger() throws {
        let server = try server()
        _ = try summary(try generate(server, n: 1))
        // The same run as written by a server elsewhere: what a stranger could hand over.
        let bytes = try folder.data("asia-1.ledger")
        let (from, to) = ("127.0.0.1:\(server.port)", "example.org")
        let padded = to + ":" + String(repeating: "8", count: max(1, from.count - to.count - 1))
        var changed = bytes
        while let range = changed.range(of: Data(from.utf8)), padded.count == from.count {
            changed.replaceSubrange(range, with: Data(padded.utf8))
        }
        try #require(changed != bytes)
        try changed.write(to: folder.url.appendingPathComponent("strange.ledger"))
        let result = try Command.run(
            ["resume", "strange.ledger"], in: folder, environment: ["OPENAI_API_KEY": Self.key])
        #expect(result.status == 64)
        #expect(result.errors.contains("name the server again with --base-url"), "\(result.errors)")
    }

    @Test("Escape sequences of a model reach neither a terminal nor a table raw")
    func escapes() throws {
        let server = try server { _, number in
            number % 2 == 0 ? .text("\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31mHa") : [.error(400, "\\u001b[2Jno\\u009b1m")]
        }
        let result = try generate(server, ["--max-iterations", "1"], n: 2)
        _ = try summary(result)
        let snapshot = try Command.run(
            [
                "open", "asia", "--realizer", "chat", "--base-url", server.baseURL, "--model", "m", "--snapshot",
                "120x40",
                "--keys", "nnn",
            ], in: folder)
        #expect(snapshot.status == 0, "\(snapshot.errors)")
        for text in [
            result.output, result.errors, try export(), try export("asia-1.ledger", "csv"), snapshot.output,
            snapshot.errors,
        ] {
            let raw = text.unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\n" && $0 != "\r" && $0 != "\t") || (0x7F...0x9F).contains($0.value)
            }
            #expect(raw.isEmpty, "\(raw)")
        }
        // The record keeps what came, whichever of the attempts it came to.
        let texts = try export().split(separator: "\n").flatMap { line in
            try JSONValue(parsing: String(line))["attempts"]?.elements?.compactMap { $0["text"]?.string } ?? []
        }
        #expect(texts.contains("\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31mHa"))
    }

    @Test("The workbench steps with a language model")
    func workbench() throws {
        let server = try server()
        let result = try Command.run(
            [
                "open", "asia", "--realizer", "chat", "--strategy", "targeted", "--base-url", server.baseURL,
                "--snapshot",
                "120x40", "--keys", "n",
            ],
            in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(server.completions.count == 1)
        #expect(result.output.contains("realized"), "\(result.output)")
    }

    @Test("While eight drafts stream, their text shows, keys are answered, and q leaves at once")
    func responsive() throws {
        let server = try server { _, _ in [.streamHead, .piece("Words that come alive "), .stall] }
        let tmux = try Tmux(width: 120, height: 40)
        try tmux.run(
            "\(Command.path) open asia --realizer chat --base-url \(server.baseURL) --concurrency 8; echo ended with $?"
        )
        _ = try tmux.screen(holding: "asia", "exact")
        try tmux.press("Space")
        _ = try tmux.screen(holding: "being written", "Words that come alive")
        try tmux.press("?")
        _ = try tmux.screen(holding: "Move left")
        // A stalled answer is given up after its deadline and asked for again: on a slow machine more than eight were sent.
        #expect(server.completions.count >= 8)
        try tmux.press("q")
        _ = try tmux.screen(holding: "being written", "Words that come alive")
        try tmux.press("q")
        _ = try tmux.screen(holding: "ended with 0")
    }

    @Test("While eight requests stream words without a pause, keys are answered")
    func flooded() throws {
        let flood: [Act] = [.streamHead] + (0..<3000).map { .piece("w\($0) ") } + [.stall]
        let server = try server { _, _ in flood }
        let tmux = try Tmux(width: 120, height: 40)
        try tmux.run(
            "\(Command.path) open asia --realizer chat --strategy targeted --base-url \(server.baseURL) --concurrency 8; "
                + "echo ended with $?"
        )
        _ = try tmux.screen(holding: "asia", "exact")
        try tmux.press("Space")
        _ = try tmux.screen(holding: "being written")
        for _ in 0..<3 {
            try tmux.press("?")
            _ = try tmux.screen(holding: "esc closes")
            try tmux.press("q")
            _ = try tmux.screen(holding: "being written")
        }
        _ = try tmux.screen(holding: "w2999")
        // A stalled answer is given up after its deadline and asked for again: on a slow machine more than eight were sent.
        #expect(server.completions.count >= 8)
        try tmux.press("q")
        _ = try tmux.screen(holding: "ended with 0")
    }

    @Test("A run that was stopped is gone on with in the workbench, with the server it was begun with")
    func resumedOnScreen() throws {
        let server = try server()
        _ = try generate(server, ["--ledger", "half.ledger", "--max-tokens-total", "1", "--concurrency", "1"], n: 4)
        let tmux = try Tmux(width: 120, height: 40)
        try tmux.run("cd \(folder.url.path); \(Command.path) open half.ledger; echo ended with $?")
        _ = try tmux.screen(holding: "run asia-1-", "1/1 of 4", "chat m")
        try tmux.press("Space")
        _ = try tmux.screen(holding: "the run is complete: 4 of 4 realized", "4/4 of 4")
        try tmux.press("j", "j")
        _ = try tmux.screen(holding: "text · #2 · iteration 0 · accepted")
        try tmux.press("q")
        _ = try tmux.screen(holding: "ended with 0")
        let lines = try export("half.ledger").split(separator: "\n")
        #expect(lines.count == 4 && lines.allSatisfy { $0.contains("\"accepted\":true") })
    }

    @Test(
        "Wrong options end with 64 and say what is meant",
        arguments: [
            (["--realizer", "chat"], "--base-url"), (["--realizer", "chat", "--base-url", "host:80"], "http://"),
            (["--realizer", "chat", "--base-url", "http://u:p@h"], "OPENAI_API_KEY"),
            (["--realizer", "simulated", "--model", "m"], "--realizer chat"),
            (["--realizer", "chat", "--temperature", "-1"], "temperature"),
            (["--realizer", "chat", "--timeout-idle", "0"], "seconds"),
            (["--realizer", "chat", "--api-key-fd", "x"], "descriptor"),
            (["--max-tokens-total", "-1"], "--max-tokens-total"),
        ])
    func usage(arguments: [String], message: String) throws {
        let result = try Command.run(
            ["generate", "asia", "-n", "1"] + arguments, in: folder, environment: ["OPENAI_BASE_URL": ""])
        #expect(result.status == 64, "\(result.errors)")
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    // MARK: doctor

    private func doctor(_ arguments: [String], environment: [String: String] = [:]) throws -> (Int32, JSONValue) {
        let result = try Command.run(
            ["doctor", "--json"] + arguments, in: folder,
            environment: ["OPENAI_BASE_URL": "", "OPENAI_API_KEY": ""].merging(environment) { _, new in new })
        return (result.status, try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines)))
    }

    private func check(_ report: JSONValue, _ name: String) -> JSONValue? {
        report["checks"]?.elements?.first { $0["check"]?.string == name }
    }

    @Test("The doctor finds a server well, and says which model to use")
    func healthy() throws {
        let server = try server { _, _ in .text("one two three four five six seven eight") }
        let (status, report) = try doctor(["--base-url", server.baseURL])
        #expect(status == 0)
        #expect(report["healthy"] == true && report["model"] == "m" && report["models"] == ["m"])
        for name in ["server", "key", "models", "streaming", "tokens"] {
            #expect(check(report, name)?["status"] == "ok", "\(report.text)")
        }
        let shown = try Command.run(["doctor", "--base-url", server.baseURL], in: folder)
        #expect(shown.output.contains("Language model\n") && shown.output.contains("it needs no --model"))
    }

    @Test("The doctor names what is wrong with a server, and the mend")
    func illServer() throws {
        let (dead, none) = try doctor(["--base-url", "http://127.0.0.1:\(ScriptedServer.deadPort())"])
        #expect(dead == 69 && none["healthy"] == false)
        #expect(check(none, "server")?["status"] == "problem")
        #expect(check(none, "server")?["mend"]?.string?.contains("start the server") == true)
        let locked = try ScriptedServer { request, _ in
            request.headers["authorization"] == nil ? [.error(401, "Invalid API Key")] : [.models("m")]
        }
        let (_, keyless) = try doctor(["--base-url", locked.baseURL])
        #expect(check(keyless, "key")?["status"] == "problem")
        let other = try server()
        let (wrong, unlike) = try doctor(["--base-url", other.baseURL, "--model", "n"])
        #expect(wrong == 69)
        #expect(check(unlike, "models")?["mend"] == "use --model m")
        other.stop()
        let whole = try server { _, _ in
            [.answer(200, "{\"choices\":[{\"message\":{\"content\":\"one two\"},\"finish_reason\":\"stop\"}]}")]
        }
        let (fine, unstreamed) = try doctor(["--base-url", whole.baseURL])
        #expect(fine == 0)
        #expect(check(unstreamed, "streaming")?["status"] == "warning")
        #expect(check(unstreamed, "tokens")?["status"] == "warning")
        let (unnamed, skipped) = try doctor([])
        #expect(unnamed == 0 && check(skipped, "server")?["status"] == "skipped")
    }

    @Test("The doctor finds out whether ledgers are sound, complete and free")
    func ledgers() throws {
        _ = try summary(try generate(try server(), n: 4))
        let (sound, report) = try doctor(["asia-1.ledger"])
        #expect(sound == 0)
        #expect(check(report, "integrity")?["status"] == "ok" && check(report, "writer")?["status"] == "ok")
        _ = try generate(
            try server(), ["--ledger", "open.ledger", "--max-tokens-total", "1", "--concurrency", "1"], n: 4)
        let (open, unfinished) = try doctor(["open.ledger"])
        #expect(open == 0)
        #expect(unfinished.text.contains("3 still open") && unfinished.text.contains("causalsynth resume open.ledger"))
        var bytes = try folder.data("asia-1.ledger")
        let middle = bytes.count / 2
        bytes.replaceSubrange(middle..<middle + 8192, with: Data(repeating: 0x55, count: 8192))
        try bytes.write(to: folder.url.appendingPathComponent("broken.ledger"))
        let (broken, faults) = try doctor(["broken.ledger"])
        #expect(broken == 65 && faults["healthy"] == false)
        let (missing, _) = try doctor(["nowhere.ledger"])
        #expect(missing == 65)
    }

    @Test("Unless another strategy is named, a model writes sentence by sentence, each fact in a call of its own")
    func sentences() throws {
        let server = try server()
        let summary = try summary(try generate(server, ["--strategy", "auto"], n: 3))
        #expect(summary["realized"] == 3, "\(summary.text)")
        // Seven facts; what follows from others needs no sentence.
        #expect(server.completions.count == 21)
        #expect(summary["tokens"] == ["prompt": 2100, "completion": 420])
        let seeds = try server.completions.map { try JSONValue(parsing: $0.body)["seed"]?.text ?? "" }
        #expect(Set(seeds).count == 21)
        let text = try #require(
            try JSONValue(parsing: String(try export().split(separator: "\n")[0]))["attempts"]?.elements?.last?["text"]?
                .string)
        #expect(text.components(separatedBy: ". ").count == 7)
    }

    @Test("Sentences are exported in their order whatever is in flight, and a killed sentence run goes on")
    func sentenceOrder() throws {
        // Wrong once about each fact of every third request body, so that sentences are kept and written anew.
        let server = try server { request, _ in
            request.facts.contains("tuberculosis") ? .text("His employer has tuberculosis.") : nil
        }
        var exports: [String] = []
        for concurrency in ["1", "7"] {
            let ledger = "s\(concurrency).ledger"
            let summary = try summary(
                try generate(
                    server, ["--strategy", "sentences", "--concurrency", concurrency, "--ledger", ledger], n: 4))
            #expect(summary["realized"] == 4)
            exports.append(try export(ledger))
        }
        #expect(exports[0] == exports[1])
    }

    @Test("strategies compares them on the same skeletons, and goes on with its ledger")
    func strategies() throws {
        let server = try server()
        let arguments = [
            "strategies", "asia", "-n", "2", "--seed", "1", "--realizer", "chat", "--base-url", server.baseURL,
            "--json",
            "--progress", "none", "--strategies", "one-shot, sentences,surgical",
        ]
        let result = try Command.run(arguments, in: folder)
        let comparison = try summary(result)
        let figures = try #require(comparison["strategies"]?.elements)
        #expect(figures.map { $0["strategy"]?.string } == ["one-shot", "sentences", "surgical"])
        for figure in figures {
            #expect(
                figure["realized"] == 2 && figure["firstPass"]?["rate"] == 1.0 && figure["attempts"]?["mean"] == 1.0)
        }
        #expect(figures.map { $0["calls"]?["perAccepted"] } == [1.0, 7.0, 1.0])
        #expect(figures.map { $0["tokens"]?["perAccepted"] } == [120.0, 840.0, 120.0])
        #expect(server.completions.count == 18)
        let again = try Command.run(arguments, in: folder)
        #expect(again.output == result.output)
        #expect(server.completions.count == 18)
        let wrong = try Command.run(["strategies", "asia", "--strategies", "targeted,nonsense"], in: folder)
        #expect(wrong.status == 64 && wrong.errors.contains("nonsense") && wrong.errors.contains("targeted-then-fresh"))
    }
}
