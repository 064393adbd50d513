// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "causalsynth",
    products: [
        .library(name: "CausalEngine", targets: ["CausalEngine"])
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
        // Text to reading to verdicts.
        .target(name: "Verification", dependencies: ["CausalEngine"]),
        // Skeleton to draft.
        .target(name: "Realization", dependencies: ["CausalEngine"]),
    ],
    swiftLanguageModes: [.v6]
)
