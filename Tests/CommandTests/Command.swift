import Foundation
import Testing

/// The built program, run as a user runs it.
struct Command {
    /// What a run left behind.
    struct Result {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The program beside the test bundle.
    static var path: String {
        let bundle = Bundle.main.bundleURL
        let folder = bundle.pathExtension.isEmpty ? bundle : bundle.deletingLastPathComponent()
        return folder.appendingPathComponent("causalsynth").path
    }

    /// A folder of its own for files that a test writes; removed with the value that holds it.
    final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("causalsynth-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appendingPathComponent(name).path }

        func write(_ text: String, to name: String) throws -> String {
            try text.write(toFile: path(name), atomically: true, encoding: .utf8)
            return path(name)
        }

        func data(_ name: String) throws -> Data { try Data(contentsOf: url.appendingPathComponent(name)) }

        var names: [String] {
            get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
        }
    }

    /// The program about to be run, its streams in files of the folder so that neither side can block.
    struct Invocation {
        let process: Process
        let folder: Folder
        fileprivate let id: String

        /// Interrupts the program as Ctrl-C does, and waits until it has said that it has heard.
        func interrupt(andWaitFor words: String) throws {
            kill(process.processIdentifier, SIGINT)
            while process.isRunning {
                if String(decoding: try folder.data(".err-\(id)"), as: UTF8.self).contains(words) { return }
                sched_yield()
            }
        }

        /// Waits for the end and collects what was written.
        func finish() throws -> Result {
            process.waitUntilExit()
            return Result(
                status: process.terminationStatus,
                output: String(decoding: try folder.data(".out-\(id)"), as: UTF8.self),
                errors: String(decoding: try folder.data(".err-\(id)"), as: UTF8.self))
        }
    }

    /// Starts the program. The developer's own files are none of its: those of a test are in `.config` of the folder.
    static func start(
        _ arguments: [String], input: String = "", in folder: Folder, environment: [String: String] = [:]
    ) throws -> Invocation {
        let id = UUID().uuidString
        func stream(_ name: String, _ text: String = "") throws -> URL {
            URL(fileURLWithPath: try folder.write(text, to: ".\(name)-\(id)"))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "CAUSALSYNTH_CONFIG" }
            .merging(["LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": folder.path(".config")]) { _, new in new }
            .merging(environment) { _, new in new }
        process.standardInput = try FileHandle(forReadingFrom: stream("in", input))
        process.standardOutput = try FileHandle(forWritingTo: stream("out"))
        process.standardError = try FileHandle(forWritingTo: stream("err"))
        try process.run()
        return Invocation(process: process, folder: folder, id: id)
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], input: String = "", in folder: Folder, environment: [String: String] = [:]
    ) throws -> Result {
        try start(arguments, input: input, in: folder, environment: environment).finish()
    }
}
