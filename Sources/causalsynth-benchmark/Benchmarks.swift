import CausalEngine
import Foundation

/// One figure: how much of something a second, over several repetitions.
struct Measure: Encodable {
    var name: String
    var unit: String
    var network: String
    var variables: Int
    var edges: Int
    var rows: UInt64
    var seed: UInt64
    var threads: Int
    var repetitions: Int
    var best: Double
    var median: Double
    /// Per second of processor time, which a loaded machine spoils less.
    var bestByProcessorTime: Double
    var command: String

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

enum Benchmarks {
    static func all(_ request: BenchmarkRequest) async throws -> [Measure] {
        let scm =
            request.network == BenchmarkRequest.synthetic
            ? try SyntheticNetwork.make(seed: 1) : try Network.load(request.network).scm
        var measures: [Measure] = []
        var questions = Questions()
        if request.includes("sampling") { measures += try sampling(request, scm) }
        if request.includes("equations") { measures += try equations(request) }
        if request.includes("inference") { measures += try inference(request, scm, &questions) }
        if request.includes("separation") { measures.append(try separation(request, scm, &questions)) }
        if request.includes("independence") { measures += try independence(request, scm, &questions) }
        if request.includes("parsing") { measures += try parsing(request) }
        if request.includes("layout") { measures += try layout(request, scm) }
        if request.network != BenchmarkRequest.synthetic {
            let network = try Network.load(request.network)
            if request.includes("drawing") { measures += try await drawing(request, network) }
            if request.includes("reading") { measures += try await reading(request, network) }
        }
        if let path = request.questions { try questions.write(to: path) }
        return measures
    }

    private static func sampling(_ request: BenchmarkRequest, _ scm: SCM) throws -> [Measure] {
        let sampler = Sampler(scm, seed: request.seed)
        let range = 0..<request.rows
        var measures = try [1, 2].map { threads in
            try measure("sampling", unit: "rows/s", amount: Double(request.rows), threads: threads, request, scm) {
                _ = try sampler.sample(rows: range, threads: threads)
            }
        }
        for format in TableFormat.allCases {
            let writer = SampleWriter(sampler, format: format)
            var bytes = 0
            try writer.write(rows: range, threads: 2) { bytes += $0.count }
            for threads in [1, 2] {
                measures.append(
                    try measure(
                        "sampling and writing \(format.rawValue)", unit: "MB/s", amount: Double(bytes) * 1e-6,
                        threads: threads, request, scm
                    ) {
                        try writer.write(rows: range, threads: threads) { _ in }
                    })
            }
        }
        return measures
    }

    /// Drawing rows of twenty linear equations with normal noise, on one thread and on two.
    private static func equations(_ request: BenchmarkRequest) throws -> [Measure] {
        var request = request
        request.network = "linear"
        let scm = try LinearNetwork.make(seed: 1)
        let sampler = Sampler(scm, seed: request.seed)
        return try [1, 2].map { threads in
            try measure(
                "sampling linear equations", unit: "rows/s", amount: Double(request.rows), threads: threads, request,
                scm
            ) {
                _ = try sampler.sample(rows: 0..<request.rows, threads: threads)
            }
        }
    }

    static func measure(
        _ name: String, unit: String, amount: Double, threads: Int, _ request: BenchmarkRequest, _ scm: SCM,
        _ body: () throws -> Void
    ) throws -> Measure {
        try body()
        var times = Times()
        for _ in 0..<request.repetitions {
            let begun = Times.now()
            try body()
            times.add(since: begun)
        }
        return Measure(name, unit: unit, amount: amount, threads: threads, request, scm, times)
    }

    /// As ``measure(_:unit:amount:threads:_:_:_:)``, for work that waits for others.
    static func measureAsync(
        _ name: String, unit: String, amount: Double, _ request: BenchmarkRequest, _ scm: SCM,
        _ body: () async throws -> Void
    ) async throws -> Measure {
        try await body()
        var times = Times()
        for _ in 0..<request.repetitions {
            let begun = Times.now()
            try await body()
            times.add(since: begun)
        }
        return Measure(name, unit: unit, amount: amount, threads: 1, request, scm, times)
    }
}

/// How long repetitions took, in seconds.
struct Times {
    private(set) var wall: [Double] = []
    /// Of processor time, all threads together.
    private(set) var processor: [Double] = []

    /// The time by the clock, and that the processor spent on this process.
    static func now() -> (wall: Double, processor: Double) {
        (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
    }

    /// Adds a repetition that has just ended.
    mutating func add(since begun: (wall: Double, processor: Double)) {
        let now = Self.now()
        wall.append(now.wall - begun.wall)
        processor.append(now.processor - begun.processor)
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

extension Measure {
    fileprivate init(
        _ name: String, unit: String, amount: Double, threads: Int, _ request: BenchmarkRequest, _ scm: SCM,
        _ times: Times
    ) {
        let wall = times.wall.sorted()
        self.init(
            name: name, unit: unit, network: request.network, variables: scm.variables.count,
            edges: scm.graph.edges.count, rows: request.rows, seed: request.seed, threads: threads,
            repetitions: request.repetitions, best: amount / (wall.first ?? .nan),
            median: amount / wall[wall.count / 2], bestByProcessorTime: amount / (times.processor.min() ?? .nan),
            command: request.command)
    }
}
