/// How far the noise convention can move a counterfactual: the least and greatest probability over all ways in which the noise
/// of tables could work and still give the tables.
///
/// A table says how states are distributed in each configuration of the parents, not how the states that one unit would have
/// in several configurations go together: it says the margins of a response function, and any joint distribution with these
/// margins fits all data (Balke & Pearl 1994). What is declared as a function, finite noise and equations, is taken as
/// declared.
public struct CounterfactualBounds: Sendable {
    /// For each variable asked for and each of its states the least and greatest probability.
    public let ranges: [Int: [ClosedRange<Double>]]
    /// Why variables have none.
    public let obstacles: [Int: Obstacle]

    /// Why bounds are not computed.
    public enum Obstacle: Sendable, Hashable, CustomStringConvertible {
        /// The variable takes real numbers, or one on the way does.
        case continuous(String)
        /// Several tables bear on the answer and not all their variables and parents were seen: the bounds are then the
        /// solution of a problem that is not linear.
        case severalTables([String])
        /// The configurations that one table is compared in form a cycle, so that its couplings cannot be chosen one by one.
        case cycle(String)
        /// There are too many ways to go through.
        case tooMany(String)

        /// The reason in words.
        public var description: String {
            switch self {
            case .continuous(let name): "“\(name)” takes real numbers"
            case .severalTables(let names):
                "the tables of \(names.map { "“\($0)”" }.joined(separator: ", ")) bear on it together, and not all that they "
                    + "depend on was seen; a whole unit has bounds"
            case .cycle(let name): "the configurations in which “\(name)” is compared form a cycle"
            case .tooMany(let name): "the table of “\(name)” leaves too many ways to go through"
            }
        }
    }
}

extension Counterfactual {
    /// The range of each target's counterfactual probabilities over all noise conventions.
    ///
    /// Sharp wherever it is given, which is: where no table bears on the target; where one does, whatever was seen (a
    /// transportation problem for each pair of rows; for a cause and its effect these are the bounds of Tian & Pearl 2000); and
    /// where of every variable that bears on it the state and the parents were seen, as in a whole unit.
    ///
    /// - Parameter query: what was seen, and the variables asked for.
    /// - Throws: ``InferenceError`` for evidence of probability zero, or tables beyond the limit of exact inference.
    public func bounds(_ query: Query) throws -> CounterfactualBounds {
        let targets = query.targets.map { Array(Set($0)).sorted() } ?? Array(scm.variables.indices)
        var ranges: [Int: [ClosedRange<Double>]] = [:]
        var obstacles: [Int: CounterfactualBounds.Obstacle] = [:]
        for target in targets {
            do throws(BoundsFailure) {
                ranges[target] = try self.ranges(of: target, query)
            } catch {
                switch error {
                case .obstacle(let obstacle): obstacles[target] = obstacle
                case .inference(let error): throw error
                }
            }
        }
        return CounterfactualBounds(ranges: ranges, obstacles: obstacles)
    }

    private func ranges(of target: Int, _ query: Query) throws(BoundsFailure) -> [ClosedRange<Double>] {
        let declared = scm.variables[target]
        guard !declared.isContinuous else { throw .obstacle(.continuous(declared.name)) }
        let needed = scm.variables(changedBy: interventions, holding: held, neededFor: [target])
        let free = needed.filter { variable in
            guard interventions[variable] == nil, case .table(let table) = scm.mechanisms[variable] else {
                return false
            }
            return !table.isDeterministic
        }
        if free.isEmpty { return try exactRanges(of: target, query) }
        let isChanged = isChanged
        if needed.allSatisfy({ isSettled($0, query, isChanged: isChanged) }) {
            return try UnitBounds(self, query, target: target, needed: needed, free: Set(free)).ranges()
        }
        guard free.count == 1, let only = free.first else {
            throw .obstacle(.severalTables(free.map { scm.variables[$0].name }))
        }
        return try TableBounds(self, query, target: target, free: only).ranges()
    }

    private func exactRanges(of target: Int, _ query: Query) throws(BoundsFailure) -> [ClosedRange<Double>] {
        do throws(InferenceError) {
            let twin = try TwinNetwork(
                scm, interventions, holding: held, query, conventions: [.inverseCDF, .gumbelMax])
            var question = query
            question.targets = [twin.copies[target]]
            let law = try ExactInference(twin.model).query(question)[twin.copies[target]] ?? []
            return law.map { $0...$0 }
        } catch {
            throw BoundsFailure(error)
        }
    }

    /// Whether the state of a variable and of all its parents was seen, so that its noise hangs on nothing else. Of a function
    /// set on it what it reads of this world has to be seen besides.
    private func isSettled(_ variable: Int, _ query: Query, isChanged: [Bool]) -> Bool {
        let own = [variable] + scm.graph.parents[variable]
        let read = interventions[variable].map { intervention in
            intervention.parents.filter { !isChanged[$0] } + (intervention.readsOwnNoise ? own : [])
        }
        return (read ?? own).allSatisfy { query.evidence[$0] != nil || query.numbers[$0] != nil }
    }
}

extension ClosedRange<Double> {
    /// A range of probabilities whose ends rounding may have moved out of [0, 1] or past each other.
    static func probabilities(_ low: Double, _ high: Double) -> ClosedRange<Double> {
        // Adding 0 turns −0 into 0.
        let bottom = Swift.min(1, Swift.max(0, low)) + 0
        return bottom...Swift.max(bottom, Swift.min(1, high))
    }
}

/// Why the bounds of one target are not computed.
enum BoundsFailure: Error {
    case obstacle(CounterfactualBounds.Obstacle)
    case inference(InferenceError)

    /// Continuous variables leave the other targets their bounds; what is wrong with the question does not.
    init(_ error: InferenceError) {
        switch error {
        case .continuous(let name), .continuousNoise(let name), .noFiniteNoise(let name, _):
            self = .obstacle(.continuous(name))
        default: self = .inference(error)
        }
    }
}
