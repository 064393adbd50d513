import CausalEngine

/// What one examination found, and what to do about it.
struct DoctorFinding: Sendable {
    /// How things are.
    enum Status: String, Sendable {
        /// As it should be.
        case ok
        /// It works, but not as well as it could.
        case warning
        /// It does not work.
        case problem
        /// It could not be looked at, or there is nothing to look at.
        case skipped
    }

    /// The things that are examined.
    enum Area: String, Sendable, CaseIterable {
        case terminal, files, llm, ledger

        /// The heading in the answer for a reader.
        var title: String {
            switch self {
            case .terminal: "Terminal"
            case .files: "Own files"
            case .llm: "Language model"
            case .ledger: "Ledger"
            }
        }
    }

    var area: Area
    var name: String
    var status: Status
    /// What was found.
    var found: String
    /// What to do; `nil` where there is nothing to do.
    var mend: String?

    init(_ area: Area, _ name: String, _ status: Status, _ found: String, mend: String? = nil) {
        self.area = area
        self.name = name
        self.status = status
        self.found = found
        self.mend = mend
    }

    var json: JSONValue {
        [
            "area": .string(area.rawValue), "check": .string(name), "status": .string(status.rawValue),
            "found": .string(found), "mend": JSONValue(mend),
        ]
    }
}

/// All that was found.
struct DoctorReport: Sendable {
    var findings: [DoctorFinding] = []
    /// The models that the server has.
    var models: [String] = []
    /// The model to use, when it is known.
    var model: String?

    /// Whether nothing is broken; warnings do not count.
    var isHealthy: Bool { !findings.contains { $0.status == .problem } }

    /// What the command ends with: 69 for a server that cannot be used, 65 for a file or a ledger that cannot.
    var status: ExitStatus? {
        let broken = findings.filter { $0.status == .problem }.map(\.area)
        return broken.contains(.ledger) || broken.contains(.files)
            ? .badData : broken.contains(.llm) ? .unavailable : nil
    }

    var json: JSONValue {
        [
            "healthy": .bool(isHealthy), "model": JSONValue(model), "models": .array(models.map { .string($0) }),
            "checks": .array(findings.map(\.json)),
        ]
    }

    /// The report for a reader: a block an area, a line a finding, the mend below it.
    var text: String {
        let width = findings.map(\.name.count).max() ?? 0
        var lines: [String] = []
        for area in DoctorFinding.Area.allCases {
            let own = findings.filter { $0.area == area }
            guard !own.isEmpty else { continue }
            if !lines.isEmpty { lines.append("") }
            lines.append(area.title)
            for finding in own {
                lines.append(
                    "  \(Self.mark(finding.status)) \(AnswerLayout.padded(finding.name, width))  \(finding.found)")
                if let mend = finding.mend { lines.append("    \(AnswerLayout.padded("", width))  → \(mend)") }
            }
        }
        lines += ["", verdict]
        return Printable.text(lines.joined(separator: "\n"))
    }

    private var verdict: String {
        let problems = findings.count { $0.status == .problem }
        let warnings = findings.count { $0.status == .warning }
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        switch (problems, warnings) {
        case (0, 0): return "All is well."
        case (0, _): return "It works; \(count(warnings, "warning"))."
        default: return "\(count(problems, "problem")), \(count(warnings, "warning"))."
        }
    }

    private static func mark(_ status: DoctorFinding.Status) -> String {
        switch status {
        case .ok: "✓"
        case .warning: "!"
        case .problem: "✗"
        case .skipped: "–"
        }
    }
}
