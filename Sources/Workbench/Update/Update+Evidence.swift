import CausalEngine

extension Model {
    mutating func see(_ finding: String) -> [Effect] {
        do {
            let (variable, value) = try Assignment.read(finding, in: subject)
            if let reason = Refusal.seeing(variable, self) { return refuse(reason) }
            if document.evidence.values[variable] == value { return forget(named: subject.nodes[variable].name) }
            var evidence = document.evidence.without([variable])
            evidence.values[variable] = value
            return setEvidence(evidence, title: "see \(finding)")
        } catch {
            return refuse("\(error)")
        }
    }

    mutating func weigh(_ likelihoods: String) -> [Effect] {
        do {
            let (variable, numbers) = try Assignment.likelihood(likelihoods, in: subject)
            if let reason = Refusal.seeing(variable, self) { return refuse(reason) }
            var evidence = document.evidence.without([variable])
            evidence.likelihoods[variable] = numbers
            guard evidence != document.evidence else { return refuse("that was seen already") }
            return setEvidence(evidence, title: "see \(likelihoods)")
        } catch {
            return refuse("\(error)")
        }
    }

    mutating func forget(named name: String) -> [Effect] {
        guard let variable = subject.index(of: name), document.evidence.holds(variable) else {
            return refuse("nothing was seen of \(name)")
        }
        return setEvidence(document.evidence.without([variable]), title: "forget \(name)")
    }

    /// Changes what was seen. The world and its skeletons stay: beliefs are given what was seen, skeletons when they are sampled.
    mutating func setEvidence(_ evidence: Evidence, title: String) -> [Effect] {
        guard evidence != document.evidence else { return refuse("nothing was seen") }
        commit(title)
        document.evidence = evidence
        if evidence.isEmpty {
            say(
                "\(title): beliefs are given nothing\(document.given.isEmpty ? "" : "; \(key(.sampleAgain)) samples without it")"
            )
        } else {
            let world = document.world.text(in: subject)
            let place = world.isEmpty ? "" : ", in the mutilated world of do(\(world))"
            say(
                "\(title)\(place): beliefs are given \(evidence.text(in: subject)); \(key(.sampleAgain)) samples given it"
            )
        }
        return []
    }

    /// A menu of the states of the selected variable, or a line of input for a number.
    mutating func openFinding() {
        guard let node = selectedNode else { return }
        let variable = document.variable
        if let reason = Refusal.seeing(variable, self) {
            _ = refuse(reason)
            return
        }
        let seen = document.evidence.values[variable]
        guard !node.variable.isContinuous else {
            overlay = .prompt(
                Prompt(
                    purpose: .seenNumber(variable: variable), title: "seen: \(node.name)=",
                    text: seen.map { node.variable.wordedText(of: $0) } ?? ""))
            return
        }
        let shares = document.beliefs?.frequencies(of: variable)
        var items = node.states.enumerated().map { index, state in
            let note = seen == .state(index) ? "was seen" : shares.map { Figures.share($0[index]) } ?? ""
            return Menu.Item(
                title: "\(node.name)=\(state)", note: note, action: .see(finding: "\(node.name)=\(state)"))
        }
        let isWeighed = document.evidence.likelihoods[variable] != nil
        items.append(
            Menu.Item(title: "uncertainly, by weights", note: isWeighed ? "is" : "", action: .askLikelihood))
        if document.evidence.holds(variable) {
            items.append(Menu.Item(title: "forget \(node.name)", note: "", action: .forget(variable: node.name)))
        }
        overlay = .menu(Menu(title: "seen: \(node.name)", items: items, selected: 0))
    }

    /// A line of input for the likelihoods of an uncertain finding on the selected variable.
    mutating func openLikelihood() {
        guard let node = selectedNode else { return }
        if let reason = Refusal.weighing(self) {
            _ = refuse(reason)
            return
        }
        let now = document.evidence.likelihoods[document.variable] ?? node.states.map { _ in 1 }
        overlay = .prompt(
            Prompt(
                purpose: .likelihood(variable: document.variable),
                title: "how likely is the finding, by the state of \(node.name)",
                text: Evidence.text(of: now, node.states)))
    }
}
