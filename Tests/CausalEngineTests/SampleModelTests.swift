import Testing

@testable import CausalEngine

/// The built-in samples hold the published numbers.
@Suite("Sample models")
struct SampleModelTests {
    @Test(
        "Nodes, edges and free parameters are those of the publications",
        arguments: [("asia", 8, 8, 18), ("alarm", 37, 46, 509), ("cancer", 5, 4, 10), ("sprinkler", 4, 4, 9)])
    func size(name: String, nodes: Int, edges: Int, parameters: Int) throws {
        let network = try Network.load(name)
        #expect(network.variables.count == nodes)
        #expect(network.scm.graph.parents.map(\.count).reduce(0, +) == edges)
        let counted = network.variables.indices.map { index in
            let rows = network.scm.graph.parents[index].map { network.variables[$0].states.count }.reduce(1, *)
            return rows * (network.variables[index].states.count - 1)
        }
        #expect(counted.reduce(0, +) == parameters)
    }

    private func row(_ network: Network, _ name: String, _ parents: [String: String]) throws -> [Double] {
        let index = try #require(network.scm.index(of: name))
        guard case .table(let table) = network.scm.mechanisms[index] else { return [] }
        var states: [Int] = []
        for parent in network.scm.graph.parents[index] {
            let variable = network.variables[parent]
            let state = try #require(parents[variable.name])
            states.append(try #require(variable.index(ofState: state)))
        }
        return Array(table.row(table.configuration(of: states)))
    }

    @Test("Rows of ASIA")
    func asia() throws {
        let network = try Network.load("asia")
        #expect(try row(network, "asia", [:]) == [0.01, 0.99])
        #expect(try row(network, "tub", ["asia": "yes"]) == [0.05, 0.95])
        #expect(try row(network, "dysp", ["bronc": "no", "either": "yes"]) == [0.7, 0.3])
        #expect(try row(network, "dysp", ["bronc": "yes", "either": "no"]) == [0.8, 0.2])
        let either = try #require(network.scm.index(of: "either"))
        #expect(network.profile.wording[either].isDerivable)
    }

    @Test("Rows of ALARM, from tables whose rows stand in another order in the published file")
    func alarm() throws {
        let network = try Network.load("alarm")
        #expect(
            try row(network, "VENTLUNG", ["INTUBATION": "NORMAL", "KINKEDTUBE": "FALSE", "VENTTUBE": "LOW"])
                == [0.95, 0.03, 0.01, 0.01])
        #expect(
            try row(network, "PRESS", ["INTUBATION": "ONESIDED", "KINKEDTUBE": "FALSE", "VENTTUBE": "NORMAL"])
                == [0.40, 0.58, 0.01, 0.01])
        #expect(
            try row(network, "CATECHOL", ["ARTCO2": "HIGH", "INSUFFANESTH": "FALSE", "SAO2": "NORMAL", "TPR": "HIGH"])
                == [0.3, 0.7])
        #expect(try row(network, "BP", ["CO": "HIGH", "TPR": "NORMAL"]) == [0.05, 0.20, 0.75])
        let thirds = try row(network, "HREKG", ["ERRCAUTER": "TRUE", "HR": "LOW"])
        #expect(thirds.allSatisfy { abs($0 - 1.0 / 3) < 1e-15 })
    }

    @Test(
        "Every state of every sample is worded by hand, and a prior and prompts are given",
        arguments: BuiltInSample.all.map(\.name))
    func wording(name: String) throws {
        let network = try Network.load(name)
        let derived = Profile.derived(for: network.variables)
        for (index, variable) in network.variables.enumerated() where !variable.isLatent {
            let wording = network.profile.wording[index]
            // A number has one list of phrases.
            for state in variable.isContinuous ? 0..<1 : variable.states.indices {
                #expect(wording.say[state].count >= 2, "\(variable.name) \(state)")
                #expect(Set(wording.say[state]).count == wording.say[state].count)
                #expect(wording.say[state] != derived.wording[index].say[state])
            }
        }
        #expect(network.profile.priors.contains { !$0.isEmpty })
        #expect(network.profile.prompts != .default)
        #expect(network.source != nil && network.title != nil)
    }
}
