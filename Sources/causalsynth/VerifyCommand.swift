import ArgumentParser
import CausalEngine
import Verification

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Compare texts with skeletons, fact by fact.",
        discussion: """
            Each line is {"id":…,"skeleton":{"VARIABLE":"state",…},"text":"…"}. A skeleton names every variable but the \
            latent ones.
            """)

    @OptionGroup var network: NetworkOptions
    @OptionGroup var input: LineInput
    @OptionGroup var mode: VerificationOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output without it.", valueName: "path"))
    var output: String?

    func run() throws {
        let network = try network.load()
        let verifier = Verifier(network: network, mode: mode.verification)
        let file = try OutputFile(path: output)
        try input.forEach { line, place in
            let values = try skeleton(line, of: network.scm, at: place)
            let check = verifier.check(try line.text("text", at: place), against: values)
            let verdicts = check.verdicts
            let answer: JSONValue = [
                "id": line["id"] ?? .null, "consistent": .bool(verdicts.isConsistent),
                "verdicts": verdicts.json(in: network.scm),
                "leaked": .array(verdicts.leaked(in: network.scm).map { .string($0) }),
                "verification": .string(mode.verification.rawValue),
            ]
            try file.write(answer.text + "\n")
        }
        try file.finish()
    }

    /// The values of a skeleton; latent variables may be missing, since a text is never held against them.
    private func skeleton(_ line: JSONValue, of scm: SCM, at place: Location) throws -> [Value] {
        guard let members = line["skeleton"]?.members else {
            throw Failure(.badData, "\(place): expected an object under “skeleton”.")
        }
        do {
            var values = [Value?](repeating: nil, count: scm.variables.count)
            for (name, value) in members {
                let index = try Assignments.variable(name, in: scm)
                values[index] = try value.value(of: scm.variables[index])
            }
            return try zip(scm.variables, values).map { variable, value in
                guard let value = value ?? (variable.isLatent ? .state(0) : nil) else {
                    throw Failure(.badData, "\(place): the skeleton has no value for “\(variable.name)”; add it.")
                }
                return value
            }
        } catch let error as EngineError {
            throw Failure(.badData, "\(place): \(error)")
        }
    }
}

/// How strictly a text is held to its facts.
struct VerificationOptions: ParsableArguments {
    @Option(help: "strict accepts only what a licensed frame states; lenient what the assertion rules read.")
    var verification: VerificationMode = .strict
}

extension VerificationMode: ExpressibleByArgument {}
