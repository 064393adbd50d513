// Unsafe pointers: loops over the noise of a block of rows.

/// Draws the noise of equations for blocks of rows: the same numbers as ``NoiseLaw/quantile(_:)`` gives one by one.
final class NoiseHandle {
    private let uniforms: UnsafeMutablePointer<Double>
    /// The rows whose uniform lies in a tail of the normal law, with what the rational approximation there takes.
    private let tailRows: UnsafeMutablePointer<Int>
    private let tails: UnsafeMutablePointer<Double>

    init() {
        uniforms = .allocate(capacity: EvaluationHandle.blockLength + 4)
        tailRows = .allocate(capacity: EvaluationHandle.blockLength + 4)
        tails = .allocate(capacity: EvaluationHandle.blockLength + 4)
    }

    deinit {
        uniforms.deallocate()
        tailRows.deallocate()
        tails.deallocate()
    }

    /// Fills `out`, which has room for a block, with the noise of `count` rows.
    func draw(
        _ law: NoiseLaw, _ stream: NoiseStream, from row: UInt64, count: Int, into out: UnsafeMutablePointer<Double>
    ) {
        for offset in 0..<count { uniforms[offset] = stream.uniform(at: row &+ UInt64(truncatingIfNeeded: offset)) }
        switch law {
        case .normal(let mean, let deviation):
            standardNormal(count, into: out)
            for offset in 0..<count { out[offset] = mean + deviation * out[offset] }
        case .lognormal(let mu, let sigma):
            standardNormal(count, into: out)
            for offset in 0..<count { out[offset] = Numerics.exp(mu + sigma * out[offset]) }
        case .uniform(let low, let high):
            for offset in 0..<count { out[offset] = low + (high - low) * uniforms[offset] }
        default:
            for offset in 0..<count { out[offset] = law.quantile(uniforms[offset]) }
        }
    }

    /// Φ⁻¹ of every uniform, by ``Numerics/normalQuantile(_:)``: first as if all lay in the centre, then those that do not.
    private func standardNormal(_ count: Int, into out: UnsafeMutablePointer<Double>) {
        // Groups of four; what lies behind the last row is drawn along and not read.
        for offset in count..<(count + 3) & ~3 { uniforms[offset] = 0.5 }
        var tailCount = 0
        var row = 0
        while row < count {
            let q = Self.four(uniforms + row) - 0.5
            let values = Numerics.centralNormalQuantile(q)
            for lane in 0..<4 {
                out[row + lane] = values[lane]
                tailRows[tailCount] = row + lane
                tailCount &+= abs(q[lane]) <= 0.425 ? 0 : 1
            }
            row += 4
        }
        for index in 0..<tailCount {
            let u = uniforms[tailRows[index]]
            tails[index] = (-Numerics.log(u < 0.5 ? u : 1 - u)).squareRoot()
        }
        for offset in tailCount..<(tailCount + 3) & ~3 { tails[offset] = 2 }
        var index = 0
        while index < tailCount {
            let magnitudes = Numerics.middleNormalQuantile(Self.four(tails + index))
            for lane in 0..<min(4, tailCount - index) {
                let row = tailRows[index + lane]
                let u = uniforms[row]
                let magnitude = tails[index + lane] <= 5 ? magnitudes[lane] : abs(Numerics.normalQuantile(u))
                out[row] = u < 0.5 ? -magnitude : magnitude
            }
            index += 4
        }
    }

    @inline(__always)
    private static func four(_ numbers: UnsafeMutablePointer<Double>) -> SIMD4<Double> {
        SIMD4(numbers[0], numbers[1], numbers[2], numbers[3])
    }
}
