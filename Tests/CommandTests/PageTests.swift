import Foundation
import Testing

@Suite("Text for a person")
struct PageTests {
    private let folder: Command.Folder

    init() throws { folder = try Command.Folder() }

    private func output(_ arguments: [String]) throws -> String {
        let result = try Command.run(arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// Whether a line may be long: a row of a table, whose last column begins far to the right, or what is there to be copied.
    private func mayBeLong(_ line: Substring) -> Bool {
        if line.hasPrefix("LaTeX: ") || line.hasPrefix("made again by: ") { return true }
        guard let gap = line.matches(of: #/ {2,}/#).last else { return false }
        return line.distance(from: line.startIndex, to: gap.range.upperBound) > 48
    }

    @Test(
        "without a terminal no running text is wider than 80 columns",
        arguments: [
            "info asia", "info alarm", "info icu", "query asia --evidence xray=yes",
            "query asia --do smoke=yes --evidence xray=yes --evidence dysp=yes", "query alarm --mpe",
            "query icu --do vasopressor=yes --evidence map=60 --samples 300",
            "counterfactual asia --evidence xray=yes --do smoke=no --bounds",
            "counterfactual alarm --evidence HRBP=HIGH --do CATECHOL=NORMAL --bounds",
            "counterfactual icu --evidence sepsis=yes --do vasopressor=yes --samples 300",
            "counterfactual icu --row 3 --do vasopressor=yes",
            "counterfactual asia --cause smoke=yes --effect dysp=yes",
            "graph dsep icu vasopressor mortality", "graph adjust icu --treatment vasopressor --outcome mortality",
            "graph identify icu --treatment vasopressor --outcome mortality",
            "graph identify alarm --treatment CATECHOL --outcome BP --do CATECHOL=HIGH",
            "graph independencies icu --limit 10", "graph instruments alarm --treatment CATECHOL --outcome BP",
            "generate asia -n 3", "backdoor asia -n 5", "strategies asia -n 2 --strategies one-shot,targeted",
        ])
    func width(command: String) throws {
        let text = try output(command.split(separator: " ").map(String.init))
        for line in text.split(separator: "\n") where line.count > 80 {
            #expect(mayBeLong(line), "\(line)")
        }
    }

    @Test("what goes on begins behind its label; nothing is lost or doubled; a file has the same bytes")
    func hanging() throws {
        let command = ["counterfactual", "asia", "--evidence", "xray=yes", "--do", "smoke=no", "--target", "lung"]
        let text = try output(command)
        #expect(
            text.contains(
                """
                Computed: exactly, by the twin network. (Both worlds in one model, with the same
                          chance behind them.)
                Noise:    as declared; the tables that the change reaches have two states each,
                          for which the conventions inverse-cdf and gumbel-max agree: both let
                          only as many units switch as the probability moves by.

                """))
        #expect(try output(command + ["-o", "answer.txt"]).isEmpty)
        #expect(try String(decoding: folder.data("answer.txt"), as: UTF8.self) == text)
    }

    @Test("a terminal's own width is used, up to 100 columns", arguments: [(60, 60), (90, 90), (140, 100)])
    func terminal(width: Int, limit: Int) throws {
        let tmux = try Tmux(width: width, height: 40)
        try tmux.run("'\(Command.path)' graph identify icu --treatment vasopressor --outcome mortality; echo en''d")
        let screen = try tmux.screen(holding: "end\n")
        let lines = screen.split(separator: "\n").drop { !$0.hasPrefix("P(mortality") }
        let widest = lines.map(\.count).max() ?? 0
        #expect(widest <= limit && widest > limit - 12, "\(screen)")
        #expect(lines.joined(separator: " ").contains("however much of it there is: two models can agree"))
    }
}
