import Evaluation

/// The screen of an audit: of which run, how far it has come, what it found.
public struct AuditBrowser: Sendable, Equatable {
    /// A part of what is found.
    public enum Section: Int, Sendable, Hashable, CaseIterable {
        /// Realizability, the measures of bias, agreement of the readers.
        case realized
        /// Each variable, accepted against drawn.
        case shifts
        /// Independencies and fidelity on S, A and E.
        case independence
        /// Violations by kind.
        case violations
    }

    /// How far an audit has come.
    public struct Progress: Sendable, Hashable {
        /// What is being worked on.
        public var stage: RunAudit.Stage
        /// How much of it is done, from 0 to 1.
        public var share: Double
    }

    /// The run; `nil` before the first audit.
    public var key: RunKey?
    /// Where the screen was opened from.
    public var origin = WorkbenchScreen.panes
    /// How far it has come, while it goes on.
    public var progress: Progress?
    /// What it found.
    public var findings: AuditFindings?
    /// Whether it was stopped.
    public var isStopped = false
    /// Why it failed.
    public var failure: String?
    /// The section that has the keyboard; on a small screen the only one that is shown.
    public var section = Section.realized
    /// How far each section is scrolled.
    public var scroll: [Section: Int] = [:]

    /// Forgets what was found, so that it is found anew.
    mutating func clear() {
        (progress, findings, failure) = (nil, nil, nil)
        isStopped = false
        scroll = [:]
    }
}

/// What an audit reports.
public enum AuditReport: Sendable, Equatable {
    /// It has come further.
    case progress(AuditBrowser.Progress)
    /// It is over.
    case found(AuditFindings)

    /// Whether this is the last report of its work.
    var isLast: Bool { if case .found = self { true } else { false } }
}
