// swift-tools-version: 6.2
import PackageDescription

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
        // Variables, graph, mechanisms, sampling, intervention. Pure.
        .target(
            name: "CausalEngine",
            dependencies: ["Yams", .product(name: "OrderedCollections", package: "swift-collections")]),
        // The built-in samples and themes, found by name; their bytes are embedded by the C target.
        .target(name: "EmbeddedFiles", cSettings: [.unsafeFlags(["-std=c23"])]),
        .target(name: "Catalog", dependencies: ["CausalEngine", "EmbeddedFiles"]),
        // Text to reading to verdicts.
        .target(name: "Verification", dependencies: ["CausalEngine"]),
        // Skeleton to draft.
        .target(name: "Realization", dependencies: ["CausalEngine"]),
        // The crash-safe record of runs.
        .target(
            name: "RunLedger",
            dependencies: ["CausalEngine", "Verification", .product(name: "GRDB", package: "GRDB.swift")]),
        // Iterative consistency verification.
        .target(name: "Refinement", dependencies: ["Realization", "Verification", "RunLedger"]),
        // Realizability, selection bias, export.
        .target(name: "Evaluation", dependencies: ["CausalEngine", "RunLedger", "Verification"]),
        // The only code that includes curses.h.
        .target(
            name: "CTerminal",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        // Canvas, themes, widgets, graph drawing; ncurses behind one thin presenter.
        .target(name: "TerminalUI", dependencies: ["CTerminal"]),
        // The screens: model, message, update, view, bindings.
        .target(
            name: "Workbench",
            dependencies: ["Catalog", "CausalEngine", "Evaluation", "Refinement", "TerminalUI"]),
        .executableTarget(
            name: "causalsynth",
            dependencies: ["Workbench", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(name: "causalsynth-benchmark", dependencies: ["Workbench"]),
    ],
    swiftLanguageModes: [.v6]
)
