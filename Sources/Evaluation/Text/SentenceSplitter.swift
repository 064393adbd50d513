/// Cuts a text into sentences and lines.
enum SentenceSplitter {
    /// A sentence without white space around it, and where it stands, in Unicode scalars.
    struct Sentence: Hashable {
        var text: String
        var span: Range<Int>
    }

    /// The sentences: up to a line end, or a mark that ends one and is followed by white space.
    ///
    /// - Complexity: O(length).
    static func sentences(of text: String) -> [Sentence] {
        let scalars = Array(text.unicodeScalars)
        var sentences: [Sentence] = []
        var start = 0
        func close(_ end: Int) {
            var (low, high) = (start, end)
            while low < high, scalars[low].properties.isWhitespace { low += 1 }
            while high > low, scalars[high - 1].properties.isWhitespace { high -= 1 }
            if low < high {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[low..<high])
                sentences.append(Sentence(text: String(view), span: low..<high))
            }
            start = end
        }
        for (index, scalar) in scalars.enumerated() {
            let isEnd = scalar == "." || scalar == "!" || scalar == "?"
            let isLast = index + 1 == scalars.count
            if scalar == "\n" || (isEnd && (isLast || scalars[index + 1].properties.isWhitespace)) { close(index + 1) }
        }
        close(scalars.count)
        return sentences
    }
}
