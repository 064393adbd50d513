/// One run of a plan on what was seen.
struct Propagation<Arithmetic: TableArithmetic> {
    /// How a run ended.
    enum End: Equatable {
        /// The logarithm of the probability of the evidence.
        case done(logEvidence: Double)
        /// The evidence has probability zero.
        case impossible
        /// Numbers could have vanished below the smallest that there is: logarithms have to be used.
        case wide
    }

    let plan: PropagationPlan
    let handle: PropagationHandle<Arithmetic>
    /// The binary exponent of the smallest number above zero in each slot, those of the model's tables left aside.
    private var exponents: [Int]
    private var logEvidence = 0.0
    private var scaling = 0
    private var isImpossible = false
    private var isWide = false

    /// The least binary exponent that a product may have.
    private static var floor: Int { -960 }

    /// The cliques from which no message goes up because it would be all ones.
    private var isSilent: [Bool] = []
    /// The cliques that evidence bears on, or ones further from the root.
    private var hasEvidence: [Bool] = []

    /// A run about to begin.
    ///
    /// - Parameters:
    ///   - numbers: the model's tables as the arithmetic has them.
    init(_ plan: PropagationPlan, _ model: DiscreteModel, numbers: FixedNumbers<Double>, _ findings: Findings) {
        self.plan = plan
        handle = PropagationHandle(plan.program, numbers: numbers, workspaceCount: plan.workspaceCount)
        exponents = Array(repeating: 0, count: plan.slots.count)
        for shift in plan.shifts {
            handle.shift(port: shift.port, by: shift.stride * findings.knownState(of: shift.variable))
        }
        for variable in plan.constants {
            guard let family = model.families[variable] else { continue }
            var place = family.offset
            for (member, stride) in zip(family.scope, family.strides) {
                place += stride * findings.knownState(of: member)
            }
            multiplyEvidence(by: numbers.start[place])
        }
        var isGiven = [Bool](repeating: false, count: plan.findings.count)
        for (index, finding) in plan.findings.enumerated() {
            guard let likelihood = findings.likelihood(of: finding.variable) else { continue }
            isGiven[index] = true
            let slot = plan.slots[finding.slot]
            for (state, number) in likelihood.enumerated() {
                handle.workspace[slot.offset + state] = Arithmetic.isLogarithmic ? Numerics.log(number) : number
            }
            settle(finding.slot, counts: true)
        }
        if let option = plan.option { silence(option, isGiven) }
    }

    /// Leaves out the findings that are not there, and the messages that are all ones without them.
    private mutating func silence(_ option: PropagationPlan.Option, _ isGiven: [Bool]) {
        hasEvidence = Array(repeating: false, count: option.order.count)
        for (index, finding) in plan.findings.enumerated() where isGiven[index] { hasEvidence[finding.clique] = true }
        for clique in option.order.reversed() where hasEvidence[clique] && option.parent[clique] >= 0 {
            hasEvidence[option.parent[clique]] = true
        }
        isSilent = zip(option.isUnitUp, hasEvidence).map { $0 && !$1 }
        for (port, finding) in option.findingPorts where !isGiven[finding] { handle.silence(port: port) }
        for (port, clique) in option.messagePorts where isSilent[clique] { handle.silence(port: port) }
    }

    /// Runs the messages up, and down if asked.
    mutating func run(down: Bool) -> End {
        for step in plan.up where !isImpossible && !isWide { perform(step) }
        if down { for step in plan.down where !isImpossible && !isWide { perform(step) } }
        if isWide { return .wide }
        for total in plan.totals where !isImpossible && (hasEvidence.isEmpty || hasEvidence[total.root]) {
            multiplyEvidence(by: handle.workspace[plan.slots[total.slot].offset])
        }
        guard !isImpossible else { return .impossible }
        return .done(logEvidence: logEvidence + Double(scaling) * Numerics.log(2))
    }

    private mutating func multiplyEvidence(by number: Double) {
        guard number != Arithmetic.zero else {
            isImpossible = true
            return
        }
        logEvidence += Arithmetic.isLogarithmic ? number : Numerics.log(number)
    }

    private mutating func perform(_ step: PropagationPlan.Step) {
        if step.clique >= 0, !isSilent.isEmpty, isSilent[step.clique] { return }
        switch step.action {
        case .contract(let index): contract(index)
        case .settle(let slot, let counts): settle(slot, counts: counts)
        case .divide(let slot, let divisor):
            let table = plan.slots[slot]
            handle.divide(table.offset, by: plan.slots[divisor].offset, count: table.count)
        }
    }

    private mutating func contract(_ index: Int) {
        let contraction = plan.program.contractions[index]
        let ports = plan.program.ports
        var exponent = plan.exponents[index]
        for port in contraction.firstPort..<contraction.firstPort + contraction.inputCount {
            let slot = ports.start[port].slot
            if slot >= 0, !handle.isSilent(port: port) { exponent += exponents[slot] }
        }
        if exponent < Self.floor, !Arithmetic.isLogarithmic {
            isWide = true
            return
        }
        let outputs = contraction.firstPort + contraction.inputCount
        for port in outputs..<outputs + contraction.outputCount {
            let slot = plan.slots[ports.start[port].slot]
            handle.fill(slot.offset, count: slot.count, with: Arithmetic.zero)
        }
        handle.run(contraction)
    }

    /// Brings the largest number of a table near 1, by a power of two so that nothing is rounded.
    private mutating func settle(_ slot: Int, counts: Bool) {
        let table = plan.slots[slot]
        let range = handle.range(table.offset, count: table.count, above: Arithmetic.zero)
        guard range.greatest != Arithmetic.zero else {
            isImpossible = true
            return
        }
        if Arithmetic.isLogarithmic {
            handle.scale(table.offset, count: table.count, by: -range.greatest)
            if counts { logEvidence += range.greatest }
            return
        }
        let exponent = Int(range.greatest.exponent)
        exponents[slot] = Int(range.least.exponent)
        guard abs(exponent) > 32 else { return }
        let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
        handle.scale(table.offset, count: table.count, by: factor)
        exponents[slot] -= exponent
        if counts { scaling += exponent }
    }

    /// The distribution in a slot, as probabilities that sum to 1.
    func distribution(slot: Int, into values: inout [Double]) {
        let table = plan.slots[slot]
        let first = values.count
        for entry in table.offset..<table.offset + table.count { values.append(handle.workspace[entry]) }
        var greatest = 0.0
        if Arithmetic.isLogarithmic {
            greatest = values[first...].max() ?? 0
            for index in first..<values.count { values[index] = Numerics.exp(values[index] - greatest) }
        }
        var sum = 0.0
        for index in first..<values.count { sum += values[index] }
        for index in first..<values.count { values[index] /= sum }
    }

    /// The numbers in a slot as rows, each up to a factor of its own.
    func rows(slot: Int, length: Int) -> [Double] {
        let table = plan.slots[slot]
        var rows = (table.offset..<table.offset + table.count).map { handle.workspace[$0] }
        for first in stride(from: 0, to: rows.count, by: length) {
            let row = first..<first + length
            guard let greatest = rows[row].max(), greatest != Arithmetic.zero else {
                for index in row { rows[index] = 0 }
                continue
            }
            for index in row {
                rows[index] = Arithmetic.isLogarithmic ? Numerics.exp(rows[index] - greatest) : rows[index] / greatest
            }
        }
        return rows
    }
}
