@testable import CausalEngine

/// Models with random parameters for graphs with bidirected edges.
enum ConfoundedModels {
    /// A model whose observed variables have the graph's edges, with a latent variable of its own for each bidirected one, and every
    /// probability above zero.
    static func random(_ graph: CausalGraph, using generator: inout SeededGenerator) throws -> SCM {
        var parents = graph.directed.parents
        var variables = graph.nodes.indices.map { node in
            RandomModels.variable(node, stateCount: Int.random(in: 2...3, using: &generator))
        }
        for edge in graph.bidirectedEdges {
            let latent = variables.count
            var variable = RandomModels.variable(latent, stateCount: 3)
            variable.isLatent = true
            variables.append(variable)
            parents.append([])
            parents[edge.source].append(latent)
            parents[edge.target].append(latent)
        }
        for node in graph.nodes(.latent) { variables[node].isLatent = true }
        let mechanisms = variables.indices.map { node in
            let cardinalities = parents[node].map { variables[$0].states.count }
            let count = variables[node].states.count
            let rows = (0..<cardinalities.reduce(1, *)).flatMap { _ in
                let weights = (0..<count).map { _ in Double.random(in: 0.1...1, using: &generator) }
                return weights.map { $0 / weights.reduce(0, +) }
            }
            return Mechanism.table(
                ProbabilityTable(
                    parentCardinalities: cardinalities, stateCount: count, probabilities: rows, convention: .inverseCDF)
            )
        }
        return try SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
    }
}
