/// Who listens to whom in the two models of a ``Counterexample``.
struct ParityPlan {
    private let graph: CausalGraph
    private let inner: Set<Int>
    private let outer: Set<Int>
    private let roots: [Int]
    /// The parents in the forest of each variable of the hedge; each variable has one child at most.
    private var forestParents: [Int: [Int]] = [:]
    /// The bidirected edges that have a coin, a spanning tree of the hedge that spans the smaller forest too.
    private var coins: [CausalGraph.Edge] = []
    /// The variables that pass the parity of the roots on to each variable on a way to the outcomes.
    private var senders: [Int: [Int]] = [:]

    init(_ hedge: Hedge, _ graph: CausalGraph) {
        self.graph = graph
        inner = Set(hedge.subforest)
        outer = Set(hedge.forest)
        roots = hedge.roots
        for node in hedge.forest where !roots.contains(node) {
            let within = inner.contains(node) ? inner : outer
            guard let child = graph.directed.children[node].first(where: within.contains) else { continue }
            forestParents[child, default: []].append(node)
        }
        coins = spanningTree()
        senders = relays(to: hedge.outcomes, avoiding: hedge.treatments)
    }

    private func spanningTree() -> [CausalGraph.Edge] {
        guard let start = roots.first else { return [] }
        var edges: [CausalGraph.Edge] = []
        var reached: Set<Int> = [start]
        // The smaller forest first, so that the part of the tree within it spans it.
        for allowed in [inner, outer] {
            var stack = reached.sorted()
            while let node = stack.popLast() {
                for sibling in graph.siblings[node]
                where allowed.contains(sibling) && reached.insert(sibling).inserted {
                    edges.append(.init(min(node, sibling), max(node, sibling)))
                    stack.append(sibling)
                }
            }
        }
        return edges
    }

    /// The shortest ways from the roots to outcomes, each variable passing on to one other.
    private func relays(to outcomes: [Int], avoiding treatments: [Int]) -> [Int: [Int]] {
        var next: [Int: Int] = [:]
        var seen = Set(outcomes).union(treatments)
        var queue = outcomes[...]
        while let node = queue.popFirst() {
            for parent in graph.directed.parents[node] where seen.insert(parent).inserted {
                next[parent] = node
                queue.append(parent)
            }
        }
        var senders: [Int: [Int]] = [:]
        var done: Set<Int> = []
        for root in roots {
            var node = root
            while let receiver = next[node], done.insert(node).inserted {
                senders[receiver, default: []].append(node)
                node = receiver
            }
        }
        return senders
    }

    // MARK: Models

    /// The bits that a variable holds: of the hedge, and of the way to the outcomes.
    private func bits(_ node: Int) -> (isOfHedge: Bool, isRelay: Bool) {
        (outer.contains(node), senders[node] != nil)
    }

    /// A model of bits; `nil` where a table would be too large.
    ///
    /// - Parameter smallerForestListens: whether variables of the smaller forest listen to parents and coins outside of it.
    func model(smallerForestListens: Bool) -> SCM? {
        var variables = graph.nodes.indices.map { node in
            let bits = bits(node)
            let states = bits.isOfHedge && bits.isRelay ? ["00", "01", "10", "11"] : ["0", "1"]
            return Variable(name: graph.name(of: node), domain: .categorical(states: states, isOrdinal: false))
        }
        for coin in coins {
            var variable = Variable(
                name: "coin of \(graph.name(of: coin.source)) and \(graph.name(of: coin.target))",
                domain: .categorical(states: ["0", "1"], isOrdinal: false))
            variable.isLatent = true
            variables.append(variable)
        }
        var parents: [[Int]] = []
        var mechanisms: [Mechanism] = []
        for node in graph.nodes.indices {
            let heard = inputs(node, smallerForestListens)
            guard let table = table(node, heard, variables) else { return nil }
            parents.append(heard.parents)
            mechanisms.append(.table(table))
        }
        for _ in coins {
            parents.append([])
            mechanisms.append(.table(Self.fairCoin))
        }
        return try? SCM(variables: variables, graph: DirectedGraph(parents: parents), mechanisms: mechanisms)
    }

    private static let fairCoin = ProbabilityTable(
        parentCardinalities: [], stateCount: 2, probabilities: [0.5, 0.5], convention: .inverseCDF)

    /// What a variable listens to, for each of its bits.
    private struct Inputs {
        var forest: [Int] = []
        var coins: [Int] = []
        var senders: [Int] = []
        var parents: [Int] { Array(Set(forest + coins + senders)).sorted() }
    }

    private func inputs(_ node: Int, _ smallerForestListens: Bool) -> Inputs {
        let isDeaf = inner.contains(node) && !smallerForestListens
        func isHeard(_ other: Int) -> Bool { !isDeaf || inner.contains(other) }
        var inputs = Inputs(forest: (forestParents[node] ?? []).filter(isHeard), senders: senders[node] ?? [])
        for (place, coin) in coins.enumerated() where coin.source == node || coin.target == node {
            if isHeard(coin.source == node ? coin.target : coin.source) { inputs.coins.append(graph.count + place) }
        }
        return inputs
    }

    private func table(_ node: Int, _ inputs: Inputs, _ variables: [Variable]) -> ProbabilityTable? {
        let parents = inputs.parents
        let cardinalities = parents.map { variables[$0].states.count }
        guard cardinalities.reduce(1.0, { $0 * Double($1) }) <= 65536 else { return nil }
        let bits = bits(node)
        var probabilities: [Double] = []
        for configuration in 0..<cardinalities.reduce(1, *) {
            var rest = configuration
            var states: [Int: Int] = [:]
            for (parent, count) in zip(parents, cardinalities).reversed() {
                states[parent] = rest % count
                rest /= count
            }
            var laws: [[Double]] = []
            if bits.isOfHedge {
                let parity = inputs.forest.reduce(0) { $0 ^ hedgeBit(of: $1, states[$1] ?? 0) }
                let error = node == roots.first ? Counterexample.errorProbability : 0
                laws.append(Self.law(inputs.coins.reduce(parity) { $0 ^ (states[$1] ?? 0) }, error: error))
            }
            if bits.isRelay {
                let parity = inputs.senders.reduce(0) { $0 ^ sentBit(of: $1, states[$1] ?? 0) }
                laws.append(Self.law(parity, error: Counterexample.errorProbability))
            }
            if laws.isEmpty { laws = [[0.5, 0.5]] }
            probabilities += laws.dropFirst().reduce(laws[0]) { joint, law in
                joint.flatMap { share in law.map { share * $0 } }
            }
        }
        return ProbabilityTable(
            parentCardinalities: cardinalities, stateCount: variables[node].states.count,
            probabilities: probabilities, convention: .inverseCDF)
    }

    private static func law(_ bit: Int, error: Double) -> [Double] {
        bit == 0 ? [1 - error, error] : [error, 1 - error]
    }

    /// The bit of a variable that the hedge reads.
    private func hedgeBit(of node: Int, _ state: Int) -> Int { bits(node).isRelay ? state >> 1 : state }

    /// The bit that a variable passes on: what came to it, and of a root its own besides.
    private func sentBit(of node: Int, _ state: Int) -> Int {
        let bits = bits(node)
        guard bits.isOfHedge else { return state }
        let own = roots.contains(node) ? hedgeBit(of: node, state) : 0
        return bits.isRelay ? own ^ (state & 1) : own
    }
}
