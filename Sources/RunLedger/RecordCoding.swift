import CausalEngine
import Verification

/// Values, interventions and spans as a ledger holds them: by name, so that its tables can be read without this program.
struct RecordCoding: Sendable {
    let variables: [Variable]
    private let indexByName: [String: Int]

    init(variables: [Variable]) {
        self.variables = variables
        indexByName = Dictionary(zip(variables.map(\.name), variables.indices), uniquingKeysWith: { first, _ in first })
    }

    // MARK: Writing

    func json(_ value: Value, of variable: Int) -> JSONValue {
        switch value {
        case .number(let number): .number(number)
        case .state: .string(variables[variable].text(of: value))
        }
    }

    /// A value as one piece of JSON, or nothing where there is none.
    func text(_ value: Value?, of variable: Int?) -> String? {
        guard let value, let variable, variables.indices.contains(variable) else { return nil }
        return json(value, of: variable).text
    }

    func json(_ values: [Value]) -> JSONValue {
        .object(zip(variables.indices, values).map { (variables[$0].name, json($1, of: $0)) })
    }

    func json(_ interventions: [Int: Intervention]) -> JSONValue {
        .object(
            interventions.sorted { $0.key < $1.key }.map { variable, intervention in
                switch intervention {
                case .value(let value): (variables[variable].name, json(value, of: variable))
                case .distribution(let probabilities):
                    (
                        variables[variable].name,
                        .object(zip(variables[variable].states, probabilities).map { ($0, .number($1)) })
                    )
                case .function(let function): (variables[variable].name, [Self.functionKey: .string(function.text)])
                }
            })
    }

    func json(_ spans: some Collection<Range<Int>>) -> JSONValue {
        .array(spans.map { [.integer($0.lowerBound), .integer($0.upperBound)] })
    }

    // MARK: Reading

    func variable(_ name: String) throws(LedgerError) -> Int {
        guard let index = indexByName[name] else { throw Self.damage("the network has no variable “\(name)”") }
        return index
    }

    func value(_ json: JSONValue, of variable: Int) throws(LedgerError) -> Value? {
        switch json {
        case .null: return nil
        case .string(let name):
            guard let state = variables[variable].index(ofState: name) else {
                throw Self.damage("“\(name)” is not a state of “\(variables[variable].name)”")
            }
            return .state(state)
        default:
            guard let number = json.double else { throw Self.damage("“\(variables[variable].name)” has no value") }
            return .number(number)
        }
    }

    func value(parsing text: String?, of variable: Int?) throws(LedgerError) -> Value? {
        guard let text, let variable else { return nil }
        return try value(parse(text), of: variable)
    }

    func values(_ text: String) throws(LedgerError) -> [Value] {
        guard let members = try parse(text).members, members.count == variables.count else {
            throw Self.damage("a skeleton has not one value for each variable")
        }
        var values: [Value] = []
        values.reserveCapacity(members.count)
        for (index, member) in members.enumerated() {
            guard member.key == variables[index].name, let value = try value(member.value, of: index) else {
                throw Self.damage("a skeleton has no value for “\(variables[index].name)”")
            }
            values.append(value)
        }
        return values
    }

    /// The key of a formula. A distribution's keys are states, but its values are numbers.
    private static let functionKey = "function"

    /// - Parameter scm: the model in which formulas are compiled.
    func interventions(_ text: String, in scm: SCM) throws(LedgerError) -> [Int: Intervention] {
        var interventions: [Int: Intervention] = [:]
        for (name, json) in try parse(text).members ?? [] {
            let index = try variable(name)
            if let formula = json[Self.functionKey]?.string {
                interventions[index] = .function(try function(formula, of: index, in: scm))
            } else if let weights = json.members {
                let states = variables[index].states
                interventions[index] = .distribution(
                    states.map { state in weights.first { $0.key == state }?.value.double ?? 0 })
            } else if let value = try value(json, of: index) {
                interventions[index] = .value(value)
            }
        }
        return interventions
    }

    private func function(
        _ formula: String, of variable: Int, in scm: SCM
    ) throws(LedgerError) -> FunctionalIntervention {
        do {
            return try Assignments.function(formula, of: variable, in: scm)
        } catch {
            throw Self.damage("the function \(formula) of “\(variables[variable].name)” means nothing: \(error)")
        }
    }

    func spans(_ text: String) throws(LedgerError) -> SpanList {
        let places = try (parse(text).elements ?? []).map { pair throws(LedgerError) in
            guard let bounds = pair.elements, bounds.count == 2, let low = bounds[0].int, let high = bounds[1].int,
                low <= high
            else { throw Self.damage("a span is not a pair of offsets") }
            return low..<high
        }
        return SpanList(places)
    }

    private func parse(_ text: String) throws(LedgerError) -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw Self.damage(error.description)
        }
    }

    /// Damage whose ledger is named by whoever opened it.
    static func damage(_ what: String) -> LedgerError { .damaged(path: "", what: what) }
}
