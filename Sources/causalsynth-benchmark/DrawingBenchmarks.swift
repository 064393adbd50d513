import CausalEngine
import Realization
import TerminalUI
import Workbench

extension Benchmarks {
    /// The workbench at 200 columns and 60 rows: everything from the model to the first finished screen, with layout, beliefs
    /// and skeletons, and a full redraw of that screen down to the bytes for the terminal. Frames a second.
    static func drawing(_ request: BenchmarkRequest, _ network: Network) async throws -> [Measure] {
        let size = Size(width: 200, height: 60)
        let options = WorkbenchOptions(network: network, realizer: TemplateRealizer(), seed: request.seed)
        let theme = try Theme.builtIn("dark")
        let session = await HeadlessSession(options, size: size)
        let first = try await measureAsync(
            "workbench, first finished frame", unit: "frames/s", amount: 1, request, network.scm
        ) {
            let session = await HeadlessSession(options, size: size)
            _ = view(session.model)
        }
        let redraw = try measure(
            "workbench, full redraw", unit: "frames/s", amount: 1, threads: 1, request, network.scm
        ) {
            let canvas = view(session.model)
            let runs = canvas.diff(from: Canvas(size: .zero))
            let bytes = canvas.ansiText(theme: theme, colors: .direct).utf8.count
            // The screen must be used, or there would be nothing to measure.
            precondition(runs.count == size.height && bytes > size.width * size.height / 2)
        }
        return [first, redraw]
    }
}
