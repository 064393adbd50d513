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
        /// How a block is summed before it is added to an output, in ``Program/reductions``; none where runs do.
        var firstReduction = 0
        var reductionCount = 0
    }

    /// One dimension of a block summed out: entries lie as (outer, extent, inner), the last fastest.
    struct Reduction: Sendable {
        var outer: Int
        var extent: Int
        var inner: Int
    }

    /// Contractions laid out flat, so that running them touches nothing but numbers.
    struct Program: Sendable {
        var contractions: [Contraction] = []
        var ports: [Port] = []
        var extents: [Int] = []
        var indices: [Int32] = []
        var steps: [Int] = []
        var reductions: [Reduction] = []
    }
}

/// Writes a program contraction after contraction, port after port.
///
/// The strides of the table at hand are set by node, and taken back once its port is written.
struct ContractionWriter {
    private(set) var program = Contraction.Program()
    private let cardinalities: [Int]
    /// The stride of each node in the table at hand; 0 where the table does not have it.
    private var strides: [Int]
    private var scope: [Int] = []
    private var split = 0

    /// A writer of contractions over nodes.
    init(cardinalities: [Int]) {
        self.cardinalities = cardinalities
        strides = Array(repeating: 0, count: cardinalities.count)
    }

    /// The number that the next port will have.
    var nextPort: Int { program.ports.count }

    /// Begins a contraction.
    ///
    /// - Parameters:
    ///   - scope: nodes, the last fastest.
    ///   - anchor: the nodes of the largest output: blocks that go to one place of it come one after the other.
    /// - Returns: its number.
    mutating func begin(scope: [Int], anchor: [Int] = []) -> Int {
        self.scope = scope
        var contraction = Contraction()
        split = scope.count
        while split > 0, contraction.block * cardinalities[scope[split - 1]] <= Contraction.largestBlock {
            split -= 1
            contraction.block *= cardinalities[scope[split]]
        }
        if split > 1, !anchor.isEmpty {
            let isAnchored = scope[..<split].map { anchor.contains($0) }
            let outer = zip(scope, isAnchored).filter(\.1).map(\.0) + zip(scope, isAnchored).filter { !$1 }.map(\.0)
            self.scope.replaceSubrange(..<split, with: outer)
        }
        contraction.firstExtent = program.extents.count
        contraction.extentCount = split
        for node in self.scope[..<split] {
            program.extents.append(cardinalities[node])
            contraction.blockCount *= cardinalities[node]
        }
        contraction.firstPort = program.ports.count
        program.contractions.append(contraction)
        return program.contractions.count - 1
    }

    /// Adds a table with given strides of nodes that are in the scope.
    mutating func addInput(slot: Int, base: Int, _ members: some Sequence<(node: Int, stride: Int)>) {
        for (node, stride) in members { strides[node] = stride }
        program.contractions[program.contractions.count - 1].inputCount += 1
        addPort(slot: slot, base: base)
    }

    /// Adds a table over nodes of the scope, the last fastest.
    mutating func addInput(slot: Int, base: Int, nodes: [Int]) {
        setStrides(nodes)
        program.contractions[program.contractions.count - 1].inputCount += 1
        addPort(slot: slot, base: base)
    }

    /// Adds a table over nodes of the scope, the last fastest, that the product is summed onto. Outputs come after inputs.
    mutating func addOutput(slot: Int, base: Int, nodes: [Int]) {
        setStrides(nodes)
        program.contractions[program.contractions.count - 1].outputCount += 1
        addPort(slot: slot, base: base, isOutput: true)
    }

    private mutating func setStrides(_ nodes: [Int]) {
        var stride = 1
        for node in nodes.reversed() {
            strides[node] = stride
            stride *= cardinalities[node]
        }
    }

    private mutating func addPort(slot: Int, base: Int, isOutput: Bool = false) {
        var port = Contraction.Port(
            slot: slot, base: base, run: 1, isBroadcast: false, firstIndex: program.indices.count,
            firstStep: program.steps.count)
        // Stepping a dimension takes back all that the later ones have added.
        for _ in 0..<split { program.steps.append(0) }
        var wound = 0
        for dimension in stride(from: split - 1, through: 0, by: -1) {
            let node = scope[dimension]
            program.steps[port.firstStep + dimension] = strides[node] - wound
            wound += strides[node] * (cardinalities[node] - 1)
        }
        if !isOutput || !addReductions(to: &port) { addIndices(to: &port) }
        program.ports.append(port)
        for node in scope { strides[node] = 0 }
    }

    /// Sums out what an output does not have dimension by dimension, the slowest first, so that long stretches are added.
    ///
    /// - Returns: whether what is left lies side by side in the output.
    private mutating func addReductions(to port: inout Contraction.Port) -> Bool {
        var kept = 1
        for dimension in stride(from: scope.count - 1, through: split, by: -1) where strides[scope[dimension]] != 0 {
            guard strides[scope[dimension]] == kept || cardinalities[scope[dimension]] == 1 else { return false }
            kept *= cardinalities[scope[dimension]]
        }
        port.firstReduction = program.reductions.count
        var outer = 1
        var dimension = split
        var inner = 1
        for node in scope[split...] { inner *= cardinalities[node] }
        guard kept > 1, kept < inner else { return false }
        while dimension < scope.count {
            let isKept = strides[scope[dimension]] != 0
            var extent = 1
            while dimension < scope.count, (strides[scope[dimension]] != 0) == isKept {
                extent *= cardinalities[scope[dimension]]
                dimension += 1
            }
            inner /= extent
            if isKept {
                outer *= extent
            } else if extent > 1 {
                program.reductions.append(.init(outer: outer, extent: extent, inner: inner))
            }
        }
        port.reductionCount = program.reductions.count - port.firstReduction
        port.run = kept
        return port.reductionCount > 0
    }

    /// Runs shorter than this cost more than looking up each entry.
    private static let shortestRun = 4

    /// Finds the longest run at the end of the block, and where each begins.
    private mutating func addIndices(to port: inout Contraction.Port) {
        var inner = scope.count
        func isTrivial(_ dimension: Int) -> Bool { cardinalities[scope[dimension]] == 1 }
        while inner > split, isTrivial(inner - 1) { inner -= 1 }
        let end = inner
        port.isBroadcast = inner == split || strides[scope[inner - 1]] == 0
        while inner > split {
            let node = scope[inner - 1]
            guard isTrivial(inner - 1) || strides[node] == (port.isBroadcast ? 0 : port.run) else { break }
            inner -= 1
            port.run *= cardinalities[node]
        }
        if inner > split, port.run < Self.shortestRun {
            inner = end
            port.run = 1
            port.isBroadcast = false
        }
        let first = port.firstIndex
        program.indices.append(0)
        // From the fastest dimension on, so that what is there is repeated at greater distances.
        for dimension in stride(from: inner - 1, through: split, by: -1) {
            let stride = strides[scope[dimension]]
            let count = program.indices.count - first
            for value in 1..<max(1, cardinalities[scope[dimension]]) {
                let distance = Int32(truncatingIfNeeded: value * stride)
                for index in first..<first + count { program.indices.append(program.indices[index] + distance) }
            }
        }
    }
}
