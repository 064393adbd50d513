/// A formula over parents and noise, compiled once.
public struct Equation: Sendable {
}
