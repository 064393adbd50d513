/// Looks a model over for what its author may not have meant.
public struct ModelInspection {
    private let network: Network
    private var warnings: [ModelWarning] = []

    private init(_ network: Network) { self.network = network }

    /// The rows that are drawn to see how often continuous variables leave their ranges.
    public static let rows = 10_000

    /// The warnings of a model.
    ///
    /// - Complexity: O(entries of all tables), and drawing ``rows`` rows where there are ranges.
    public static func warnings(of network: Network) -> [ModelWarning] {
        var inspection = ModelInspection(network)
        inspection.inspectTables()
        inspection.inspectRanges()
        inspection.inspectNames()
        inspection.inspectEdges()
        inspection.inspectReading()
        return inspection.warnings
    }

    private var scm: SCM { network.scm }

    private func name(_ variable: Int) -> String { scm.variables[variable].name }

    private mutating func warn(_ kind: ModelWarning.Kind, _ variables: [Int], _ text: String) {
        warnings.append(ModelWarning(kind, variables.map(name), text))
    }

    // MARK: Tables

    private mutating func inspectTables() {
        var reachable = scm.variables.map { [Bool](repeating: true, count: $0.states.count) }
        var deterministic: [(variable: Int, rows: Int)] = []
        var zeros: [(variable: Int, count: Int)] = []
        for variable in scm.topologicalOrder {
            let states = scm.variables[variable].states
            if states.count == 1 {
                warn(
                    .singleState, [variable], "“\(name(variable))” has a single state, \(states[0]): it is a constant.")
            }
            guard let inspected = inspect(variable, reachable) else { continue }
            reachable[variable] = inspected.reachable
            if inspected.deterministic > 0, states.count > 1 {
                deterministic.append((variable, inspected.deterministic))
            }
            if inspected.zeros > 0, states.count > 1 { zeros.append((variable, inspected.zeros)) }
            for (state, isReached) in zip(states, inspected.reachable) where !isReached {
                warn(
                    .unreachableState, [variable],
                    "“\(name(variable))” is never \(state): its probability is zero whatever its causes are.")
            }
            if case .table(let table) = scm.mechanisms[variable] { inspectParents(of: variable, table) }
        }
        deterministic.sort { $0.variable < $1.variable }
        zeros.sort { $0.variable < $1.variable }
        if !deterministic.isEmpty {
            let count = deterministic.reduce(0) { $0 + $1.rows }
            warn(
                .deterministicRows, deterministic.map(\.variable),
                "\(count) \(count == 1 ? "row leaves" : "rows leave") nothing to chance (a probability of 1), in \(list(deterministic.map(\.variable)))."
            )
        }
        if !zeros.isEmpty {
            let count = zeros.reduce(0) { $0 + $1.count }
            warn(
                .zeroProbabilities, zeros.map(\.variable),
                "\(count) \(count == 1 ? "probability is" : "probabilities are") zero, in \(list(zeros.map(\.variable))): evidence may be impossible."
            )
        }
    }

    /// What a table says that its causes can bring about, in the rows that can come to pass.
    private func inspect(
        _ variable: Int, _ reachable: [[Bool]]
    ) -> (reachable: [Bool], deterministic: Int, zeros: Int)? {
        let states = scm.variables[variable].states.count
        let parents = scm.graph.parents[variable]
        guard parents.allSatisfy({ !scm.variables[$0].isContinuous }), states > 0 else { return nil }
        let table: [Double]
        let isNoise: Bool
        switch scm.mechanisms[variable] {
        case .table(let own): (table, isNoise) = (own.probabilities, true)
        case .response(let own): (table, isNoise) = (DiscreteModel.table(of: own, stateCount: states), true)
        case .constant, .distribution, .equation: return nil
        }
        var odometer = Odometer(cardinalities: parents.map { scm.variables[$0].states.count })
        var result = (reachable: [Bool](repeating: false, count: states), deterministic: 0, zeros: 0)
        for row in 0..<table.count / states {
            let canBe = zip(parents, odometer.digits).allSatisfy { reachable[$0][$1] }
            odometer.advance()
            for state in 0..<states {
                let probability = table[row * states + state]
                if isNoise, probability == 0 { result.zeros += 1 }
                if isNoise, probability == 1 { result.deterministic += 1 }
                if canBe, probability > 0 { result.reachable[state] = true }
            }
        }
        return result
    }

    /// Warns of parents in whose states no row differs.
    private mutating func inspectParents(of variable: Int, _ table: ProbabilityTable) {
        let states = table.stateCount
        var stride = table.probabilities.count
        for (parent, cardinality) in zip(scm.graph.parents[variable], table.parentCardinalities) {
            let block = stride
            stride /= cardinality
            guard cardinality > 1 else { continue }
            let numbers = table.probabilities
            let matters = numbers.indices.contains { index in
                let state = index % block / stride
                return state > 0 && numbers[index] != numbers[index - stride]
            }
            if !matters, stride >= states {
                warn(
                    .idleParent, [parent, variable],
                    "“\(name(parent))” is a parent of “\(name(variable))” and makes no difference to it.")
            }
        }
    }

    // MARK: Continuous variables

    private mutating func inspectRanges() {
        let ranged = scm.variables.indices.filter { scm.variables[$0].quantity?.range != nil }
        guard !ranged.isEmpty else { return }
        let table: SampleTable
        do throws(EngineError) {
            table = try Sampler(scm, seed: 0).sample(rows: 0..<UInt64(Self.rows))
        } catch {
            warnings.append(ModelWarning(.undefinedEquation, [], error.description))
            return
        }
        for variable in ranged {
            guard let range = scm.variables[variable].quantity?.range,
                case .numbers(let numbers) = table.columns[variable]
            else { continue }
            let outside = numbers.count { !range.contains($0) }
            guard outside > 0 else { continue }
            let share = Double(outside) / Double(Self.rows)
            let error = (share * (1 - share) / Double(Self.rows)).squareRoot()
            let bounds = "[\(Variable.text(of: range.lowerBound)), \(Variable.text(of: range.upperBound))]"
            warn(
                .rangeLeft, [variable],
                "“\(name(variable))” leaves its range \(bounds) with probability \(Self.short(share)) ± \(Self.short(error)) (\(Self.rows) rows drawn)."
            )
        }
    }

    /// A number with three significant digits.
    private static func short(_ number: Double) -> String {
        guard number > 0 else { return "0" }
        let digits = Int((-(Numerics.log(number) / Numerics.log(10)).rounded(.down)) + 2)
        return Quantity(decimals: min(12, max(0, digits))).text(of: number)
    }

    // MARK: Names and edges

    private mutating func inspectNames() {
        var groups: [String: [Int]] = [:]
        var order: [String] = []
        for (index, variable) in scm.variables.enumerated() {
            let folded = Self.folded(variable.name)
            if groups[folded] == nil { order.append(folded) }
            groups[folded, default: []].append(index)
            let states = Dictionary(grouping: variable.states, by: Self.folded).values.filter { $0.count > 1 }
            for alike in states.sorted(by: { $0[0] < $1[0] }) {
                warn(
                    .similarNames, [index],
                    "states of “\(variable.name)” differ in case or separators alone: \(alike.joined(separator: ", "))."
                )
            }
        }
        for alike in order.compactMap({ groups[$0] }) where alike.count > 1 {
            warn(
                .similarNames, alike,
                "variables differ in case or separators alone: \(alike.map(name).joined(separator: ", ")).")
        }
    }

    private static func folded(_ name: String) -> String {
        let kept = name.lowercased().filter { !" _-.".contains($0) }
        return kept.isEmpty ? name : kept
    }

    private mutating func inspectEdges() {
        guard scm.variables.count > 1 else { return }
        let isolated = scm.variables.indices.filter {
            scm.graph.parents[$0].isEmpty && scm.graph.children[$0].isEmpty
        }
        guard !isolated.isEmpty else { return }
        warn(
            .isolated, isolated,
            "\(list(isolated)) \(isolated.count == 1 ? "has" : "have") no edge: nothing hangs on it.")
    }

    private mutating func inspectReading() {
        for assumption in network.remarks.assumptions {
            warnings.append(ModelWarning(.assumed, [], assumption))
        }
        let properties = network.remarks.properties.map { $0.count == 1 ? $0.name : "\($0.name) (\($0.count) times)" }
        guard !properties.isEmpty else { return }
        warnings.append(
            ModelWarning(
                .passedOver, [], "the file has properties that were passed over: \(ConversionLoss.list(properties))."))
    }

    private func list(_ variables: [Int]) -> String { ConversionLoss.list(variables.map(name)) }
}
