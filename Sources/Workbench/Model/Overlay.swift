/// What lies over the panes and takes the keys until it is done.
public enum Overlay: Sendable, Equatable {
    /// A short list to choose from.
    case menu(Menu)
    /// One line of input.
    case prompt(Prompt)
    /// The command palette.
    case palette(PaletteState)
    /// The keys, scrolled by so many lines.
    case help(scroll: Int)
}

/// A short list to choose from.
public struct Menu: Sendable, Equatable {
    /// One entry.
    public struct Item: Sendable, Equatable {
        /// The words.
        public var title: String
        /// A number or a remark beside them.
        public var note: String
        /// What choosing it does.
        public var action: Action
    }

    /// The title.
    public var title: String
    /// The entries.
    public var items: [Item]
    /// The entry that enter chooses.
    public var selected: Int
}

/// One line of input.
public struct Prompt: Sendable, Equatable {
    /// What is asked for.
    public enum Purpose: Sendable, Equatable {
        /// How many skeletons, and from which seed.
        case sample
        /// The number that a continuous variable is set to.
        case number(variable: Int)
        /// The probabilities with which a variable is drawn from outside.
        case distribution(variable: Int)
        /// The number that a continuous variable was seen to have.
        case seenNumber(variable: Int)
        /// How likely an uncertain finding is in each state of a variable.
        case likelihood(variable: Int)
        /// The file that a run is written to.
        case export
        /// A node or a state.
        case find
    }

    /// What is asked for.
    public var purpose: Purpose
    /// The words before the input.
    public var title: String
    /// The input so far.
    public var text: String
    /// What is wrong with it, after it was submitted.
    public var complaint: String?
}

/// The command palette while it is open.
public struct PaletteState: Sendable, Equatable {
    /// The input so far.
    public var text: String
    /// The entry that enter runs, counted in the list as filtered.
    public var selected: Int
}

/// A search through nodes and states, stepped through with n and N.
public struct Search: Sendable, Equatable {
    /// What is searched for.
    public var query: String
    /// The variables whose name, label or states hold it, ascending.
    public var hits: [Int]
    /// The hit that is selected.
    public var index: Int
}

/// A line that says what the last action did.
public struct Notice: Sendable, Equatable {
    /// How it is meant.
    public enum Kind: Sendable, Equatable {
        /// It was done.
        case done
        /// It could not be done, for a reason that is no fault.
        case refused
        /// Something failed.
        case failed
    }

    /// The words.
    public var text: String
    /// How they are meant.
    public var kind: Kind
}
