import CausalEngine

/// Twenty linear equations with normal noise, each of up to three parents.
enum LinearNetwork {
    static func make(seed: UInt64) throws -> SCM {
        let choice = NoiseStream(seed: seed, name: "linear network")
        var draw: UInt64 = 0
        func next(_ bound: Int) -> Int {
            draw += 1
            return Int(choice.bits(at: draw) % UInt64(bound))
        }
        var text = "format: causalsynth/scm/1\nname: linear\nvariables:\n"
        for node in 0..<20 {
            var parents: [Int] = []
            while parents.count < min(node, [0, 1, 2, 1, 3, 2][node % 6]) {
                let parent = next(node)
                if !parents.contains(parent) { parents.append(parent) }
            }
            let terms = parents.map { "\(Double(next(200) - 100) / 100 + 0.005) * V\($0) + " }.joined()
            text += """
                  - name: V\(node)
                    parents: [\(parents.map { "V\($0)" }.joined(separator: ", "))]
                    equation: \(terms)\(Double(next(40)) / 10 + 0.05) + u
                    noise: normal(0, \(Double(1 + next(20)) / 10))

                """
        }
        return try Network.parse(NetworkSource(model: .init(name: "linear", text: text), format: .scm)).scm
    }
}
