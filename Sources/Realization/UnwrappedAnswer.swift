/// A writer's answer without what is said around the text that was asked for.
///
/// Models say "Sure! Here is the note:" first and "Let me know if you need changes" last, put the text into a fence or between
/// rules, and add notes on how they wrote it. Such lines are taken off at the beginning and at the end, nowhere else, and only
/// where they speak of the writing: "Note: the patient denies cough." is a fact, and stays. What is left is the writer's own
/// words, to the letter.
public struct UnwrappedAnswer: Sendable, Hashable {
    /// The text that was asked for. An answer of which nothing else would be left is whole.
    public let text: String
    /// What was taken off, in the order of the answer.
    public let rest: [String]

    /// Takes off what stands around a text.
    ///
    /// - Parameters:
    ///   - answer: the answer.
    ///   - isFactual: whether words state something of what the text is about; those stay whatever they look like.
    /// - Complexity: O(length of the answer).
    public init(_ answer: String, isFactual: (String) -> Bool) {
        var lines = answer.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
        var before: [String] = []
        var after: [String] = []
        func trim() {
            while let line = lines.first, line.allSatisfy(\.isWhitespace) { lines.removeFirst() }
            while let line = lines.last, line.allSatisfy(\.isWhitespace) { lines.removeLast() }
        }
        func takeOff() -> Bool {
            trim()
            if let part = Self.opening(of: lines, isFactual) {
                let end = part.taken.lastIndex { !$0.isWhitespace } ?? part.taken.startIndex
                before.append(String(part.taken[...end]))
                lines.removeFirst()
                if let rest = part.rest { lines = [rest] + lines }
            } else if let count = Self.ending(of: lines, isFactual) {
                after.insert(contentsOf: lines.suffix(count).map(String.init), at: 0)
                lines.removeLast(count)
            } else {
                return false
            }
            return true
        }
        while takeOff() {}
        guard let first = lines.first, let last = lines.last, !(before + after).isEmpty else {
            (text, rest) = (answer, [])
            return
        }
        text = String(answer[first.startIndex..<last.endIndex])
        rest = before + after
    }

    /// What of the first line is no part of the text, and what of that line is; `nil` when all of it is.
    private static func opening(
        of lines: ArraySlice<Substring>, _ isFactual: (String) -> Bool
    ) -> (taken: Substring, rest: Substring?)? {
        guard let line = lines.first else { return nil }
        let isLast = lines.count == 1
        if !isLast, isRule(line) { return (line, nil) }
        if !isLast, isFence(line), lines.dropFirst().allSatisfy({ !isFence($0) }) || isFence(lines[lines.endIndex - 1])
        {
            return (line, nil)
        }
        let length = WritingRemark.lengthOfAnnouncement(in: line)
        guard length > 0 else { return nil }
        let taken = line.prefix(length)
        let rest = line.dropFirst(length).drop(while: \.isWhitespace)
        guard !(isLast && rest.isEmpty), !isFactual(String(taken)) else { return nil }
        return (taken, rest.isEmpty ? nil : rest)
    }

    /// How many of the last lines are no part of the text; `nil` when all are.
    private static func ending(of lines: ArraySlice<Substring>, _ isFactual: (String) -> Bool) -> Int? {
        guard lines.count > 1, let line = lines.last else { return nil }
        if isRule(line) || isFence(line) && lines.count(where: isFence) == 1 { return 1 }
        // A remark in brackets may be longer than a line.
        let count =
            1
            + (WritingRemark.endsBrackets(line)
                ? lines.dropLast().suffix(Self.longestRemark).reversed()
                    .prefix { !$0.allSatisfy(\.isWhitespace) }.count : 0)
        return (1...min(count, lines.count - 1)).first { length in
            let remark = lines.suffix(length).joined(separator: " ")
            return WritingRemark.isRemark(remark) && !isFactual(remark)
        }
    }

    /// The most further lines of a remark in brackets.
    private static let longestRemark = 8

    /// Whether a line is the fence of a block of code: three marks, and perhaps a language.
    private static func isFence(_ line: Substring) -> Bool {
        let words = line.drop(while: \.isWhitespace)
        guard words.hasPrefix("```") || words.hasPrefix("~~~") else { return false }
        return words.dropFirst(3).allSatisfy { !"`~".contains($0) && !$0.isNewline } && words.count < 24
    }

    /// Whether a line is a rule from edge to edge.
    private static func isRule(_ line: Substring) -> Bool {
        let marks = line.filter { !$0.isWhitespace }
        return marks.count > 2 && Set(marks).count == 1 && "-*_=".contains(marks.first ?? " ")
    }
}
