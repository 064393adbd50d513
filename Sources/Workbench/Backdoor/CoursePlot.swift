import Refinement
import TerminalUI

/// Draws the total variation of the streams over the skeletons done, with the name of each at the end of its curve.
struct CoursePlot {
    let race: BackdoorRace

    private static let labelWidth = 9

    func draw(in rect: Rect, on painter: inout Painter) {
        let inner = painter.frame(rect, title: "TV over skeletons done").inset(left: 1)
        let tracks = BackdoorStream.paired.compactMap { stream in race.tracks[stream].map { (stream, $0) } }
        guard inner.height >= 3, inner.width > Self.labelWidth + 12, let top = top(tracks.map(\.1)) else { return }
        let plot = LinePlot(
            tracks.map { stream, track in
                LinePlot.Series(
                    points: track.course.map { .init(x: Double($0.done), y: $0.tv) }, style: Style(stream.role))
            }, xRange: 0...Double(max(1, race.setup.count)), yRange: 0...top)
        plot.render(into: &painter.canvas, area: inner.inset(right: Self.labelWidth))
        drawNames(tracks, top: top, in: inner, on: &painter)
    }

    /// The top of the scale. A stream's first tenth, where few skeletons make large figures, does not set it.
    private func top(_ tracks: [RaceTrack]) -> Double? {
        let points = tracks.flatMap(\.course)
        let settled = points.filter { $0.done * 10 >= race.setup.count }
        guard let highest = (settled.isEmpty ? points : settled).map(\.tv).max() else { return nil }
        return max(highest * 1.1, 0.01)
    }

    /// The names in the rows of the curves' ends, moved down where two would meet.
    private func drawNames(
        _ tracks: [(BackdoorStream, RaceTrack)], top: Double, in rect: Rect, on painter: inout Painter
    ) {
        let height = rect.height - 1
        let ends = tracks.compactMap { stream, track in track.course.last.map { (stream, $0.tv) } }
            .sorted { $0.1 > $1.1 }
        var next = 0
        for (place, (stream, tv)) in ends.enumerated() {
            let wanted = Int(((1 - min(1, tv / top)) * Double(height - 1)).rounded())
            let row = min(max(next, wanted), height - (ends.count - place))
            painter.line(
                stream.shortTitle, in: rect, row: max(0, row), indent: rect.width - Self.labelWidth + 1,
                style: Style(stream.role, .bold))
            next = row + 1
        }
    }
}
