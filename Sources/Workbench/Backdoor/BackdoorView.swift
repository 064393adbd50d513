import Refinement
import TerminalUI

/// Draws the screen of the Semantic Backdoor: the streams with their meters, the dials, the facts and the course of the bias.
struct BackdoorView {
    let model: Model

    func draw(in rect: Rect, isFramed: Bool, on painter: inout Painter) {
        let streams = StreamsPanel(race: model.backdoor, title: title, note: note)
        guard isFramed, rect.width >= 76, rect.height >= 20 else {
            streams.draw(in: rect, isFramed: isFramed, on: &painter)
            return
        }
        let isWide = rect.width >= 110
        let rows = rect.rows([.fixed(rect.height >= 34 ? 18 : 12), .flexible()])
        let beside = rect.width >= 160 ? 62 : isWide ? 40 : 28
        let top = rows[0].columns([.flexible(), .fixed(beside)])
        let plotWidth = isWide ? rect.width / 2 : beside
        let bottom = rows[1].columns([.flexible(), .fixed(plotWidth)])
        streams.draw(in: top[0], isFramed: true, on: &painter)
        DialsPanel(model: model).draw(in: top[1], on: &painter)
        OverridesPanel(race: model.backdoor, isRacing: model.raceID != nil, key: model.key(.toggleRace)).draw(
            in: bottom[0], on: &painter)
        CoursePlot(race: model.backdoor).draw(in: bottom[1], on: &painter)
    }

    private var title: String {
        let writer = model.backdoor.setup.isSimulated ? "simulated writer" : model.settings.realizer
        return model.titled(.backdoor, "Semantic Backdoor · \(writer)")
    }

    private var note: String {
        let key = model.key(.toggleRace)
        if model.raceID != nil { return "racing · \(key) stops" }
        return model.backdoor.findings == nil ? "\(key) begins" : "over · \(key) races again"
    }
}

extension BackdoorStream {
    /// What the stream is called where there is room for it.
    var title: String {
        switch self {
        case .oneShot: "one-shot rejection"
        case .blind: "blind retry"
        case .refined: "targeted refinement"
        case .rejection: "rejection, equal attempts"
        }
    }

    /// What it is called in a narrow column.
    var shortTitle: String {
        switch self {
        case .oneShot: "one-shot"
        case .blind: "blind"
        case .refined: "refined"
        case .rejection: "rejection"
        }
    }

    /// How its name, its bars and its curve are drawn.
    var role: Role {
        switch self {
        case .oneShot: .contradicted
        case .blind: .uncertain
        case .refined: .accepted
        case .rejection: .muted
        }
    }
}

extension GlyphSet {
    /// χ², or what stands for it in ASCII.
    var chiSquared: String { isASCII ? "chi2" : "χ²" }
    /// The sign of an upper bound.
    var atMost: String { isASCII ? "<=" : "≤" }
}
