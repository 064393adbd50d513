extension SCM {
    /// The model in which the noise of every table works by one convention, whatever was declared.
    ///
    /// Probabilities and the answers of inference stay as they are; counterfactuals of variables with more than two states may
    /// change (Oberst & Sontag 2019).
    ///
    /// - Complexity: O(variables).
    public func assuming(_ convention: ProbabilityTable.NoiseConvention) -> SCM {
        let mechanisms = mechanisms.map { mechanism in
            guard case .table(let table) = mechanism else { return mechanism }
            return .table(table.assuming(convention))
        }
        return SCM(replacing: self, mechanisms: mechanisms)
    }
}

extension ProbabilityTable {
    /// The same probabilities with another noise convention.
    public func assuming(_ convention: NoiseConvention) -> ProbabilityTable {
        ProbabilityTable(
            parentCardinalities: parentCardinalities, stateCount: stateCount, probabilities: probabilities,
            convention: convention)
    }

    /// Whether every row has one possible state, so that there is no noise to have a convention for.
    var isDeterministic: Bool { probabilities.allSatisfy { $0 == 0 || $0 == 1 } }

    /// The convention that decides counterfactuals: with two states both give the same, and the simpler one stands for both.
    var effectiveConvention: NoiseConvention { stateCount <= 2 ? .inverseCDF : convention }
}
