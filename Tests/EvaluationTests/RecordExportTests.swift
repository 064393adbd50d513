import CausalEngine
import Evaluation
import RunLedger
import Testing

@Suite("Exports")
struct RecordExportTests {
    private func text(
        _ fixture: EvaluationFixture, _ format: RecordExport.Format, acceptedOnly: Bool = false,
        isExcelSafe: Bool = false
    ) throws -> String {
        var bytes: [UInt8] = []
        try RecordExport(of: fixture.run, in: fixture.ledger).write(
            format, acceptedOnly: acceptedOnly, isExcelSafe: isExcelSafe
        ) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("A record is one line with the keys of the format, in order")
    func line() async throws {
        let fixture = try await EvaluationFixture(
            ["-+"], interventions: [0: .value(.state(0)), 1: .value(.number(36.6))])
        let hash = fixture.run.networkHash
        let text = try text(fixture, .jsonl)
        func verdicts(_ verdict: String, _ found: String) -> String {
            #"{"cough":{"verdict":"\#(verdict)","expected":"yes","found":"\#(found)","spans":[[0,5]],"cue":"no","rule":"negation"}}"#
        }
        let draft = { (k: Int) in #""=No \"cough\",\n\u001b[31mtry \#(k)""# }
        let expected =
            #"{"id":"ward-7-0","row":0,"seed":7,"network":"\#(hash)","do":{"cough":"yes","text":36.6},"#
            + #""skeleton":{"cough":"yes","text":36.6},"noise":{"cough":0.25,"text":0.30000000000000004},"#
            + #""text":\#(draft(1)),"accepted":true,"iterations":1,"verdicts":\#(verdicts("match", "yes")),"weight":1.0,"#
            + #""realizer":{"kind":"simulated","model":"prior=1"},"attempts":["#
            + #"{"k":0,"text":\#(draft(0)),"verdicts":\#(verdicts("contradicted", "no")),"end":"stop","error":null},"#
            + #"{"k":1,"text":\#(draft(1)),"verdicts":\#(verdicts("match", "yes")),"end":"stop","error":null}],"#
            + #""counterfactualOf":null}"# + "\n"
        #expect(text == expected)
    }

    @Test("Every skeleton is there in row order, with all its attempts; or the accepted ones alone")
    func rows() async throws {
        let fixture = try await EvaluationFixture(["+", "---", "", "x+", "xxx"])
        let lines = try text(fixture, .jsonl).split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.compactMap { $0["row"]?.int } == [0, 1, 2, 3, 4])
        #expect(lines.map { $0["attempts"]?.elements?.count } == [1, 3, 0, 2, 3])
        #expect(lines.map { $0["accepted"]?.bool } == [true, false, false, true, false])
        #expect(lines.map { $0["iterations"]?.int } == [0, 2, nil, 1, 2])
        #expect(lines[1]["text"]?.string?.hasSuffix("try 2") == true && lines[1]["weight"] == .null)
        #expect(lines[2]["text"] == .null && lines[2]["verdicts"] == .null)
        #expect(
            lines[3]["attempts"]?.elements?[0].text.contains(
                #""verdicts":null,"end":"timeout","error":"no answer for 30 s""#) == true)
        let accepted = try text(fixture, .jsonl, acceptedOnly: true).split(separator: "\n")
        #expect(accepted.count == 2)
    }

    @Test("Weights are one over the estimated acceptance, for accepted records")
    func weights() async throws {
        // 20 skeletons are 20 different assignments, so acceptance is fitted; all weights are at least 1.
        let fixture = try await EvaluationFixture((0..<20).map { $0 % 2 == 0 ? "+" : $0 % 3 == 0 ? "-+" : "---" })
        let lines = try text(fixture, .jsonl).split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        let summary = try RunSummary(of: fixture.run, in: fixture.ledger)
        for (row, line) in lines.enumerated() {
            let expected = line["accepted"]?.bool == true ? summary.bias.weight(ofRow: row) : nil
            #expect(line["weight"]?.double == expected)
            #expect((expected ?? 1) >= 1)
        }
    }

    @Test("Twins name their unit and carry what they are set to; units do not")
    func twins() async throws {
        let fixture = try await EvaluationFixture(
            ["+", "+"], interventions: [1: .value(.number(37))], counterfactual: [0: .distribution([0.25, 0.75])])
        let lines = try text(fixture, .jsonl).split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.map { $0["id"]?.string } == ["ward-7-0", "ward-7-0-cf"])
        #expect(lines.map { $0["counterfactualOf"] } == [.null, "ward-7-0"])
        #expect(lines[0]["do"]?.text == #"{"text":37.0}"#)
        #expect(lines[1]["do"]?.text == #"{"cough":{"yes":0.25,"no":0.75},"text":37.0}"#)
        let csv = try text(fixture, .csv).split(separator: "\n")
        #expect(csv[0].contains(",do:cough,do:text,"))
    }

    @Test("CSV: quoted where it must be, control characters visible, colliding names told apart")
    func csv() async throws {
        let fixture = try await EvaluationFixture(["+", ""])
        let hash = fixture.run.networkHash
        let expected = """
            id,row,seed,network,cough,text,u:cough,u:text,record.text,accepted,iterations,weight,realizer,model,counterfactualOf
            ward-7-0,0,7,\(hash),yes,36.6,0.25,0.30000000000000004,"=No ""cough"",
            ␛[31mtry 0",true,0,1.0,simulated,prior=1,
            ward-7-1,1,7,\(hash),no,37.6,0.25,0.30000000000000004,,false,,,simulated,prior=1,

            """
        #expect(try text(fixture, .csv) == expected)
        #expect(try text(fixture, .csv, isExcelSafe: true).contains(#""'=No ""cough"""#))
    }

    @Test("Time leaves no trace: the same attempts export to the same bytes, whenever they were made")
    func determinism() async throws {
        let outcomes = ["+", "-x+", "---"]
        let first = try await EvaluationFixture(outcomes)
        let second = try await EvaluationFixture(outcomes)
        for format in RecordExport.Format.allCases {
            #expect(try text(first, format) == text(second, format))
        }
    }

    @Test("A sink that fails stops the export with its own error")
    func failingSink() async throws {
        struct Full: Error {}
        let fixture = try await EvaluationFixture(["+", "+"])
        let export = try RecordExport(of: fixture.run, in: fixture.ledger)
        #expect(throws: Full.self) { try export.write(.jsonl) { _ in throw Full() } }
    }
}
