/// Which world a drawing of the graph shows.
enum Scene {
    /// Beliefs of the world as it is set, given what was seen.
    case beliefs
    /// The values of a unit as it was.
    case factual(Twin)
    /// The values of the same unit in the world in which variables are set.
    case counterfactual(Twin)
}
