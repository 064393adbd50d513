import Testing

@testable import CausalEngine

@Suite("Tables of data")
struct DataTableTests {
    private func table(_ text: String, _ format: DataTable.Format = .csv) throws -> DataTable {
        try DataTable(parsing: Array(text.utf8), format: format, name: "data")
    }

    private func cells(_ table: DataTable, _ column: Int) throws -> [String] {
        let codes = try table.columns[column].requireCodes()
        return (0..<table.rowCount).map { table.columns[column].states[codes[$0]] }
    }

    @Test("RFC 4180: quotes, commas and line ends in cells, CRLF, a byte order mark, no line end at the end")
    func quoting() throws {
        let data = try table("\u{feff}\"na,me\",b\r\n\"say \"\"hi\"\"\",\"two\r\nlines\"\r\nplain,\"\"\"\"\r\n\"\",ü")
        #expect(data.columns.map(\.name) == ["na,me", "b"])
        #expect(try cells(data, 1) == ["two\r\nlines", "\"", "ü"])
        #expect(data.columns[0].states == ["say \"hi\"", "plain", ""])
        #expect(data.columns[0].firstEmpty == Location(file: "data", line: 5))
        #expect(try table("a,b\r1,2\r3,4\r").rowCount == 2)
        #expect(try table("a\nx\ny\n\n\n").rowCount == 2)
    }

    @Test(
        "what is wrong is named with its line",
        arguments: [
            ("", "data:1: found an empty file"),
            ("a,b\n1,2\n3\n", "data:3: found 1 cell in the row that begins here, expected 2"),
            ("a,b\n1,2\n\n3,4\n", "data:3: found 1 cell"), ("a,b\n\"x\ny\",2\n3,4,5\n", "data:4: found 3 cells"),
            ("a,a\n", "data:1: the column “a” is given twice"),
            ("a\n\"open\nx\n", "data:2: found a quoted cell that never ends"),
            ("a\n\"x\"y\n", "data:2: found text after the closing double quote"),
            ("a\nx\"y\n", "data:2: found a double quote"),
        ])
    func errors(text: String, message: String) throws {
        let error = #expect(throws: EngineError.self) { try table(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error?.description))")
        let bytes = #expect(throws: EngineError.self) {
            try DataTable(parsing: Array("a\nok\n".utf8) + [0xFF, 0x0A], format: .csv, name: "data")
        }
        #expect(bytes?.description.hasPrefix("data:3: found bytes that are not UTF-8") == true)
    }

    @Test("numbers are known as such, and words among them are not numbers")
    func numbers() throws {
        let data = try table("n,w,m\n1,1,0.5\n-2.5e3,nan,+7\n 1,inf,1e-3\n")
        #expect(data.columns[0].numbers == nil)
        #expect(data.columns[1].numbers == nil)
        #expect(data.columns[2].numbers == [0.5, 7, 0.001])
        #expect(data.columns[2].isContinuous)
        #expect(try !table("n\n0\n1\n0\n").columns[0].isContinuous)
    }

    @Test("beyond 256 states codes widen; beyond the limit numbers forget them")
    func wide() throws {
        let words = try table("w\n" + (0..<700).map { "s\($0 % 300)\n" }.joined())
        #expect(try cells(words, 0) == (0..<700).map { "s\($0 % 300)" })
        let count = DataColumn.stateLimit + 10
        let numbers = try table("n,k\n" + (0..<count).map { "\(Double($0) / 8),a\n" }.joined())
        #expect(numbers.columns[0].codes == nil)
        #expect(numbers.columns[0].numbers == (0..<count).map { Double($0) / 8 })
        #expect(throws: EngineError.self) { try numbers.columns[0].requireCodes() }
        let late = try table("n\n" + (0..<count).map { "\($0)\n" }.joined() + "word\n")
        let error = #expect(throws: EngineError.self) { try late.columns[0].requireNumbers() }
        #expect(error?.location?.line == count + 2)
    }

    @Test("JSON lines: keys in any order, numbers, truth values; a missing or foreign key is an error with its line")
    func jsonLines() throws {
        let data = try table("{\"a\":\"x\",\"b\":1}\n\n{\"b\":2.5,\"a\":true}\n", .jsonl)
        #expect(data.columns.map(\.name) == ["a", "b"])
        #expect(data.columns[0].states == ["x", "true"])
        #expect(data.columns[1].numbers == [1, 2.5])
        for (text, message) in [
            ("{\"a\":1}\n{\"b\":1}\n", "data:2: “b” means nothing"),
            ("{\"a\":1,\"b\":2}\n{\"a\":1}\n", "data:2: the row has no “b”"),
            ("{\"a\":1}\n[1]\n", "data:2: found another JSON value"),
            ("{\"a\":1}\n{\"a\":[1]}\n", "data:2: found a list"),
            ("{\"a\":1}\n{oops\n", "data:2:2: found a line that is not JSON"), ("\n", "data:1: found an empty file"),
        ] {
            let error = #expect(throws: EngineError.self) { try table(text, .jsonl) }
            #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error?.description))")
        }
    }

    @Test("what is sampled and written reads back the same")
    func roundTrip() throws {
        let scm = try MixedModel.make()
        let sampler = Sampler(scm, seed: 2)
        let sample = try sampler.sample(rows: 0..<300)
        for (format, writes) in [(DataTable.Format.csv, TableFormat.csv), (.jsonl, .jsonl)] {
            var bytes: [UInt8] = []
            try SampleWriter(sampler, format: writes).write(rows: 0..<300) { bytes += $0 }
            let data = try DataTable(parsing: bytes, format: format, name: "data")
            for (column, variable) in scm.variables.enumerated() {
                #expect(data.columns[column].name == variable.name)
                for row in 0..<300 {
                    switch sample.value(row: row, variable: column) {
                    case .number(let number): #expect(data.columns[column].numbers?[row] == number)
                    case .state(let state): #expect(try cells(data, column)[row] == variable.states[state])
                    }
                }
            }
        }
    }
}
