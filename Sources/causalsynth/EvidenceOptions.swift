import ArgumentParser
import CausalEngine

/// What was seen.
struct EvidenceOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "What was seen: VARIABLE=STATE or VARIABLE=NUMBER. May be repeated.", valueName: "assignment"))
    var evidence: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            """
            What was seen uncertainly: how likely the finding is in each state, VARIABLE=STATE:w,STATE:w; a state not named \
            gets 0. May be repeated.
            """, valueName: "likelihoods"))
    var likelihood: [String] = []

    var isEmpty: Bool { evidence.isEmpty && likelihood.isEmpty }

    /// The question about targets that the options put.
    func query(in scm: SCM, targets: [Int]? = nil) throws -> Query {
        var query = Query(likelihood: try Assignments.likelihoods(likelihood, in: scm), targets: targets)
        query.see(try Assignments.values(evidence, in: scm))
        return query
    }
}
