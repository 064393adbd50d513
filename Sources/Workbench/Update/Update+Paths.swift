extension Model {
    /// The first node picked is X, the second Y, every further one is given, or no longer given.
    mutating func pickNode() -> [Effect] {
        guard let node = selectedNode else { return [] }
        let variable = document.variable
        guard var question = document.paths else {
            return setPaths(
                PathQuestion(from: variable), title: "X is \(node.name)",
                "select another node, \(key(.pickNode)) makes it Y")
        }
        let x = subject.nodes[question.from].name
        guard variable != question.from else {
            return refuse("\(x) is X already; select another node, or \(key(.endPaths)) to end")
        }
        guard let y = question.to else {
            question.to = variable
            return setPaths(
                question, title: "Y is \(node.name)", "\(key(.pickNode)) on other nodes gives them; \(goThroughPaths)")
        }
        if y == variable {
            question.to = nil
            return setPaths(
                question, title: "\(node.name) is Y no longer", "select another node, \(key(.pickNode)) makes it Y")
        }
        let isGiven = question.given.remove(variable) != nil
        if !isGiven { question.given.insert(variable) }
        return setPaths(
            question, title: "\(node.name) is \(isGiven ? "no longer given" : "given")", goThroughPaths)
    }

    private var goThroughPaths: String { "\(key(.nextPath)) and \(key(.previousPath)) go through paths" }

    mutating func endPaths() -> [Effect] {
        guard document.paths != nil else { return refuse(Refusal.withoutQuestion(self)) }
        commit("end d-separation")
        document.paths = nil
        litIndex = 0
        reveal()
        return []
    }

    private mutating func setPaths(_ question: PathQuestion, title: String, _ hint: String) -> [Effect] {
        commit("d-separation: \(title)")
        document.paths = question
        litIndex = 0
        reveal()
        say("\(title); \(hint)")
        return []
    }

    mutating func stepPath(by step: Int) {
        guard let count = currentPaths?.list.paths.count, count > 0 else { return }
        litIndex = (litIndex + step + count) % count
    }
}
