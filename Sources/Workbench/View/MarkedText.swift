import CausalEngine
import TerminalUI
import Verification

/// The text of a draft with what was read in it: brackets around each span, followed by the mark of the verdict and the
/// number of the variable, so that the text can be read without colours.
struct MarkedText {
    /// A place in the text at which something was read.
    private struct Span {
        var range: Range<Int>
        var variable: Int
        var kind: Verdict.Kind
    }

    /// The variables that the text speaks of, in the order in which it does; their numbers count from 1.
    let order: [Int]
    private let spans: [Span]
    private let draft: Draft
    private let values: [Value]
    private let subject: Subject

    /// - Complexity: O(*s* log *s*) in the spans.
    init(_ draft: Draft, values: [Value], subject: Subject) {
        self.draft = draft
        self.values = values
        self.subject = subject
        let length = draft.attempt.text.unicodeScalars.count
        spans = (draft.attempt.check?.verdicts.all ?? []).flatMap { verdict in
            verdict.spans.filter { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= length }.map {
                Span(range: $0, variable: verdict.variable, kind: verdict.kind)
            }
        }.sorted {
            ($0.range.lowerBound, $1.range.upperBound, $0.variable) < (
                $1.range.lowerBound, $0.range.upperBound, $1.variable
            )
        }
        var seen: Set<Int> = []
        order = spans.map(\.variable).filter { seen.insert($0).inserted }
    }

    /// The number of a variable in the text.
    func number(of variable: Int) -> Int? { order.firstIndex(of: variable).map { $0 + 1 } }

    /// The letters with brackets, marks and numbers in them.
    ///
    /// - Complexity: O(*n* + *s*) for *n* scalars and *s* spans.
    func letters(selected: Int, glyphs: GlyphSet) -> [StyledLetter] {
        var letters: [StyledLetter] = []
        var open: [Span] = []
        var next = 0
        var offset = 0
        for character in draft.attempt.text {
            while next < spans.count, spans[next].range.lowerBound <= offset {
                let span = spans[next]
                letters += Self.letters("⟦", Self.style(span, selected: selected), span.variable)
                open.append(span)
                next += 1
            }
            let style = open.last.map { Self.style($0, selected: selected) } ?? .text
            letters.append(StyledLetter(character: character, style: style, variable: open.last?.variable))
            offset += character.unicodeScalars.count
            while let place = open.lastIndex(where: { $0.range.upperBound <= offset }) {
                letters += closing(open.remove(at: place), selected: selected, glyphs: glyphs)
            }
        }
        for span in open.reversed() { letters += closing(span, selected: selected, glyphs: glyphs) }
        return letters
    }

    private func closing(_ span: Span, selected: Int, glyphs: GlyphSet) -> [StyledLetter] {
        let number = number(of: span.variable).map(Figures.superscript) ?? ""
        let style = Self.style(span, selected: selected)
        return Self.letters("⟧", style, span.variable)
            + Self.letters(span.kind.mark(glyphs) + number, Style(span.kind.role, .bold), span.variable)
    }

    private static func style(_ span: Span, selected: Int) -> Style {
        Style(span.kind.role, span.variable == selected ? [.underline, .bold] : span.kind == .match ? [] : .underline)
    }

    private static func letters(_ text: String, _ style: Style, _ variable: Int?) -> [StyledLetter] {
        text.map { StyledLetter(character: $0, style: style, variable: variable) }
    }

    /// A line for each variable: its number, what it should be, and what the text says.
    func legend(glyphs: GlyphSet) -> [[(text: String, style: Style)]] {
        let verdicts = draft.attempt.check?.verdicts.all ?? []
        let unsaid = verdicts.map(\.variable).filter { !order.contains($0) }
        return (order + unsaid).compactMap { variable in
            guard let verdict = draft.verdict(on: variable), subject.nodes.indices.contains(variable) else {
                return nil
            }
            let number = number(of: variable).map(Figures.superscript) ?? " "
            let node = subject.nodes[variable]
            let wanted = verdict.expected.map { "\(node.name)=\(node.variable.wordedText(of: $0))" } ?? node.name
            return [
                ("\(number) ", Style(verdict.kind.role)),
                (glyphs.padded(wanted, to: 16) + " ", .text),
                ("\(verdict.kind.mark(glyphs)) \(VerdictWords.remark(verdict, node: node))", Style(verdict.kind.role)),
            ]
        }
    }
}

/// Verdicts in words.
enum VerdictWords {
    /// What a verdict says, in a few words.
    static func remark(_ verdict: Verdict, node: Subject.Node) -> String {
        switch verdict.kind {
        case .match: verdict.spans.isEmpty ? "left unsaid, as it may be" : "matches"
        case .absent: "not said"
        case .contradicted: "text says \(verdict.found.map { node.variable.wordedText(of: $0) } ?? "otherwise")"
        case .uncertain: "not stated" + (verdict.cue.map { " (“\($0)”)" } ?? "")
        case .conflicting: "said both ways"
        case .leaked: "must not be named"
        }
    }

    /// What the text says: its words with the cue that decided, such as “never … been to Asia”; else the remark.
    static func found(_ verdict: Verdict, in text: String, node: Subject.Node) -> String {
        guard let quote = quote(verdict, in: text) else { return remark(verdict, node: node) }
        let cue = verdict.cue.map { quote.lowercased().contains($0.lowercased()) ? "" : "\($0) " } ?? ""
        guard verdict.kind == .contradicted, let found = verdict.found else { return cue + quote }
        return "\(node.variable.wordedText(of: found)): \(cue)\(quote)"
    }

    /// The words of the text at the verdict's first span; control characters are made visible when they are drawn.
    static func quote(_ verdict: Verdict, in text: String) -> String? {
        guard let span = verdict.spans.first else { return nil }
        let scalars = text.unicodeScalars
        guard span.lowerBound >= 0, span.upperBound <= scalars.count else { return nil }
        let start = scalars.index(scalars.startIndex, offsetBy: span.lowerBound)
        let end = scalars.index(start, offsetBy: span.count)
        return String(String.UnicodeScalarView(scalars[start..<end])).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }
}
