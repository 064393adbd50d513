// swift-tools-version: 6.2
import PackageDescription

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let collections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "causalsynth",
    products: [
        .executable(name: "causalsynth", targets: ["causalsynth"]),
        .library(name: "CausalEngine", targets: ["CausalEngine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // Samples and themes as part of the program.
        .target(name: "EmbeddedFiles"),
        // Counting bits by the instructions that the processor has for it.
        .target(name: "CCounting"),
        // Variables, graph, mechanisms; formats; sampling and intervention. Pure.
        .target(name: "CausalEngine", dependencies: ["CCounting", "EmbeddedFiles", "Yams"]),
        // Text to reading to verdicts.
        .target(name: "Verification", dependencies: ["CausalEngine"]),
        // Skeleton to draft.
        .target(name: "Realization", dependencies: ["CHTTP", "CausalEngine"]),
        // HTTP by the system's libcurl, which waits without polling; its development files are not needed.
        .target(name: "CHTTP", linkerSettings: [.linkedLibrary(":libcurl.so.4")]),
        // The crash-safe record of runs.
        .target(name: "RunLedger", dependencies: ["CausalEngine", "Verification", grdb]),
        // Iterative consistency verification.
        .target(name: "Refinement", dependencies: ["CausalEngine", "Realization", "Verification", "RunLedger"]),
        // What acceptance did to the distribution; summaries and exports.
        .target(name: "Evaluation", dependencies: ["CausalEngine", "RunLedger", "Verification"]),
        // The only code that includes curses.h.
        .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        // Canvas, themes, widgets, graph drawing; the presenter.
        .target(name: "TerminalUI", dependencies: ["CTerminal", "EmbeddedFiles", "Yams"]),
        // The screens.
        .target(
            name: "Workbench",
            dependencies: [
                "CausalEngine", "Realization", "Verification", "RunLedger", "Refinement", "Evaluation", "TerminalUI",
            ]),
        .executableTarget(
            name: "causalsynth",
            dependencies: [
                "CausalEngine", "Realization", "Verification", "RunLedger", "Refinement", "Evaluation", "TerminalUI",
                "Workbench", argumentParser,
            ]),
        .executableTarget(
            name: "causalsynth-benchmark",
            dependencies: ["CausalEngine", "Realization", "TerminalUI", "Verification", "Workbench"]),
        // A server that misbehaves as a test has it do.
        .target(name: "ScriptedServer", path: "Tests/ScriptedServer"),
        .testTarget(name: "CausalEngineTests", dependencies: ["CausalEngine"]),
        .testTarget(name: "VerificationTests", dependencies: ["CausalEngine", "Verification"], exclude: ["Judged"]),
        .testTarget(name: "RealizationTests", dependencies: ["CausalEngine", "Realization", "ScriptedServer"]),
        .testTarget(name: "RunLedgerTests", dependencies: ["CausalEngine", "Verification", "RunLedger", grdb]),
        .testTarget(
            name: "RefinementTests",
            dependencies: ["CausalEngine", "Realization", "Verification", "RunLedger", "Refinement"]),
        .testTarget(
            name: "EvaluationTests",
            dependencies: ["CausalEngine", "Realization", "Verification", "RunLedger", "Refinement", "Evaluation"]),
        .testTarget(name: "TerminalUITests", dependencies: ["CTerminal", "TerminalUI"]),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: [
                "CausalEngine", "Realization", "Verification", "RunLedger", "Refinement", "Evaluation", "TerminalUI",
                "Workbench",
            ], exclude: ["Snapshots"]),
        .testTarget(name: "CommandTests", dependencies: ["CausalEngine", "ScriptedServer", "causalsynth"]),
    ],
    swiftLanguageModes: [.v6]
)
