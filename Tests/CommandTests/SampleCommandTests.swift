import Foundation
import Testing

@Suite("sample")
struct SampleCommandTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func file(_ name: String, _ arguments: [String]) throws -> Data {
        let result = try Command.run(["sample"] + arguments + ["-o", name], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.isEmpty)
        return try folder.data(name)
    }

    @Test("shards concatenate to the whole, whatever the number of threads", arguments: ["csv", "jsonl"])
    func shards(format: String) throws {
        let common = ["alarm", "--seed", "7", "--format", format]
        let whole = try file("whole", common + ["-n", "20000", "--threads", "1"])
        #expect(try file("threads", common + ["-n", "20000", "--threads", "2"]) == whole)
        let bounds = [0, 1, 4097, 12_345, 20_000]
        var joined = Data()
        for (index, range) in zip(bounds, bounds.dropFirst()).enumerated() {
            joined += try file("shard\(index)", common + ["--rows", "\(range.0)..<\(range.1)"])
        }
        #expect(joined == whole)
        #expect(try folder.names.filter { !$0.hasPrefix(".") }.count == 6)
    }

    @Test("do() sets the value in every row and leaves non-descendants as they were")
    func intervention() throws {
        func columns(_ arguments: [String]) throws -> [String: [String]] {
            let text = String(
                decoding: try file("rows", ["asia", "-n", "500", "--seed", "3"] + arguments), as: UTF8.self)
            let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
            let header = try #require(rows.first)
            return Dictionary(
                uniqueKeysWithValues: header.enumerated().map { index, name in
                    (name, rows.dropFirst().map { $0[index] })
                })
        }
        let factual = try columns([])
        let mutilated = try columns(["--do", "bronc=no"])
        #expect(mutilated["bronc"].map(Set.init) == ["no"])
        for name in ["asia", "tub", "smoke", "lung", "either", "xray"] { #expect(factual[name] == mutilated[name]) }
        #expect(factual["dysp"] != mutilated["dysp"])
    }

    @Test(
        "the wrong thing ends with the contract's code, one paragraph, and no file",
        arguments: [
            (["nowhere.bif"], Int32(66), "cannot read nowhere.bif: there is no such file"),
            (["asai"], 66, "did you mean “asia”?"),
            (["asia", "--do", "smok=yes"], 65, "there is no variable “smok”; did you mean “smoke”?"),
            (["asia", "--do", "smoke=yse"], 65, "“yse” is not a state of “smoke”"),
            (["asia", "--do", "smoke"], 65, "found “smoke”, expected VARIABLE=STATE"),
            (["asia", "--do", "smoke=yes", "--do", "smoke=no"], 65, "set to both yes and no"),
            (["asia", "--rows", "5..<3"], 64, "rows"), (["asia", "-n", "many"], 64, "many"),
            (["asia", "--unknown"], 64, "unknown"),
        ])
    func failures(arguments: [String], status: Int32, message: String) throws {
        let result = try Command.run(["sample"] + arguments + ["-o", "out.csv"], in: folder)
        #expect(result.status == status)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(try folder.names.allSatisfy { !$0.contains("out.csv") })
    }

    @Test("a division by zero while sampling ends with 65 and names file and line")
    func divisionByZero() throws {
        _ = try folder.write(
            """
            format: causalsynth/scm/1
            variables:
              - name: k
                states: ["0", "1"]
                table: [0.01, 0.99]
              - name: ratio
                parents: [k]
                equation: 3 / k
            """, to: "ratio.scm.yaml")
        let result = try Command.run(["sample", "ratio.scm.yaml", "-n", "5000", "-o", "out.csv"], in: folder)
        #expect(result.status == 65)
        #expect(result.errors.contains("ratio.scm.yaml:8:15: the equation of “ratio” gives no finite number in row"))
        #expect(try folder.names.allSatisfy { !$0.contains("out.csv") })
        // The function that is set from outside is no longer that of the file.
        let mended = try Command.run(
            ["sample", "ratio.scm.yaml", "-n", "3", "--do", "ratio:=k == 0 ? 9 : 3 / k"], in: folder)
        #expect(mended.status == 0, "\(mended.errors)")
        let cycle = try Command.run(
            ["sample", "ratio.scm.yaml", "-n", "3", "--do", "k:=ratio > 2 ? 1 : 0"], in: folder)
        #expect(cycle.status == 65)
        #expect(cycle.errors.contains("the graph has a directed cycle: k → ratio → k"))
    }

    @Test("What is all but impossible is said to be worth little, by sample, query and counterfactual alike")
    func allButImpossible() throws {
        _ = try folder.write(
            """
            format: causalsynth/scm/1
            name: tail
            variables:
              - name: level
                range: [0, 200]
                equation: 100 + u
                noise: normal(0, 10)
              - name: reading
                range: [0, 2e9]
                parents: [level]
                equation: level + u
                noise: normal(0, 1)
            """, to: "tail.scm.yaml")
        let evidence = ["tail.scm.yaml", "--evidence", "reading=1e9"]
        let worth = "rows are worth 1 of equal weight; take the answer, and its errors, for a guess."
        for verb in [
            ["sample", "-n", "3"], ["query"], ["counterfactual", "--do", "level=90", "--method", "monte-carlo"],
        ] {
            let result = try Command.run(verb + evidence, in: folder)
            #expect(result.status == 0 && result.errors.contains(worth), "\(result.errors)")
        }
        let likely = try Command.run(["sample", "tail.scm.yaml", "-n", "3", "--evidence", "reading=101"], in: folder)
        #expect(likely.errors.contains("worth") && !likely.errors.contains("guess"), "\(likely.errors)")
    }

    @Test("a folder that is not there ends with 73")
    func cannotCreate() throws {
        let result = try Command.run(["sample", "asia", "-n", "1", "-o", "nowhere/out.csv"], in: folder)
        #expect(result.status == 73)
        #expect(result.errors.contains("cannot create nowhere/out.csv: No such file or directory"))
    }

    @Test("A folder is no file to write, and that is told before anything is computed")
    func folderAsOutput() throws {
        let result = try Command.run(["sample", "asia", "-n", "4000000000", "-o", folder.url.path], in: folder)
        #expect(result.status == 73 && result.errors.contains("it is a folder"), "\(result.errors)")
    }

    @Test("A pipe as output is written into, and stays a pipe; so would a device")
    func pipe() throws {
        let path = folder.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        let end = FileHandle(fileDescriptor: open(path, O_RDWR | O_NONBLOCK), closeOnDealloc: true)
        let result = try Command.run(["sample", "asia", "-n", "2", "-o", "pipe"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        try #require(kind == .typeUnknown)
        #expect(String(decoding: end.availableData, as: UTF8.self).split(separator: "\n").count == 3)
    }

    @Test("A link as output stays, and what it leads to is written", arguments: [true, false])
    func link(isThere: Bool) throws {
        if isThere { _ = try folder.write("old", to: "real.csv") }
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "real.csv")
        let result = try Command.run(["sample", "asia", "-n", "2", "-o", "link.csv"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.csv")) == "real.csv")
        #expect(try String(decoding: folder.data("real.csv"), as: UTF8.self).split(separator: "\n").count == 3)
    }

    /// Whether the file system of temporary files knows files without a name (`O_TMPFILE`).
    private static let hasNamelessFiles: Bool = {
        let file = open(FileManager.default.temporaryDirectory.path, 0o20_000_000 | O_DIRECTORY | O_WRONLY, 0o600)
        return file >= 0 && close(file) == 0
    }()

    @Test("A command that is killed while it writes leaves no file behind", .enabled(if: hasNamelessFiles))
    func killed() throws {
        let run = try Command.start(["sample", "asia", "-n", "4000000000", "-o", "big.csv"], in: folder)
        let files = "/proc/\(run.process.processIdentifier)/fd"
        func isWriting() -> Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: files)) ?? []
            return names.contains {
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(files)/\($0)")
                return target?.contains("\(folder.url.lastPathComponent)/#") ?? false
            }
        }
        while run.process.isRunning, !isWriting() { sched_yield() }
        kill(run.process.processIdentifier, SIGKILL)
        _ = try run.finish()
        #expect(try folder.names.filter { $0.contains("big") } == [])
    }
}
