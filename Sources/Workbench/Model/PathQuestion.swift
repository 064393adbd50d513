import CausalEngine

/// A question of d-separation as it is put node by node: from X, to Y, given others.
public struct PathQuestion: Sendable, Hashable {
    /// X.
    public var from: Int
    /// Y, once it is picked.
    public var to: Int?
    /// What is given.
    public var given: Set<Int> = []
}

/// The paths of a question, each open or blocked.
public struct PathAnswer: Sendable, Equatable {
    /// The question.
    public var question: PathQuestion
    /// What is set: edges into it are cut and carry no path.
    public var interventions: [Int: Intervention]
    /// The paths, open ones first, then by length.
    public var list: PathList

    /// The number of open paths among those listed.
    public var openCount: Int { list.paths.count { $0.isOpen } }
}

extension Model {
    /// The answer to the question as it stands, once it is there.
    var currentPaths: PathAnswer? {
        guard let answer = pathAnswer, answer.question == document.paths,
            answer.interventions == document.world.interventions
        else { return nil }
        return answer
    }

    /// The path that is lit.
    var litPath: CausalPath? {
        guard let paths = currentPaths?.list.paths, paths.indices.contains(litIndex) else { return nil }
        return paths[litIndex]
    }
}
