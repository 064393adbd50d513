import CausalEngine

extension EngineStore {
    /// Seeing beside doing, both exact.
    ///
    /// - Complexity: two propagations; where continuous variables come between, two for each variable.
    func comparison(_ question: Comparison.Question) -> Comparison {
        var comparison = Comparison(question: question, rows: [], left: 0)
        let observed = engine(for: question.interventions)
        var set = question.interventions
        set[question.variable] = .value(.state(question.state))
        let mutilated = engine(for: set)
        let scm = observed.scm
        let targets = scm.variables.indices.filter {
            $0 != question.variable && question.interventions[$0] == nil && !scm.variables[$0].isContinuous
        }
        do throws(InferenceError) {
            let seen = try observed.marginals(of: targets, seeing: [question.variable: question.state])
            let done = try mutilated.marginals(of: targets, seeing: [:])
            let effects = Set(scm.graph.descendants(of: question.variable))
            comparison.rows = targets.compactMap { target in
                guard let seen = seen[target], let done = done[target] else { return nil }
                return Comparison.Row(variable: target, seen: seen, done: done, isEffect: effects.contains(target))
            }.sorted { Self.precedes($0, $1) }
            comparison.left = scm.variables.count - 1 - question.interventions.count - comparison.rows.count
        } catch {
            comparison.obstacle = "\(error)"
        }
        return comparison
    }

    private static func precedes(_ a: Comparison.Row, _ b: Comparison.Row) -> Bool {
        if a.isEffect != b.isEffect { return a.isEffect }
        return (b.distance, a.variable) < (a.distance, b.variable)
    }
}

extension ExactInference {
    /// The posteriors of variables; where continuous ones come between, of those of them that it can be done for.
    ///
    /// - Throws: what was seen cannot be, or exact inference does not serve for any of them.
    fileprivate func marginals(
        of targets: [Int], seeing evidence: [Int: Int]
    ) throws(InferenceError) -> [Int: [Double]] {
        do throws(InferenceError) {
            return try query(Query(evidence: evidence, targets: targets)).marginals
        } catch {
            switch error {
            case .impossibleEvidence, .badFinding, .tooLarge: throw error
            default: break
            }
            var found: [Int: [Double]] = [:]
            for target in targets {
                found[target] = (try? query(Query(evidence: evidence, targets: [target])))?[target]
            }
            if found.isEmpty { throw error }
            return found
        }
    }
}
