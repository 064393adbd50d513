/// A product of tables summed onto others: the one operation of propagation.
///
/// The scope of the product is walked in blocks: its last dimensions make a block that stays in the fastest cache, the
/// dimensions before it are counted up. No table over the whole scope is ever stored.
struct Contraction: Sendable {
    /// The outer dimensions, in ``Program/extents``.
    var firstExtent = 0
    var extentCount = 0
    /// The number of entries of a block.
    var block = 1
    /// The number of blocks.
    var blockCount = 1
    /// Inputs, then outputs, in ``Program/ports``.
    var firstPort = 0
    var inputCount = 0
    var outputCount = 0

    /// The most entries of a block.
    static let largestBlock = 2048

    /// How a table is read or written while the scope is walked.
    struct Port: Sendable {
        /// The slot of the workspace, or -1 for a table of the model.
        var slot: Int
        /// Where the table begins.
        var base: Int
        /// The number of entries of a block that lie side by side in the table, or all fall on one entry.
        var run: Int
        /// Whether a run falls on one entry.
        var isBroadcast: Bool
        /// Where each run of a block begins, in ``Program/indices``.
        var firstIndex: Int
        /// What stepping an outer dimension adds to the place, in ``Program/steps``.
        var firstStep: Int
    }

    /// Contractions laid out flat, so that running them touches nothing but numbers.
    struct Program: Sendable {
        var contractions: [Contraction] = []
        var ports: [Port] = []
        var extents: [Int] = []
        var indices: [Int32] = []
        var steps: [Int] = []
    }
}

/// A table laid over nodes: where it is, and the stride of each of its nodes.
struct TableLayout: Sendable {
    /// The slot of the workspace, or -1 for a table of the model.
    var slot: Int
    /// Where the table begins.
    var base: Int
    /// The nodes of the table, in any order.
    var nodes: [Int]
    /// The stride of each node.
    var strides: [Int]

    /// A table over nodes, the last fastest.
    init(slot: Int, base: Int, nodes: [Int], cardinalities: [Int]) {
        self.slot = slot
        self.base = base
        self.nodes = nodes
        strides = Array(repeating: 1, count: nodes.count)
        for position in nodes.indices.dropLast().reversed() {
            strides[position] = strides[position + 1] * cardinalities[nodes[position + 1]]
        }
    }

    /// A table with the strides it has.
    init(slot: Int, base: Int, nodes: [Int], strides: [Int]) {
        self.slot = slot
        self.base = base
        self.nodes = nodes
        self.strides = strides
    }

    /// The stride of a node; 0 where the table does not have it.
    func stride(of node: Int) -> Int {
        for (position, member) in nodes.enumerated() where member == node { return strides[position] }
        return 0
    }
}

extension Contraction.Program {
    /// Adds a contraction over a scope.
    ///
    /// - Parameters:
    ///   - scope: nodes, the last fastest.
    ///   - inputs: tables over some of the scope.
    ///   - outputs: tables over some of the scope that the product is summed onto.
    /// - Returns: its number.
    mutating func append(scope: [Int], cardinalities: [Int], inputs: [TableLayout], outputs: [TableLayout]) -> Int {
        var contraction = Contraction()
        var split = scope.count
        while split > 0, contraction.block * cardinalities[scope[split - 1]] <= Contraction.largestBlock {
            split -= 1
            contraction.block *= cardinalities[scope[split]]
        }
        contraction.firstExtent = extents.count
        contraction.extentCount = split
        for node in scope[..<split] {
            extents.append(cardinalities[node])
            contraction.blockCount *= cardinalities[node]
        }
        contraction.firstPort = ports.count
        contraction.inputCount = inputs.count
        contraction.outputCount = outputs.count
        for table in inputs { append(port(table, scope, split, cardinalities)) }
        for table in outputs { append(port(table, scope, split, cardinalities)) }
        contractions.append(contraction)
        return contractions.count - 1
    }

    private mutating func append(_ port: Contraction.Port) { ports.append(port) }

    private mutating func port(
        _ table: TableLayout, _ scope: [Int], _ split: Int, _ cardinalities: [Int]
    ) -> Contraction.Port {
        let strides = scope.map { table.stride(of: $0) }
        var port = Contraction.Port(
            slot: table.slot, base: table.base, run: 1, isBroadcast: false, firstIndex: indices.count,
            firstStep: steps.count)
        // Stepping a dimension takes back all that the later ones have added.
        var wound = 0
        var reversed: [Int] = []
        for dimension in stride(from: split - 1, through: 0, by: -1) {
            reversed.append(strides[dimension] - wound)
            wound += strides[dimension] * (cardinalities[scope[dimension]] - 1)
        }
        steps.append(contentsOf: reversed.reversed())
        let block = Array(zip(scope[split...].map { cardinalities[$0] }, strides[split...])).filter { $0.0 > 1 }
        appendIndices(of: block, to: &port)
        return port
    }

    /// Runs shorter than this cost more than looking up each entry.
    private static var shortestRun: Int { 4 }

    /// Finds the longest run at the end of a block, and where each begins.
    private mutating func appendIndices(of block: [(extent: Int, stride: Int)], to port: inout Contraction.Port) {
        var inner = block.count
        port.isBroadcast = block.last?.stride == 0 || block.isEmpty
        while inner > 0, block[inner - 1].stride == (port.isBroadcast ? 0 : port.run) {
            inner -= 1
            port.run *= block[inner].extent
        }
        if inner > 0, port.run < Self.shortestRun {
            inner = block.count
            port.run = 1
            port.isBroadcast = false
        }
        var starts: [Int32] = [0]
        for (extent, stride) in block[..<inner] {
            var next: [Int32] = []
            next.reserveCapacity(starts.count * extent)
            for start in starts {
                for value in 0..<extent { next.append(start + Int32(truncatingIfNeeded: value * stride)) }
            }
            starts = next
        }
        indices.append(contentsOf: starts)
    }
}
