// swift-tools-version: 6.2
import Foundation
import PackageDescription

// While the modules are being laid: a target is listed once its folder exists, and CAUSALSYNTH_ONLY="A,B" builds a few alone.
let only = Context.environment["CAUSALSYNTH_ONLY"]?.split(separator: ",").map(String.init)
func isListed(_ name: String) -> Bool {
    let isThere = ["Sources", "Tests"].contains {
        FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\($0)/\(name)")
    }
    return isThere && (only?.contains(name) ?? true)
}

let collections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let modules: [(name: String, uses: [String], others: [Target.Dependency])] = [
    ("CausalEngine", ["EmbeddedFiles"], ["Yams", collections]),
    ("Verification", ["CausalEngine"], []),
    ("Realization", ["CausalEngine"], []),
    ("RunLedger", ["CausalEngine", "Verification"], [grdb]),
    ("Refinement", ["CausalEngine", "Realization", "Verification", "RunLedger"], []),
    ("Evaluation", ["CausalEngine", "RunLedger", "Verification"], []),
    ("TerminalUI", ["CTerminal", "EmbeddedFiles"], ["Yams"]),
    (
        "Workbench",
        ["CausalEngine", "Realization", "Verification", "RunLedger", "Refinement", "Evaluation", "TerminalUI"], []
    ),
]

var targets: [Target] = modules.filter { isListed($0.name) }.map { module in
    .target(
        name: module.name,
        dependencies: module.uses.filter { isListed($0) || $0 == "EmbeddedFiles" }.map { .byName(name: $0) }
            + module.others)
}
targets.append(.target(name: "EmbeddedFiles"))
if isListed("CTerminal") {
    targets.append(
        .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]))
}
for (name, others) in [("causalsynth", [argumentParser]), ("causalsynth-benchmark", []), ("scratch", [])] where isListed(name) {
    targets.append(
        .executableTarget(
            name: name, dependencies: modules.map(\.name).filter(isListed).map { .byName(name: $0) } + others))
}
for module in modules where isListed("\(module.name)Tests") {
    targets.append(
        .testTarget(
            name: "\(module.name)Tests",
            dependencies: (module.uses + [module.name]).filter(isListed).map { .byName(name: $0) }))
}

if isListed("CommandTests") {
    targets.append(.testTarget(name: "CommandTests", dependencies: ["CausalEngine", "causalsynth"]))
}

let package = Package(
    name: "causalsynth",
    products: [.library(name: "CausalEngine", targets: ["CausalEngine"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: targets,
    swiftLanguageModes: [.v6]
)
