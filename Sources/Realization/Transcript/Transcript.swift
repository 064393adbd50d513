import CausalEngine

/// The drafts of a run that was made before, by skeleton and attempt.
public struct Transcript: Sendable {
    /// Which skeleton: its row, and in which world it stands.
    public struct Place: Sendable, Hashable {
        /// The row.
        public var row: UInt64
        /// Whether it is the counterfactual twin of the unit of that row.
        public var isCounterfactual: Bool

        /// A skeleton by its row and its world.
        public init(row: UInt64, isCounterfactual: Bool = false) {
            self.row = row
            self.isCounterfactual = isCounterfactual
        }
    }

    /// One draft as it came.
    public struct Draft: Sendable, Hashable {
        /// The prompt; empty where it is not known.
        public var prompt: String
        /// The text, as far as it came.
        public var text: String
        /// How the draft ended.
        public var end: DraftEnd
        /// Why there is no draft, in words; `nil` when there is one.
        public var failure: String?

        /// One draft as it came.
        public init(prompt: String = "", text: String, end: DraftEnd, failure: String? = nil) {
            self.prompt = prompt
            self.text = text
            self.end = end
            self.failure = failure
        }
    }

    /// The drafts on one skeleton.
    public struct Entry: Sendable, Hashable {
        /// The values that were worded, by variable index.
        public var values: [Value]
        /// The drafts, in the order of the attempts.
        public var drafts: [Draft]

        /// The drafts on one skeleton.
        public init(values: [Value], drafts: [Draft]) {
            self.values = values
            self.drafts = drafts
        }
    }

    /// The name of the file, as errors show it.
    public var name: String
    /// The seed of the run.
    public var seed: UInt64
    /// Who wrote.
    public var writer: RealizerIdentity
    /// The skeletons that have drafts.
    public var entries: [Place: Entry]

    /// The drafts of a run.
    public init(name: String, seed: UInt64, writer: RealizerIdentity, entries: [Place: Entry]) {
        self.name = name
        self.seed = seed
        self.writer = writer
        self.entries = entries
    }

    /// A hash of everything that is replayed, by which a resumed run knows the transcript again.
    ///
    /// - Complexity: O(length of the texts).
    public var digest: String {
        let places = entries.keys.sorted {
            ($0.row, $0.isCounterfactual ? 1 : 0) < ($1.row, $1.isCounterfactual ? 1 : 0)
        }
        var hash = SHA256()
        hash.update("\(seed)\n\(writer.kind)\n\(writer.model ?? "")\n".utf8)
        for place in places {
            for draft in entries[place]?.drafts ?? [] {
                let line: JSONValue = [
                    .unsigned(place.row), .bool(place.isCounterfactual), .string(draft.text), .string(draft.end.reason),
                    JSONValue(draft.failure),
                ]
                hash.update(line.text.utf8)
            }
        }
        return hash.digest().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Transcript {
    /// Reads the JSON lines that `export` writes.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - name: the name of the file, as errors show it.
    ///   - network: the network that the run was made with.
    ///   - networkHash: the hash of the network's text, `sha256:` and 64 digits.
    /// - Throws: ``TranscriptError`` for a line that is no record of a run of that network, and for a text without any.
    /// - Complexity: O(length of the text).
    public init(
        parsing text: String, name: String, network: Network, networkHash: String
    ) throws(TranscriptError) {
        var reader = TranscriptReader(name: name, network: network, networkHash: networkHash)
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
            do {
                try reader.take(String(line))
            } catch {
                throw .broken(name: name, line: index + 1, problem: error.description)
            }
        }
        guard let transcript = reader.transcript else { throw .empty(name: name) }
        self = transcript
    }
}

/// Takes a transcript in, line by line.
private struct TranscriptReader {
    /// What is wrong with a line.
    struct Problem: Error { var description: String }

    let name: String
    let network: Network
    let networkHash: String
    private(set) var transcript: Transcript?

    init(name: String, network: Network, networkHash: String) {
        self.name = name
        self.network = network
        self.networkHash = networkHash
    }

    mutating func take(_ line: String) throws(Problem) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: line)
        } catch {
            throw Problem(description: "expected \(error.expected) at column \(error.column)")
        }
        guard json["network"]?.string == networkHash else {
            throw Problem(description: "the record is of another network, or of another version of this one")
        }
        guard let seed = json["seed"]?.unsigned64, let row = json["row"]?.unsigned64 else {
            throw Problem(description: "expected numbers under “seed” and “row”")
        }
        if transcript == nil {
            let writer = RealizerIdentity(
                kind: json["realizer"]?["kind"]?.string ?? "", model: json["realizer"]?["model"]?.string)
            transcript = Transcript(name: name, seed: seed, writer: writer, entries: [:])
        }
        guard transcript?.seed == seed else {
            throw Problem(description: "the record is of another seed than the first")
        }
        let place = Transcript.Place(row: row, isCounterfactual: json["counterfactualOf"]?.string != nil)
        guard transcript?.entries[place] == nil else { throw Problem(description: "row \(row) comes twice") }
        let entry = Transcript.Entry(values: try values(json), drafts: try drafts(json))
        transcript?.entries[place] = entry
    }

    private func values(_ json: JSONValue) throws(Problem) -> [Value] {
        var values: [Value] = []
        for variable in network.variables {
            guard let value = json["skeleton"]?[variable.name] else {
                throw Problem(description: "the skeleton has no value for “\(variable.name)”")
            }
            do {
                values.append(try value.value(of: variable))
            } catch {
                throw Problem(description: error.description)
            }
        }
        return values
    }

    private func drafts(_ json: JSONValue) throws(Problem) -> [Transcript.Draft] {
        guard let attempts = json["attempts"]?.elements else {
            throw Problem(description: "expected a list “attempts”")
        }
        var drafts: [Transcript.Draft] = []
        for attempt in attempts {
            guard attempt["k"]?.int == drafts.count, let text = attempt["text"]?.string else {
                throw Problem(description: "expected the attempts in order, each with “k” and “text”")
            }
            drafts.append(
                Transcript.Draft(
                    text: text, end: DraftEnd(reason: attempt["end"]?.string ?? "stop"),
                    failure: attempt["error"]?.string))
        }
        return drafts
    }
}

extension JSONValue {
    /// The number as one without a sign, of up to 64 bits.
    fileprivate var unsigned64: UInt64? {
        if case .unsigned(let number) = self { return number }
        return int.flatMap { UInt64(exactly: $0) }
    }
}
