import CausalEngine
import TerminalUI
import Testing

@testable import Workbench

@Suite("Small pictures")
struct PictureTests {
    @Test("A spread is thin from 5 to 95 %, thick within a deviation, with a dot at the mean, on a scale that stays")
    func spread() {
        let picture = SpreadPicture(mean: 50, deviation: 10, low: 30, high: 75, scale: 0...100)
        #expect(picture.signs(width: 20, glyphs: .unicode).joined() == "······──━━●━━───····")
        #expect(picture.signs(width: 20, glyphs: .ascii).joined() == "......--==O==---....")
        let point = SpreadPicture(mean: 60, deviation: 0, low: 60, high: 60, scale: 20...200)
        #expect(point.signs(width: 9, glyphs: .unicode).joined() == "··●······")
        let outside = SpreadPicture(mean: 400, deviation: 1, low: 399, high: 401, scale: 0...100)
        #expect(outside.signs(width: 4, glyphs: .unicode).joined() == "···●")
        #expect(outside.signs(width: 0, glyphs: .unicode).isEmpty)
    }

    @Test("A continuous node has its picture in the box, with the mean and its standard error")
    func box() async throws {
        let session = await HeadlessSession(
            TestSession.options(try TestNetworks.ward()), size: Size(width: 120, height: 40))
        let model = session.model
        let pressure = try #require(model.subject.index(of: "pressure"))
        let beliefs = try #require(model.document.beliefs)
        guard case .moments(let mean, let deviation, let low, _, let high)? = beliefs.marginal(of: pressure) else {
            Issue.record("the pressure has no moments")
            return
        }
        let picture = SpreadPicture(mean: mean, deviation: deviation, low: low, high: high, scale: 20...200)
        let error = try #require(beliefs.meanError(of: pressure))
        #expect(abs(error - deviation / Double(4000).squareRoot()) < 1e-12, "rows of equal weight")
        let figures = " \(Figures.number(mean, width: 6))±\(Figures.error(error))"
        let line = picture.signs(width: 19 - figures.count, glyphs: .unicode).joined() + " " + figures
        #expect(view(model).plainText().contains("│ \(line) │"), "\(line)")
    }

    @Test("Standard errors keep two digits that count")
    func errors() {
        #expect([0.0974, 0.00123, 1.44, 13.2, 0.5].map(Figures.error) == [".097", ".0012", "1.4", "13", ".50"])
    }

    @Test("In the narrow panel of an 80x24 terminal the ends of the interval have a line each, and columns stay apart")
    func narrowMeters() async throws {
        let session = try await TestSession.clinic(80, 24, keys: "iii ")
        #expect(session.model.side == .run)
        let lines = view(session.model).plainText().split(separator: "\n").map(String.init)
        for title in ["95 % lo", "hi"] {
            let line = try #require(lines.first { $0.contains("│ \(title)") || $0.contains("│      \(title)") })
            let cells = line.components(separatedBy: "│").dropLast().last?.split(separator: " ").suffix(2) ?? []
            #expect(cells.count == 2 && cells.allSatisfy { Double($0) != nil }, "\(line)")
        }
    }

    @Test("Letters stand for one name each")
    func letters() {
        let names = ["Problem1", "Problem2", "Problem3", "Prob", "Problem21", "AppOK", "AppOKAY"]
        let short = Abbreviation.distinct(of: names, width: 5)
        #expect(Set(short).count == names.count)
        #expect(short[3] == "Prob" && short[5] == "AppOK")
    }
}
