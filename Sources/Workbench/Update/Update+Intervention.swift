import CausalEngine

extension Model {
    /// A menu of the states of the selected variable, or a line of input for a number.
    mutating func openIntervention() {
        guard let node = selectedNode else { return }
        let variable = document.variable
        let current = document.world.interventions[variable]
        guard !node.variable.isContinuous else {
            let text = document.world.text(of: variable, in: subject)?.split(separator: "=").last.map(String.init)
            overlay = .prompt(
                Prompt(purpose: .number(variable: variable), title: "do(\(node.name)=…)", text: text ?? ""))
            return
        }
        let shares = document.beliefs?.frequencies(of: variable)
        var items = node.states.enumerated().map { index, state in
            let isSet = current == .value(.state(index))
            let share = shares.map { Figures.share($0[index]) } ?? ""
            return Menu.Item(
                title: "\(node.name)=\(state)", note: isSet ? "is set" : share,
                action: .intervene(assignment: "\(node.name)=\(state)"))
        }
        let isDrawn = if case .distribution? = current { true } else { false }
        items.append(
            Menu.Item(title: "drawn, by probabilities", note: isDrawn ? "is" : "", action: .askDistribution))
        if current != nil {
            items.append(Menu.Item(title: "release \(node.name)", note: "", action: .releaseVariable(node.name)))
        }
        overlay = .menu(Menu(title: "do(\(node.name))", items: items, selected: 0))
    }

    /// A line of input for the probabilities of a stochastic intervention on the selected variable: at first those that it is
    /// drawn by, else even ones.
    mutating func openDistribution() {
        guard let node = selectedNode else { return }
        if let reason = Refusal.drawing(self) {
            _ = refuse(reason)
            return
        }
        let even = 1 / Double(node.states.count)
        var probabilities = node.states.map { _ in (even * 1000).rounded(.down) / 1000 }
        probabilities[0] = (1 - probabilities.dropFirst().reduce(0, +)).rounded(toPlaces: 3)
        if case .distribution(let current)? = document.world.interventions[document.variable] {
            probabilities = current
        }
        overlay = .prompt(
            Prompt(
                purpose: .distribution(variable: document.variable), title: "do(\(node.name)~…), drawn",
                text: Evidence.text(of: probabilities, node.states)))
    }
}

extension Double {
    fileprivate func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
