import CausalEngine
import Foundation

/// How varied accepted texts are: distinct n-grams, self-BLEU, compressibility, and length.
public struct TextMeasures: Sendable, Hashable {
    /// How many texts there are.
    public let texts: Int
    /// How many of them differ.
    public let distinctTexts: Int
    /// Different words over words (distinct-1; Li et al. 2016).
    public let distinct1: Double
    /// Different pairs of neighbouring words over pairs (distinct-2).
    public let distinct2: Double
    /// The mean BLEU-4 of each text against all others, on a seeded sample (Zhu et al. 2018): high for texts that repeat each
    /// other; `nil` for fewer than two texts.
    public let selfBLEU4: Double?
    /// How many texts self-BLEU was computed on.
    public let selfBLEUTexts: Int
    /// The bytes of all texts over the bytes of their Lempel–Ziv code (LZ78, Ziv & Lempel 1978).
    public let compressionRatio: Double
    /// The mean number of words.
    public let meanLength: Double
    /// The standard deviation of the number of words.
    public let lengthDeviation: Double

    /// The most texts that self-BLEU is computed on.
    public static let selfBLEULimit = 500

    /// The measures of some texts.
    ///
    /// - Parameter seed: the seed of the sample for self-BLEU.
    /// - Complexity: O(words).
    public init(_ texts: [String], seed: UInt64) {
        let words = texts.map(Self.words)
        self.texts = texts.count
        distinctTexts = Set(texts).count
        distinct1 = Self.distinct(words, 1)
        distinct2 = Self.distinct(words, 2)
        let stream = NoiseStream(seed: seed, name: "self-BLEU")
        let sample = words.enumerated().sorted {
            stream.bits(at: UInt64($0.offset)) < stream.bits(at: UInt64($1.offset))
        }.prefix(Self.selfBLEULimit).map(\.element)
        selfBLEUTexts = sample.count
        selfBLEU4 = Self.selfBLEU(sample)
        compressionRatio = Self.compressionRatio(Array(texts.joined(separator: "\n").utf8))
        let lengths = words.map { Double($0.count) }
        meanLength = lengths.mean
        lengthDeviation = lengths.standardDeviation
    }

    /// The words of a text in small letters; signs are words of their own.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text {
            if character.isLetter || character.isNumber {
                word += character.lowercased()
            } else {
                if !word.isEmpty { words.append(word) }
                word = ""
                if !character.isWhitespace { words.append(String(character)) }
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func grams(_ words: [String], _ n: Int) -> [ArraySlice<String>] {
        words.count < n ? [] : (0...words.count - n).map { words[$0..<$0 + n] }
    }

    private static func distinct(_ texts: [[String]], _ n: Int) -> Double {
        var seen: Set<ArraySlice<String>> = []
        var count = 0
        for text in texts {
            let grams = grams(text, n)
            count += grams.count
            seen.formUnion(grams)
        }
        return count > 0 ? Double(seen.count) / Double(count) : 0
    }

    /// Every text is held against all others at once: of each n-gram only the two texts that have it most often matter.
    private static func selfBLEU(_ texts: [[String]]) -> Double? {
        guard texts.count > 1 else { return nil }
        var logPrecision = [Double](repeating: 0, count: texts.count)
        for n in 1...4 {
            let counts = texts.map { text in grams(text, n).reduce(into: [:]) { $0[$1, default: 0] += 1 } }
            var most: [ArraySlice<String>: (first: Int, owner: Int, second: Int)] = [:]
            for (owner, count) in counts.enumerated() {
                for (gram, times) in count {
                    var best = most[gram] ?? (0, -1, 0)
                    if times > best.first {
                        best = (times, owner, best.first)
                    } else if times > best.second {
                        best.second = times
                    }
                    most[gram] = best
                }
            }
            for (index, count) in counts.enumerated() {
                var (matched, total) = (0, 0)
                for (gram, times) in count {
                    let best = most[gram] ?? (0, -1, 0)
                    matched += min(times, best.owner == index ? best.second : best.first)
                    total += times
                }
                // A precision of nothing is smoothed by half a match (Chen & Cherry 2014, method 1 in kind).
                let precision = total > 0 ? max(Double(matched), 0.5) / Double(total) : 1
                logPrecision[index] += log(min(1, precision)) / 4
            }
        }
        let lengths = texts.map(\.count)
        let scores = texts.indices.map { index -> Double in
            let own = lengths[index]
            let nearest = lengths.enumerated().filter { $0.offset != index }.min {
                (abs($0.element - own), $0.element) < (abs($1.element - own), $1.element)
            }?.element
            let brevity = own > 0 ? min(0, 1 - Double(nearest ?? own) / Double(own)) : 0
            return exp(brevity + logPrecision[index])
        }
        return scores.mean
    }

    /// Each phrase of the code is a phrase before it and a byte: ⌈log₂ phrases⌉ + 8 bits.
    private static func compressionRatio(_ bytes: [UInt8]) -> Double {
        guard !bytes.isEmpty else { return 1 }
        var phrases: [UInt64: UInt32] = [:]
        var (current, bits): (UInt32, Double) = (0, 0)
        for byte in bytes {
            let key = UInt64(current) << 8 | UInt64(byte)
            if let next = phrases[key] {
                current = next
            } else {
                bits += ceil(log2(Double(phrases.count + 1))) + 8
                phrases[key] = UInt32(phrases.count + 1)
                current = 0
            }
        }
        if current != 0 { bits += ceil(log2(Double(phrases.count + 1))) }
        return Double(bytes.count) * 8 / bits
    }

    var json: JSONValue {
        [
            "n": .integer(texts), "distinctTexts": .integer(distinctTexts), "distinct1": .number(distinct1),
            "distinct2": .number(distinct2), "selfBLEU4": JSONValue(selfBLEU4),
            "selfBLEUTexts": .integer(selfBLEUTexts), "compressionRatio": .number(compressionRatio),
            "compression": "LZ78", "meanWords": .number(meanLength), "sdWords": .number(lengthDeviation),
        ]
    }
}
