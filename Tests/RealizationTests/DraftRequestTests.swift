import CausalEngine
import Testing

@testable import Realization

@Suite("Draft requests")
struct DraftRequestTests {
    @Test("Facts stand in the network's order, worded, without what is latent")
    func facts() throws {
        let network = try TestNetworks.network()
        let request = DraftRequest(network: network, skeleton: TestNetworks.skeleton(), attempt: 2)
        #expect(request.facts.map(\.name) == ["smoke", "lung", "pressure", "any", "lactate"])
        #expect(request.facts.map(\.valueText) == ["yes", "no", "normal", "no", "2.3"])
        #expect(request.facts[0].phrases == ["is a smoker", "smokes every day"])
        #expect(request.facts[4].phrases == ["the lactate is 2.3 mmol/l"])
        #expect(request.facts.map(\.isDerivable) == [false, false, false, true, false])
        #expect(request.attempt == 2 && request.values.count == 6)
        #expect(request.domain == "an emergency-department clinical note")
    }

    @Test("Style hangs on seed and row alone, and every style comes up")
    func style() throws {
        let network = try TestNetworks.network()
        var counts: [String: Int] = [:]
        for row in 0..<600 as Range<UInt64> {
            let one = DraftRequest(network: network, skeleton: TestNetworks.skeleton(row: row), attempt: 0)
            let other = DraftRequest(
                network: network, skeleton: TestNetworks.skeleton(row: row, smoke: 1, lung: 0, pressure: 2), attempt: 3)
            #expect(one.style == other.style)
            counts[one.style, default: 0] += 1
        }
        // Fixed seed; 200 expected each, 5 standard deviations are 58.
        #expect(counts.count == 3 && counts.values.allSatisfy { abs($0 - 200) < 58 })
    }
}
