import Testing

@testable import CausalEngine

@Suite("Writing samples")
struct SampleWriterTests {
    private func text(_ writer: SampleWriter, rows: Range<UInt64>, threads: Int = 1) throws -> String {
        var bytes: [UInt8] = []
        try writer.write(rows: rows, threads: threads) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("shards concatenate to the whole, whatever the threads", arguments: TableFormat.allCases, [false, true])
    func shards(format: TableFormat, includesNoise: Bool) throws {
        let writer = SampleWriter(
            Sampler(try MixedModel.make(), seed: 8), format: format, includesNoise: includesNoise)
        let whole = try text(writer, rows: 0..<10_000)
        #expect(whole == (try text(writer, rows: 0..<10_000, threads: 2)))
        let cuts: [UInt64] = [0, 1, 777, 4096, 8200, 10_000]
        #expect(whole == (try zip(cuts, cuts.dropFirst()).map { try text(writer, rows: $0..<$1, threads: 2) }).joined())
    }

    @Test("the whole stream ends at the last row, and an empty range from 0 is a header")
    func ends() throws {
        let writer = SampleWriter(Sampler(try MixedModel.make(), seed: 8))
        let end = try text(writer, rows: (UInt64.max - 3)..<UInt64.max, threads: 2)
        #expect(end.split(separator: "\n").count == 3)
        #expect(try text(writer, rows: 0..<0) == "smoke,age,dose,map,shock,alarm\n")
        #expect(try text(writer, rows: 5..<5) == "")
    }

    @Test("CSV holds state names, shortest numbers and the noise")
    func csv() throws {
        let scm = try MixedModel.make()
        let sampler = Sampler(scm, seed: 8)
        let lines = try text(SampleWriter(sampler, includesNoise: true), rows: 0..<500).split(separator: "\n")
        #expect(
            lines.first == "smoke,age,dose,map,shock,alarm,u:smoke,u:age,u:dose,u:map,u:shock,u:alarm")
        for (row, line) in lines.dropFirst().enumerated() {
            let unit = try sampler.skeleton(row: UInt64(row))
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            #expect(cells.prefix(6).elementsEqual(zip(scm.variables, unit.values).map { $0.text(of: $1) }))
            #expect(cells.dropFirst(6).map { Double($0) } == unit.noise)
        }
    }

    @Test("JSON lines hold the same under the variables' names, in their order")
    func jsonLines() throws {
        let scm = try MixedModel.make()
        let sampler = Sampler(scm, seed: 8)
        let lines = try text(SampleWriter(sampler, format: .jsonl, includesNoise: true), rows: 0..<300)
            .split(separator: "\n")
        #expect(lines.count == 300)
        for (row, line) in lines.enumerated() {
            let unit = try sampler.skeleton(row: UInt64(row))
            guard case .object(let members) = try JSONValue(parsing: String(line)) else {
                Issue.record("not an object")
                continue
            }
            #expect(
                members.map(\.key) == scm.variables.map(\.name) + scm.variables.map { "u:" + $0.name })
            for (variable, member) in zip(scm.variables, members) {
                let index = try #require(scm.index(of: variable.name))
                switch unit.values[index] {
                case .state(let state): #expect(member.value == .string(variable.states[state]))
                case .number(let number): #expect(Self.number(member.value) == number)
                }
            }
            #expect(members.dropFirst(6).map { Self.number($0.value) } == unit.noise)
        }
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .unsigned(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// Names that need care, each drawn as a state and used as a variable's name.
    private static let names = [
        "plain", "a,b", "say \"no\"", "two\nlines", "\r", "", " spaced ", "=1+1", "+1", "-1", "@x", "\tx", "naïve α 😀",
        "a name that is much longer than sixteen bytes", "\u{1b}[31m",
    ]

    private static func namedModel() throws -> SCM {
        try SCM(
            variables: names.map { Variable(name: "v" + $0, domain: .categorical(states: names, isOrdinal: false)) },
            graph: DirectedGraph(parents: names.map { _ in [] }),
            mechanisms: names.map { _ in .distribution(names.map { _ in 1 }) })
    }

    @Test("any name comes back from CSV read by the letter of RFC 4180")
    func csvQuoting() throws {
        let sampler = Sampler(try Self.namedModel(), seed: 1)
        let records = RFC4180.records(of: try text(SampleWriter(sampler), rows: 0..<600))
        #expect(records.count == 601)
        #expect(records.first == Self.names.map { "v" + $0 })
        for (row, record) in records.dropFirst().enumerated() {
            let states = try sampler.skeleton(row: UInt64(row)).values.compactMap(\.stateIndex)
            #expect(record == states.map { Self.names[$0] })
        }
    }

    @Test("any name comes back from JSON, a line a row")
    func jsonEscapes() throws {
        let sampler = Sampler(try Self.namedModel(), seed: 1)
        let lines = try text(SampleWriter(sampler, format: .jsonl), rows: 0..<200).split(separator: "\n")
        #expect(lines.count == 200)
        for (row, line) in lines.enumerated() {
            guard case .object(let members) = try JSONValue(parsing: String(line)) else { continue }
            let states = try sampler.skeleton(row: UInt64(row)).values.compactMap(\.stateIndex)
            #expect(members.map(\.value) == states.map { .string(Self.names[$0]) })
            #expect(members.map(\.key) == Self.names.map { "v" + $0 })
        }
    }

    @Test("only when asked for, names that a spreadsheet would run get an apostrophe")
    func formulaInjection() throws {
        let plain = TableFormat.csv
        #expect(Self.names.map { plain.cell($0, isExcelSafe: false) }.allSatisfy { !$0.contains("'") })
        #expect(
            ["=1+1", "+1", "-1", "@x", "\tx"].map { plain.cell($0, isExcelSafe: true) } == [
                "'=1+1", "'+1", "'-1", "'@x", "'\tx",
            ])
        #expect(plain.cell("=a,\"b\"", isExcelSafe: true) == "\"'=a,\"\"b\"\"\"")
        #expect(plain.cell("a=1", isExcelSafe: true) == "a=1")
        #expect(TableFormat.jsonl.cell("=1", isExcelSafe: true) == "\"=1\"")
        // Numbers are no text: a negative one stays one.
        let numbers = try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: negative
            variables:
              - {name: x, equation: -u, noise: "uniform(1, 2)"}
            """)
        let written = try text(SampleWriter(Sampler(numbers, seed: 0), isExcelSafe: true), rows: 0..<10)
        #expect(written.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("-1.") })
    }

    @Test("what the sink throws ends the writing; rows before an error of the model are written")
    func errors() throws {
        struct Full: Error {}
        let writer = SampleWriter(Sampler(try MixedModel.make(), seed: 8), format: .jsonl)
        var calls = 0
        #expect(throws: Full.self) {
            try writer.write(rows: 0..<100_000, threads: 2) { _ in
                calls += 1
                if calls == 2 { throw Full() }
            }
        }
        #expect(calls == 2)
        let failing = try MixedModel.read(
            """
            format: causalsynth/scm/1
            name: rare
            variables:
              - {name: x, equation: sqrt(3.7 + u), noise: "normal(0, 1)"}
            """)
        for threads in [1, 2] {
            var written = ""
            let error = #expect(throws: EngineError.self) {
                try SampleWriter(Sampler(failing, seed: 1)).write(rows: 0..<200_000, threads: threads) {
                    written += String(decoding: $0, as: UTF8.self)
                }
            }
            guard case .evaluation(_, _, let row, _) = error else { continue }
            #expect(written.split(separator: "\n").count == 1 + Int(row) / Sampler.chunkLength * Sampler.chunkLength)
        }
    }
}

/// A reader of CSV by the grammar of RFC 4180, for tests alone.
enum RFC4180 {
    static func records(of text: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                scalars.removeFirst()
                cell.append("\"")
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                record.append(String(cell))
                cell = .init()
            case "\n" where !isQuoted:
                records.append(record + [String(cell)])
                record = []
                cell = .init()
            default: cell.append(scalar)
            }
        }
        return records
    }
}
