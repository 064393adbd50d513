/// Multinomial logistic regression on orthonormal predictors, by Newton's method.
struct MultinomialLogits {
    private let codes: [Int]
    private let stateCount: Int
    private let vectors: [[Double]]

    /// - Parameter vectors: orthonormal predictors, the constant among them.
    init(codes: [Int], stateCount: Int, vectors: [[Double]]) {
        self.codes = codes
        self.stateCount = stateCount
        // Of unit mean square, so that coefficients do not hang on the number of rows.
        let scale = Double(codes.count).squareRoot()
        self.vectors = vectors.map { $0.map { $0 * scale } }
    }

    /// The greatest logarithm of the likelihood with the first predictors.
    ///
    /// Where states are separated there is none; the likelihood then runs to its bound and stops close to it.
    /// - Complexity: O(rows · (states · predictors)²) a step.
    func logLikelihood(_ predictorCount: Int) -> Double {
        let free = stateCount - 1
        let size = free * predictorCount
        var coefficients = [Double](repeating: 0, count: size)
        var current = evaluate(coefficients, predictorCount, curvature: true)
        for _ in 0..<100 {
            guard let step = Self.solve(current.hessian, current.gradient, size: size) else { break }
            var length = 1.0
            var next = current
            while true {
                let trial = (0..<size).map { coefficients[$0] + length * step[$0] }
                next = evaluate(trial, predictorCount, curvature: true)
                if next.value >= current.value || length < 1e-4 {
                    coefficients = trial
                    break
                }
                length /= 2
            }
            let gain = next.value - current.value
            guard gain > 0 else { break }
            current = next
            if gain < 1e-12 * (1 + abs(current.value)) { break }
        }
        return current.value
    }

    private struct Evaluation {
        var value = 0.0
        var gradient: [Double]
        var hessian: [Double]
    }

    private func evaluate(_ coefficients: [Double], _ predictorCount: Int, curvature: Bool) -> Evaluation {
        let free = stateCount - 1
        let size = free * predictorCount
        var result = Evaluation(
            gradient: Array(repeating: 0, count: size), hessian: Array(repeating: 0, count: size * size))
        var probabilities = [Double](repeating: 0, count: free)
        var inputs = [Double](repeating: 0, count: predictorCount)
        for row in codes.indices {
            for predictor in 0..<predictorCount { inputs[predictor] = vectors[predictor][row] }
            var largest = 0.0
            for state in 0..<free {
                var sum = 0.0
                for predictor in 0..<predictorCount {
                    sum += coefficients[state * predictorCount + predictor] * inputs[predictor]
                }
                probabilities[state] = sum
                largest = max(largest, sum)
            }
            // The last state's logit is 0.
            let own = codes[row] < free ? probabilities[codes[row]] : 0
            var total = Numerics.exp(-largest)
            for state in 0..<free {
                probabilities[state] = Numerics.exp(probabilities[state] - largest)
                total += probabilities[state]
            }
            result.value += own - largest - Numerics.log(total)
            for state in 0..<free { probabilities[state] /= total }
            Self.add(probabilities, inputs, code: codes[row], to: &result)
        }
        return result
    }

    private static func add(_ probabilities: [Double], _ inputs: [Double], code: Int, to result: inout Evaluation) {
        let count = inputs.count
        let size = probabilities.count * count
        for (state, probability) in probabilities.enumerated() {
            let error = (state == code ? 1 : 0) - probability
            for i in 0..<count { result.gradient[state * count + i] += error * inputs[i] }
            for other in 0...state {
                let weight = probability * ((state == other ? 1 : 0) - probabilities[other])
                for i in 0..<count {
                    let share = weight * inputs[i]
                    let row = (state * count + i) * size + other * count
                    for j in 0..<count { result.hessian[row + j] += share * inputs[j] }
                }
            }
        }
    }

    /// The solution of H x = g for a positive definite H given by its lower blocks, by Cholesky's method.
    ///
    /// A pivot that is nothing, as separation makes it, gets a little added: the step stays in the direction of growth.
    private static func solve(_ hessian: [Double], _ gradient: [Double], size: Int) -> [Double]? {
        var factor = hessian
        let largest = (0..<size).reduce(0.0) { max($0, hessian[$1 * size + $1]) }
        guard largest > 0 else { return nil }
        for j in 0..<size {
            var pivot = factor[j * size + j] + 1e-10 * largest
            for k in 0..<j { pivot -= factor[j * size + k] * factor[j * size + k] }
            let root = max(pivot, 1e-10 * largest).squareRoot()
            factor[j * size + j] = root
            for i in (j + 1)..<max(size, j + 1) {
                var sum = factor[i * size + j]
                for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
                factor[i * size + j] = sum / root
            }
        }
        var solution = gradient
        for i in 0..<size {
            for k in 0..<i { solution[i] -= factor[i * size + k] * solution[k] }
            solution[i] /= factor[i * size + i]
        }
        for i in (0..<size).reversed() {
            for k in (i + 1)..<max(size, i + 1) { solution[i] -= factor[k * size + i] * solution[k] }
            solution[i] /= factor[i * size + i]
        }
        return solution
    }
}
