import CausalEngine
import Foundation
import Testing

@Suite("the real program in a terminal", .serialized)
struct TerminalTourTests {
    private static let clean = "0 0 1"

    private func started(_ arguments: String = "asia", width: Int = 120, height: Int = 40) throws -> Tmux {
        let tmux = try Tmux(width: width, height: height)
        try tmux.run("\(Command.path) open \(arguments); echo ended with $?")
        return tmux
    }

    @Test("sample, realize, step, do(smoke=no), live run; q leaves the terminal clean")
    func tour() throws {
        let tmux = try started()
        _ = try tmux.screen(holding: "asia", "8 nodes", "exact P(·)")
        try tmux.press("s")
        _ = try tmux.screen(holding: "seed 1")
        try tmux.press("r")
        _ = try tmux.screen(holding: "3 text · #0 · iteration 0", "4 verdicts · iteration 0")
        try tmux.press("/")
        _ = try tmux.screen(holding: "find")
        try tmux.press("s", "m", "o", "k", "e", "Enter")
        _ = try tmux.screen(holding: "─ smoke ")
        try tmux.press("d")
        _ = try tmux.screen(holding: "do(smoke)")
        try tmux.press("j", "Enter")
        _ = try tmux.screen(holding: "do(smoke=no)")
        try tmux.press("Space")
        _ = try tmux.screen(holding: "live run · over", "of 200")
        try tmux.press("q")
        let end = try tmux.screen(holding: "ended with 0")
        #expect(!end.contains("skeletons"))
        let state = try tmux.state()
        #expect(state == Self.clean)
    }

    @Test("evidence, do() with it, seeing beside doing, d-separation, mechanism and twin")
    func explore() throws {
        let tmux = try started()
        _ = try tmux.screen(holding: "8 nodes", "exact P(·)")
        try find("dysp", in: tmux)
        try tmux.press("e")
        _ = try tmux.screen(holding: "seen: dysp", "uncertainly")
        try tmux.press("1")
        _ = try tmux.screen(holding: "exact P(· | dysp=yes)", "seen dysp=yes", "P(seen) .436")
        try find("bronc", in: tmux)
        try tmux.press("d", "2")
        _ = try tmux.screen(holding: "exact P(· | do(bronc=no), dysp=yes)", "evidence is in the mutilated world")
        try tmux.press("c")
        _ = try tmux.screen(holding: "seen bronc=no or do(bronc=no)?", "confounding")
        try tmux.press("m")
        _ = try tmux.screen(holding: "mechanism of bronc", "inverse-cdf")
        try tmux.press("t")
        _ = try tmux.screen(holding: "t twin · #0", "as it was", "had it been do(bronc=no)", "noise u")
        try tmux.press("t", "X")
        _ = try tmux.screen(holding: "exact P(·)", "no do()")
        try find("asia", in: tmux)
        try tmux.press("v")
        _ = try tmux.screen(holding: "X asia")
        try find("smoke", in: tmux)
        try tmux.press("v")
        _ = try tmux.screen(holding: "d-separated given nothing", "a collider")
        try find("dysp", in: tmux)
        try tmux.press("v")
        _ = try tmux.screen(holding: "d-connected given {dysp}: 2 open paths")
        try tmux.press("u", "u", "u")
        let undone = try tmux.screen(holding: "exact P(·)", "undone")
        #expect(!undone.contains("d-connected"))
        try tmux.press("q")
        _ = try tmux.screen(holding: "ended with 0")
    }

    @Test("Every frame is sent within one synchronized update, and no update is empty")
    func frames() throws {
        let tmux = try Tmux(width: 120, height: 40)
        let file = try tmux.record()
        try tmux.run("env -u NO_COLOR \(Command.path) open asia -n 30; echo ended with $?")
        _ = try tmux.screen(holding: "8 nodes", "exact P(·)")
        try tmux.press("Space")
        _ = try tmux.screen(holding: "live run over")
        try tmux.press("?")
        _ = try tmux.screen(holding: "esc closes")
        try tmux.press("q", "q")
        let bytes = try tmux.sent(into: file, until: "ended with 0")
        let updates = bytes.components(separatedBy: "\u{1B}[?2026h").dropFirst()
            .map { $0.components(separatedBy: "\u{1B}[?2026l") }
        #expect(updates.count > 20)
        // Giving the terminal back ends an update once more.
        for update in updates { #expect(update.count >= 2 && !update[0].isEmpty) }
        let between = updates.dropLast().map { $0.dropFirst().joined() }.filter { !$0.isEmpty }
        #expect(between.isEmpty, "nothing is drawn outside")
        let text = updates.map { $0[0] }.joined()
        #expect(text.contains("esc closes") && text.contains("8 nodes"))
    }

    @Test("A live run leaves a ledger that the runs list, resume and evaluate take, and that is audited on the screen")
    func liveLedger() throws {
        let tmux = try started("asia -n 40 --seed 3")
        _ = try tmux.screen(holding: "8 nodes", "exact P(·)")
        try tmux.press("a")
        _ = try tmux.screen(holding: "no live run is kept in a ledger yet")
        try tmux.press("Space")
        _ = try tmux.screen(holding: "live run over", "attempts in asia-3.ledger")
        try tmux.press("a")
        let audit = try tmux.screen(holding: "a audit", "Implied independencies in A", "Wilson 95 %", "2nd reader")
        #expect(audit.contains("audited") && audit.contains("of 40"))
        try tmux.press("Escape")
        _ = try tmux.screen(holding: "1 graph")
        try tmux.press("o")
        _ = try tmux.screen(holding: "asia-3.ledger", "complete", "1 run")
        try tmux.press("a")
        _ = try tmux.screen(holding: "a audit", "Implied independencies in A")
        try tmux.press("a", "q")
        _ = try tmux.screen(holding: "ended with 0")
        let resumed = try Command.run(["resume", "asia-3.ledger", "--json"], in: tmux.folder)
        let summary = try JSONValue(parsing: resumed.output.trimmingCharacters(in: .newlines))
        #expect(resumed.status == 0 && summary["skeletons"]?.int == 40 && summary["open"]?.int == 0)
        let evaluated = try Command.run(["evaluate", "asia-3.ledger", "-o", "report"], in: tmux.folder)
        #expect(evaluated.status == 0)
        let generated = try Command.run(["generate", "asia", "-n", "40", "--seed", "3"], in: tmux.folder)
        #expect(generated.status == 0)
        let exports = try ["asia-3.ledger", "asia-3.2.ledger"].map { ledger in
            try Command.run(["export", ledger], in: tmux.folder).output
        }
        #expect(exports[0] == exports[1] && !exports[0].isEmpty, "the same run by generate")
        let files = try tmux.folder.names.filter { !$0.hasPrefix(".") }
        #expect(files == ["asia-3.2.ledger", "asia-3.ledger", "report"], "nothing else is left behind")
    }

    @Test("What is read on the screen is what query and counterfactual answer: see, then do, then the twin of a unit")
    func answers() throws {
        let tmux = try started("asia -n 50")
        _ = try tmux.screen(holding: "8 nodes", "exact P(·)")
        try find("dysp", in: tmux)
        try tmux.press("e", "1")
        _ = try tmux.screen(holding: "exact P(· | dysp=yes)")
        try find("bronc", in: tmux)
        try tmux.press("d", "2")
        let screen = try tmux.screen(holding: "exact P(· | do(bronc=no), dysp=yes)")
        let query = try answer(["query", "asia", "--evidence", "dysp=yes", "--do", "bronc=no", "--json"])
        for name in ["asia", "tub", "smoke", "lung", "either", "xray"] {
            let share = try #require(query["posterior"]?[name]?["yes"]?.double)
            let wanted = String(format: "%.2f", share).replacingOccurrences(of: "0.", with: ".")
            let drawn = try #require(box(of: name, in: screen))
            #expect(drawn.contains(wanted), "\(name) is \(wanted):\n\(screen)")
        }
        try tmux.press("X", "t")
        _ = try tmux.screen(holding: "Nothing is set")
        try tmux.press("t")
        try find("bronc", in: tmux)
        try tmux.press("]", "]")
        _ = try tmux.screen(holding: "▶  2 │")
        try tmux.press("d", "2", "t")
        let twin = try tmux.screen(holding: "t twin · #2", "had it been do(bronc=no)", "Different too: dysp")
        let unit = try answer(["counterfactual", "asia", "--row", "2", "--seed", "0", "--do", "bronc=no", "--json"])
        for name in ["asia", "tub", "smoke", "lung", "bronc", "either", "xray", "dysp"] {
            let was = try #require(unit["unit"]?["factual"]?[name]?.string)
            let would = try #require(unit["unit"]?["counterfactual"]?[name]?.string)
            let isRight = twin.split(separator: "\n").contains { line in
                let words = line.split { $0 == " " || $0 == "│" || $0 == "▶" }.map(String.init)
                return words.indices.dropLast(2).contains { place in
                    words[place] == name && words[place + 1] == was && words[place + 2] == would
                }
            }
            #expect(isRight, "\(name) was \(was), would be \(would):\n\(twin)")
        }
        try tmux.press("q")
        _ = try tmux.screen(holding: "ended with 0")
    }

    private func answer(_ arguments: [String]) throws -> JSONValue {
        let result = try Command.run(arguments, in: try Command.Folder())
        #expect(result.status == 0, "\(result.errors)")
        return try JSONValue(parsing: result.output.trimmingCharacters(in: .newlines))
    }

    /// The lines of the drawing around a node's name, within the columns of its box.
    private func box(of name: String, in screen: String) -> String? {
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        // Below the lines of facts and of the title.
        for (row, line) in lines.enumerated().dropFirst(2) {
            let left = String(line.prefix(72))
            guard let place = left.range(of: " \(name) ") else { continue }
            let column = left.distance(from: left.startIndex, to: place.lowerBound)
            return lines[row...].prefix(3).map { String($0.dropFirst(column).prefix(20)) }.joined(separator: "\n")
        }
        return nil
    }

    /// Selects a node by its name, with the palette: an escape that ends a search and the next key could come as one.
    private func find(_ name: String, in tmux: Tmux) throws {
        try tmux.press(":")
        _ = try tmux.screen(holding: "─ commands ")
        for letter in "select" { try tmux.press(String(letter)) }
        try tmux.press("Space")
        for letter in name { try tmux.press(String(letter)) }
        _ = try tmux.screen(holding: ": select \(name)")
        try tmux.press("Enter")
        _ = try tmux.screen(holding: "▶ \(name) ")
    }

    @Test("SIGTERM and a crash give the terminal back", arguments: [("TERM", 143), ("SEGV", 139)])
    func signals(name: String, status: Int) throws {
        let tmux = try Tmux(width: 80, height: 24)
        try tmux.run("\(Command.path) open asia; echo ended with $?")
        _ = try tmux.screen(holding: "1 Graph", "asia")
        let pid = try processID(of: tmux)
        kill(pid, name == "TERM" ? SIGTERM : SIGSEGV)
        _ = try tmux.screen(holding: "ended with \(status)")
        let state = try tmux.state()
        #expect(state == Self.clean)
    }

    /// The program that the terminal's shell runs in the foreground.
    private func processID(of tmux: Tmux) throws -> pid_t {
        let children = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
        let shell = try tmux.shellProcess()
        let found = children.first { child in
            guard let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8) else { return false }
            let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && fields[1] == "\(shell)"
        }
        return try #require(found)
    }

    @Test("a window too small to draw in says so and still leaves on q")
    func tinyWindow() throws {
        let tmux = try started(width: 20, height: 5)
        _ = try tmux.screen(holding: "small")
        try tmux.press("q")
        _ = try tmux.screen(holding: "ended with 0")
    }

    @Test("in an ASCII locale nothing else is drawn")
    func asciiLocale() throws {
        let tmux = try Tmux(width: 80, height: 24, terminal: "vt100", locale: "C")
        try tmux.run("\(Command.path) open asia; echo ended with $?")
        let screen = try tmux.screen(holding: "asia", "exact")
        let beyondASCII = screen.unicodeScalars.filter { !$0.isASCII }
        #expect(beyondASCII.isEmpty)
        try tmux.press("q")
        _ = try tmux.screen(holding: "ended with 0")
    }

    @Test("a dumb terminal gets one frame as text")
    func dumbTerminal() throws {
        let tmux = try Tmux(width: 80, height: 24, terminal: "dumb")
        try tmux.run("\(Command.path) open asia; echo ended with $?")
        _ = try tmux.screen(holding: "ended with 0", "0/0 of 200")
        let state = try tmux.state()
        #expect(state == Self.clean)
    }
}
