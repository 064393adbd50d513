import Foundation
import Testing
import Verification

@testable import Evaluation

@Suite("Measures of texts")
struct TextMeasuresTests {
    @Test("copies of one text have self-BLEU 1, texts without a common word next to none")
    func selfBLEU() throws {
        let copies = TextMeasures(Array(repeating: "one two three four five six.", count: 5), seed: 1)
        #expect(abs((copies.selfBLEU4 ?? 0) - 1) < 1e-12)
        #expect(copies.distinctTexts == 1 && copies.distinct1 == 7.0 / 35 && copies.distinct2 == 6.0 / 30)
        let others = TextMeasures(["a b c d e f", "g h i j k l", "m n o p q r"], seed: 1)
        #expect((others.selfBLEU4 ?? 1) < 0.2 && others.distinct1 == 1)
        #expect(TextMeasures(["alone"], seed: 1).selfBLEU4 == nil)
    }

    @Test("self-BLEU by the two best counts is the plain one over all references")
    func plainSelfBLEU() throws {
        let texts = ["a a b c d", "a b b c d e", "a a a b c", "c d e a b"].map {
            $0.split(separator: " ").map(String.init)
        }
        var sum = 0.0
        for (index, text) in texts.enumerated() {
            let references = texts.indices.filter { $0 != index }.map { texts[$0] }
            var score = 0.0
            for n in 1...4 {
                func counts(_ words: [String]) -> [[String]: Int] {
                    guard words.count >= n else { return [:] }
                    return (0...words.count - n).reduce(into: [:]) { $0[Array(words[$1..<$1 + n]), default: 0] += 1 }
                }
                let own = counts(text)
                let matched = own.reduce(0) { sum, item in
                    sum + min(item.value, references.map { counts($0)[item.key] ?? 0 }.max() ?? 0)
                }
                score += log(max(Double(matched), 0.5) / Double(own.values.reduce(0, +))) / 4
            }
            let nearest = references.map(\.count).min {
                (abs($0 - text.count), $0) < (abs($1 - text.count), $1)
            }
            sum += exp(score + min(0, 1 - Double(nearest ?? 0) / Double(text.count)))
        }
        let found = TextMeasures(texts.map { $0.joined(separator: " ") }, seed: 1).selfBLEU4
        #expect(abs((found ?? 0) - sum / 4) < 1e-12)
    }

    @Test("what repeats compresses")
    func compression() {
        let repeated = TextMeasures([String(repeating: "the same again. ", count: 200)], seed: 1).compressionRatio
        let varied = TextMeasures([(0..<400).map { "\($0 * 7919 % 10007)" }.joined(separator: " ")], seed: 1)
            .compressionRatio
        #expect(repeated > 3 * varied)
    }

    @Test("the area under the curve is 1 for perfect scores, 0 for reversed ones, a half for equal ones")
    func area() {
        let isMember = [true, false, true, false]
        #expect(StyleLeak.area([4, 1, 3, 2], isMember) == 1)
        #expect(StyleLeak.area([1, 4, 2, 3], isMember) == 0)
        #expect(StyleLeak.area([1, 1, 1, 1], isMember) == 0.5)
        #expect(StyleLeak.area([3, 2, 1, 0], isMember) == 0.75)
    }

    @Test("sentences end at marks before white space and at lines; decimals do not end them")
    func sentences() {
        let found = TextSentences(" It is 3.5 mg. Really?\n- é one\n\nEnd")
        #expect(found.all.map { found[$0] } == ["It is 3.5 mg.", "Really?", "- é one", "End"])
        #expect(found.all == [1..<14, 15..<22, 23..<30, 32..<35])
    }

    @Test("the Kolmogorov–Smirnov distance of a few values by hand")
    func distance() {
        #expect(abs(CalibrationAudit.distance([0.5]) - 0.5) < 1e-15)
        #expect(abs(CalibrationAudit.distance([0.1, 0.2]) - 0.8) < 1e-15)
        #expect(CalibrationAudit.distance([]) == 0)
    }
}
