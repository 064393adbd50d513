import Foundation
import Testing

@testable import TerminalUI

@Suite("Themes")
struct ThemeTests {
    @Test("every built-in theme gives every role a look", arguments: Theme.builtInNames)
    func complete(name: String) throws {
        let theme = try Theme.builtIn(name)
        #expect(theme.name == name && !theme.summary.isEmpty)
        for role in Role.allCases { #expect(theme.defines(role), "\(role.rawValue)") }
    }

    @Test("the files in themes/ are exactly the built-in ones")
    func files() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../themes").standardized
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(names.sorted() == Theme.builtInNames.map { $0 + ".yaml" }.sorted())
        #expect(
            ["dark", "light", "high-contrast", "colour-blind", "monochrome"].allSatisfy(Theme.builtInNames.contains))
    }

    /// Roles that only draw lines, for which less contrast will do (WCAG 2.1, 1.4.11).
    private static let graphical: Set<Role> = [.border, .meterEmpty, .scrollBar, .wireCut]
    /// Roles that have a background of their own, or none of the popups' concern.
    private static let surfaces: Set<Role> = [.selection, .match, .cursor, .statusBar, .tabActive, .nodeSelected]

    @Test("letters stand out from what is behind them", arguments: ["dark", "light", "colour-blind", "high-contrast"])
    func contrast(name: String) throws {
        let theme = try Theme.builtIn(name)
        for depth in [ColorDepth.direct, .indexed] {
            for role in Role.allCases {
                for surface in Self.surfaces.contains(role) ? [nil] : [nil, Role.popup, .selection] {
                    let look = theme.resolve(Style(role, on: surface), depth: depth)
                    let found = try #require(look.foreground.contrast(with: look.background))
                    let onGround = name == "high-contrast" ? 7 : 4.5
                    let needed = Self.graphical.contains(role) || surface == .selection ? 3 : onGround
                    // Numbered colours lie a little beside those meant.
                    let allowed = depth == .direct ? needed : needed * 0.9
                    #expect(
                        found >= allowed, "\(role.rawValue) on \(surface?.rawValue ?? "ground"), \(depth): \(found)")
                }
            }
        }
    }

    @Test("text stays legible with 16 and 8 colours", arguments: Theme.builtInNames)
    func fewColors(name: String) throws {
        let theme = try Theme.builtIn(name)
        for depth in [ColorDepth.ansi, .basic] {
            for role in Role.allCases {
                for surface in [nil, Role.selection, .popup, .statusBar] {
                    let look = theme.resolve(Style(role, on: surface), depth: depth)
                    #expect(
                        look.foreground != look.background || look.foreground == .standard, "\(role.rawValue) \(depth)")
                    for color in [look.foreground, look.background] {
                        guard case .indexed(let index) = color else {
                            #expect(color == .standard)
                            continue
                        }
                        #expect(Int(index) < depth.rawValue)
                    }
                }
            }
        }
    }

    @Test("verdicts and ends of scales differ in colour, and without colours in attributes where they matter")
    func distinct() throws {
        for name in ["dark", "light", "colour-blind", "high-contrast"] {
            let theme = try Theme.builtIn(name)
            let roles: [Role] = [.accepted, .contradicted, .absent, .uncertain, .conflicting, .leaked]
            #expect(Set(roles.map { theme.resolve(Style($0), depth: .indexed) }).count == roles.count, "\(name)")
            #expect(Set((0..<8).map { theme.resolve(Style(.state($0)), depth: .direct).foreground }).count == 8)
        }
        let plain = try Theme.builtIn("monochrome")
        for role in [Role.contradicted, .intervened, .selection, .absent] {
            #expect(plain.resolve(Style(role), depth: .direct).attributes != [])
            #expect(Theme.standard.resolve(Style(role), depth: .none).attributes != [])
        }
        #expect(plain.resolve(Style(.error), depth: .direct).foreground == .standard)
    }

    @Test("colours as text")
    func colors() {
        #expect(Color("#10aF00") == .rgb(16, 175, 0))
        #expect(Color("0") == .indexed(0) && Color("255") == .indexed(255))
        #expect(Color("bright-blue") == .indexed(12) && Color("default") == .standard)
        for wrong in ["", "#12345", "#1234567", "#gggggg", "256", "-1", "blurple", "+5", "٣"] {
            #expect(Color(wrong) == nil, "\(wrong)")
        }
    }

    @Test("the nearest colours that there are")
    func quantisation() {
        func nearest(_ hex: UInt32, _ depth: ColorDepth) -> Color { Palette.nearest(Color(hex: hex), depth: depth) }
        #expect(nearest(0xFF0000, .direct) == .rgb(255, 0, 0))
        #expect(nearest(0xFF0000, .indexed) == .indexed(196))
        #expect(nearest(0x5FAFD7, .indexed) == .indexed(74))
        #expect(nearest(0x808080, .indexed) == .indexed(244))
        #expect(nearest(0xFF0000, .ansi) == .indexed(9))
        #expect(nearest(0x000000, .ansi) == .indexed(0))
        #expect(nearest(0xFFFFFF, .basic) == .indexed(7))
        #expect(nearest(0x123456, .none) == .standard)
        #expect(Palette.nearest(.indexed(196), depth: .direct) == .rgb(255, 0, 0))
        #expect(Palette.nearest(.indexed(12), depth: .basic) == .indexed(4))
        for index in UInt8(16)...255 {
            guard let (red, green, blue) = Color.indexed(index).components else { continue }
            let same = Palette.nearest(.rgb(UInt8(red), UInt8(green), UInt8(blue)), depth: .indexed)
            #expect(same.contrast(with: .indexed(index)) == 1)
        }
        #expect(
            [0, 2, 8, 16, 88, 256, 16_777_216].map(ColorDepth.init(colors:)) == [
                .none, .none, .basic, .ansi, .ansi, .indexed, .direct,
            ])
    }

    @Test("the contrast of WCAG")
    func wcag() throws {
        let white = Color(hex: 0xFFFFFF)
        #expect(abs(try #require(white.contrast(with: Color(hex: 0))) - 21) < 1e-9)
        #expect(abs(try #require(white.contrast(with: Color(hex: 0x767676))) - 4.54) < 0.01)
        #expect(white.contrast(with: .standard) == nil)
    }

    @Test("a theme that holds only what differs from another")
    func extending() throws {
        let theme = try Theme.parse(
            """
            extends: light
            text: { bg: "#ffffff" }
            error: red
            """, file: "mine.yaml")
        #expect(theme[.error] == Look(foreground: .indexed(1)))
        #expect(theme[.accepted] == (try Theme.builtIn("light"))[.accepted])
        #expect(theme[.text].background == Color(hex: 0xFFFFFF))
        #expect(theme.name == "mine.yaml")
    }

    @Test("what is wrong, where, and how to mend it")
    func errors() {
        let cases: [(text: String, words: String)] = [
            ("", "t.yaml:1:1: found an empty file where a mapping of roles to colours is expected"),
            ("[1, 2]", "t.yaml:1:1: found a list where a mapping of roles to colours is expected"),
            ("text: red\nacepted: green", "t.yaml:2:1: unknown key “acepted”; did you mean accepted?"),
            ("text: red\nerror: { fg: blurple }", "t.yaml:2:14: “blurple” is no colour; write “#rrggbb”"),
            ("text: { fore: red }", "t.yaml:1:9: unknown key “fore”; did you mean fg or bg or attributes?"),
            ("text: red\n\ntext: blue", "t.yaml:3:1: the key “text” stands twice; keep one of them"),
            ("error: { attributes: [bold, wavy] }", "t.yaml:1:29: found “wavy” where one of bold, dim"),
            ("error: [red]", "t.yaml:1:8: found a list where a colour or a mapping"),
            ("extends: drak", "t.yaml:1:10: found “drak” where a built-in theme (dark) is expected"),
            ("text: { fg: \"#fff\n", "t.yaml:2:"),
        ]
        for (text, words) in cases {
            #expect(throws: SettingsError.self) { try Theme.parse(text, file: "t.yaml") }
            do {
                _ = try Theme.parse(text, file: "t.yaml")
            } catch {
                #expect("\(error)".hasPrefix(words), "\(error)")
            }
        }
        #expect(throws: SettingsError.unknownTheme("lihgt", near: ["light"])) { try Theme.load("lihgt") }
        #expect(throws: SettingsError.unreadable(path: "/nowhere/x.yaml", reason: "there is no such file")) {
            try Theme.load("/nowhere/x.yaml")
        }
    }

    @Test("a user's folder comes before the built-in themes")
    func folders() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "themes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "extends: dark\nsummary: Mine.\n".write(
            to: folder.appending(path: "light.yaml"), atomically: true, encoding: .utf8)
        #expect(try Theme.load("light", folders: [folder.path]).summary == "Mine.")
        #expect(try Theme.load("dark", folders: [folder.path]).name == "dark")
    }
}

@Suite("Canvas as coloured text")
struct ANSITextTests {
    @Test("looks are set where they change and ended at every row")
    func sequences() {
        let drawing = canvas(6, 2) { canvas in
            canvas.put("ab", x: 0, y: 0, style: Style(.error))
            canvas.put("日", x: 2, y: 1, style: Style(.selection))
        }
        var theme = Theme(name: "test", summary: "", looks: [:])
        theme[.error] = Look(foreground: .indexed(9), attributes: .bold)
        theme[.selection] = Look(foreground: .indexed(200), background: .rgb(1, 2, 3))
        #expect(
            drawing.ansiText(theme: theme, colors: .direct)
                == "\u{1B}[0;1;38;2;255;0;0mab\u{1B}[0m    \n  \u{1B}[0;38;2;255;0;215;48;2;1;2;3m日\u{1B}[0m  ")
        #expect(drawing.ansiText(theme: theme, colors: .none).hasPrefix("\u{1B}[0;1;4mab\u{1B}[0m    \n"))
    }

    @Test("without its sequences it is the plain text")
    func plain() {
        let drawing = canvas(30, 4) { canvas in
            Panel(title: "asia", isFocused: true).render(into: &canvas, area: canvas.bounds)
            canvas.put("é 日本 \u{1B}[0m", x: 2, y: 1, style: Style(.accepted))
        }
        for depth in ColorDepth.allCases {
            let text = drawing.ansiText(theme: .standard, colors: depth)
            #expect(text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == drawing.plainText())
        }
    }
}
