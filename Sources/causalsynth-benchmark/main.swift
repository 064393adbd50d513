import CausalEngine
import Foundation

// causalsynth-benchmark [NETWORK] [--rows N] [--seed N] [--repetitions N] [--only KIND] [--asked N] [--write-questions FILE]
// NETWORK is a file, the name of a built-in sample or `synthetic`; one line of JSON a figure.
// KIND is one of BenchmarkRequest.kinds.
let arguments = Array(CommandLine.arguments.dropFirst())
do {
    let request = try BenchmarkRequest(arguments)
    for measure in try await Benchmarks.all(request) { print(measure.json) }
} catch {
    FileHandle.standardError.write(Data("causalsynth-benchmark: \(error)\n".utf8))
    exit(64)
}
