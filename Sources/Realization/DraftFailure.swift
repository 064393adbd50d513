/// An error of a realizer that says how it is to be counted.
///
/// Any error that a realizer throws becomes an attempt with a reason. An error of this kind names the reason itself, and
/// may say that trying on is no use.
public protocol DraftFailure: Error {
    /// One word for reports, such as `timeout`, under which failures are counted.
    var reason: String { get }
    /// Whether no other draft can be had either, as with a server that cannot be reached: the run stops, the attempt is not
    /// counted, and resuming makes it again.
    var stopsRun: Bool { get }
}
