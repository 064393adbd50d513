import CausalEngine
import Foundation

/// `causalsynth-benchmark [--rows N] [--seed N] [--repetitions N] [--synthetic | NETWORK]`: one JSON line a figure.
let arguments = Array(CommandLine.arguments.dropFirst())
do {
    let request = try BenchmarkRequest(arguments)
    for measure in try Benchmarks.all(request) { print(measure.json) }
} catch {
    FileHandle.standardError.write(Data("causalsynth-benchmark: \(error)\n".utf8))
    exit(64)
}
