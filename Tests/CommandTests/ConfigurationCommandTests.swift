import CausalEngine
import Foundation
import ScriptedServer
import Testing

@Suite("config.yaml and keymap.yaml")
struct ConfigurationCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func write(_ text: String, to name: String) throws {
        let own = folder.url.appendingPathComponent(".config/causalsynth")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try text.write(to: own.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Command.Result {
        try Command.run(arguments, in: folder, environment: environment)
    }

    private func frame(_ arguments: String..., environment: [String: String] = [:]) throws -> String {
        let result = try Command.run(
            ["open", "asia", "-n", "20", "--snapshot", "120x40"] + arguments, in: folder,
            environment: ["COLORTERM": "truecolor", "NO_COLOR": ""].merging(environment) { $1 })
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    // MARK: keymap.yaml

    @Test("A moved key does what it is for, its old key nothing, and the hints name the new one")
    func moved() throws {
        let before = try frame()
        try write("realize: w\n", to: "keymap.yaml")
        let start = try frame()
        #expect(start.contains("w realize") && before.contains("r realize"))
        let old = try frame("--keys", "r")
        let new = try frame("--keys", "w")
        #expect(old == start && new.contains("3 text · #0 · iteration 0"))
        let off = try frame(environment: ["CAUSALSYNTH_CONFIG": ""])
        #expect(off == before, "switched off")
        let elsewhere = try frame(environment: ["CAUSALSYNTH_CONFIG": folder.path("other")])
        #expect(elsewhere == before, "another folder, without the file")
    }

    @Test("A key map that is not right opens nothing and says where")
    func broken() throws {
        try write("# mine\nrealise: w\n", to: "keymap.yaml")
        let result = try run("open", "asia", "--snapshot", "80x24")
        #expect(result.status == 65 && result.output.isEmpty)
        #expect(result.errors.contains("causalsynth/keymap.yaml:2:1: there is no action “realise” there; did you mean"))
        let other = try run("query", "asia", "--json")
        #expect(other.status == 0, "who needs no keys is not held up")
    }

    // MARK: config.yaml

    @Test("The workbench takes what is not given from the file; what is given goes before it")
    func defaults() throws {
        let dark = try frame("--color")
        let light = try frame("--color", "--theme", "light")
        try write("theme: light\nrealizer: template\nstrategy: best-of-2\nverification: lenient\n", to: "config.yaml")
        let plain = try frame("--color", "--realizer", "simulated")
        #expect(plain == light && light != dark)
        let given = try frame("--color", "--theme", "dark", "--realizer", "simulated")
        #expect(given == dark)
        let written = try frame()
        #expect(written.contains("template writer"))
        let bare = try run("asia", "--snapshot", "120x40")
        #expect(bare.status == 0 && bare.output.contains("template writer"), "also without the verb")
        let off = try frame("--color", environment: ["CAUSALSYNTH_CONFIG": ""])
        #expect(off == dark)
    }

    @Test("The same command line writes the same bytes whatever the file says of the workbench")
    func scripted() throws {
        func made(_ name: String) throws -> String {
            let run = try run("generate", "asia", "-n", "12", "--seed", "5", "--ledger", name, "--progress", "none")
            #expect(run.status == 0, "\(run.errors)")
            let export = try self.run("export", name)
            #expect(export.status == 0 && !export.output.isEmpty)
            return export.output
        }
        let before = try made("a.ledger")
        try write("realizer: template\nstrategy: best-of-2\nverification: lenient\nconcurrency: 1\n", to: "config.yaml")
        let after = try made("b.ledger")
        #expect(after == before)
    }

    @Test("Server and model come from the file, before it from the environment; the ledger keeps what was used")
    func server() throws {
        let server = try ScriptedServer { request, _ in
            request.method == "GET"
                ? [.answer(200, "{\"data\":[{\"id\":\"m\"},{\"id\":\"k\"}]}")] : .text(request.facts)
        }
        try write("base-url: \(server.baseURL)\nmodel: k\nrealizer: chat\n", to: "config.yaml")
        func model(_ ledger: String, _ environment: [String: String] = [:]) throws -> JSONValue? {
            let result = try run(
                "generate", "asia", "-n", "2", "--realizer", "chat", "--strategy", "targeted", "--ledger", ledger,
                "--progress", "none", "--json", environment: environment)
            #expect(result.status == 0, "\(result.errors)")
            return try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))["realizer"]?["model"]
        }
        let byFile = try model("a.ledger")
        let byEnvironment = try model("b.ledger", ["OPENAI_MODEL": "m"])
        #expect(byFile == "k" && byEnvironment == "m")
        try write("model: m\n", to: "config.yaml")
        let resumed = try run("resume", "a.ledger", "--json")
        let summary = try JSONValue(parsing: resumed.output.trimmingCharacters(in: .newlines))
        #expect(summary["realizer"]?["model"] == "k", "\(resumed.errors)")
        let without = try run("generate", "asia", "-n", "1", "--realizer", "chat", "--ledger", "c.ledger")
        #expect(without.status == 64 && without.errors.contains("needs a server"))
    }

    @Test(
        "An entry that is not right is told with its place, and a key is neither taken nor shown",
        arguments: [
            ("them: dark", "1:1: unknown key “them”; did you mean theme?"),
            (
                "\nseed: 5",
                "2:1: found “seed” where one of theme, realizer, strategy, verification, concurrency, base-url"
            ),
            ("theme: lihgt", "1:8: found “lihgt” where the name of a theme (light) is expected"),
            ("realizer: batch", "1:11: found “batch” where template, simulated or chat is expected"),
            ("strategy: luck", "1:11: found “luck” where auto or the name of a strategy"),
            ("verification: 1", "1:15: found “1” where strict or lenient is expected"),
            ("concurrency: 0", "1:14: found “0” where a whole number above 0 is expected"),
            ("model: [a]", "1:8: found a list where one value for model is expected"),
            ("base-url: ftp://x", "1:11: found “ftp://x” as the base URL"),
            (
                "api-key: sk-sesame",
                "1:1: a key is kept in no file of this program, found “api-key”; take it out, and set"
            ),
            ("base-url: http://u:sk-sesame@h/", "1:11: found one with a password in it"),
        ])
    func refused(text: String, words: String) throws {
        try write(text, to: "config.yaml")
        let result = try run("open", "asia", "--snapshot", "80x24")
        #expect(result.status == 65 && result.output.isEmpty)
        #expect(result.errors.contains("causalsynth/config.yaml:" + words), "\(result.errors)")
        #expect(!result.errors.contains("sesame"))
        let doctor = try run("doctor")
        #expect(doctor.status == 65 && doctor.output.contains("causalsynth/config.yaml:" + words))
        #expect(!doctor.output.contains("sesame"))
    }

    // MARK: doctor

    @Test("doctor names the files that it read, and whether they are right")
    func doctor() throws {
        func files(_ environment: [String: String] = [:]) throws -> [String: [String?]] {
            let result = try run("doctor", "--json", environment: environment)
            let checks =
                try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))["checks"]?.elements ?? []
            let own = checks.filter { $0["area"] == "files" }
            return Dictionary(
                own.map { ($0["check"]?.string ?? "", [$0["status"]?.string, $0["found"]?.string]) },
                uniquingKeysWith: { first, _ in first })
        }
        let own = folder.path(".config/causalsynth")
        let none = try files()
        #expect(none["config.yaml"] == ["skipped", "there is no \(own)/config.yaml"])
        try write("theme: light\nmodel: m\n", to: "config.yaml")
        try write("zoom: w\n", to: "keymap.yaml")
        let right = try files()
        #expect(right["config.yaml"] == ["ok", "\(own)/config.yaml: sets theme, model"])
        #expect(right["keymap.yaml"] == ["ok", "\(own)/keymap.yaml: other keys for zoom"])
        try write("zoom: q\n", to: "keymap.yaml")
        let wrong = try files()
        #expect(wrong["keymap.yaml"]?[0] == "problem" && wrong["config.yaml"]?[0] == "ok")
        let off = try files(["CAUSALSYNTH_CONFIG": ""])
        #expect(off["folder"]?[0] == "skipped" && off["keymap.yaml"] == nil)
    }

    // MARK: In a terminal

    @Test("In a terminal: the moved key realizes, the old one does not, the hint names the new one, and Ctrl-C quits")
    func terminal() throws {
        let tmux = try Tmux(width: 120, height: 40)
        let own = tmux.folder.url.appendingPathComponent(".config/causalsynth")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try "realize: w\nnext-skeleton: f6\nquit: []\n".write(
            to: own.appendingPathComponent("keymap.yaml"), atomically: true, encoding: .utf8)
        try tmux.run("\(Command.path) open asia -n 30; echo ended with $?")
        let start = try tmux.screen(holding: "8 nodes", "exact P(·)", "w realize")
        #expect(!start.contains("r realize") && !start.contains("q quit"))
        // The row after it shows that r has been read.
        try tmux.press("r", "q", "F6")
        let after = try tmux.screen(holding: "▶  1 │")
        #expect(after.contains("#1 · no draft") && after.contains("w writes this skeleton"))
        try tmux.press("w")
        _ = try tmux.screen(holding: "3 text · #1 · iteration 0")
        try tmux.press(":")
        _ = try tmux.screen(holding: "─ commands ")
        for letter in "wq" { try tmux.press(String(letter)) }
        _ = try tmux.screen(holding: ": wq")
        try tmux.press("C-c")
        _ = try tmux.screen(holding: "ended with 0")
    }
}
