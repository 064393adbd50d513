/// What a piece of the screen means; a theme gives every role its colours and attributes.
///
/// The raw values are the names in theme files.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Ordinary text, and the background of the whole screen.
    case text
    /// Text of less weight: hints, units, rows that are out of sight.
    case muted
    /// Headings inside of panes and headers of tables.
    case heading
    /// Names, numbers and words that should stand out in running text.
    case accent
    /// Frames of panes.
    case border
    /// The frame of the pane that has the keyboard.
    case focus
    /// Titles in frames.
    case title
    /// The selected row or item.
    case selection
    /// What a search found.
    case match
    /// The cursor in a line of input.
    case cursor
    /// The bottom line that tells the state of the session.
    case statusBar
    /// A tab or menu item that is not chosen.
    case tab
    /// The tab that is chosen.
    case tabActive
    /// A key's name in hints.
    case key
    /// What a key does, in hints.
    case keyHint
    /// A popup's text and background.
    case popup
    /// The shadow or dimmed surroundings of a popup.
    case shade
    /// Information for the user.
    case info
    /// Something went well.
    case success
    /// Something to look at.
    case warning
    /// Something failed.
    case error
    /// A variable whose value the text states as it should.
    case accepted
    /// A variable for which the text states another value.
    case contradicted
    /// A variable that the text does not mention.
    case absent
    /// A variable of which the text speaks only as possible.
    case uncertain
    /// A variable for which the text states two values.
    case conflicting
    /// A variable that the text mentions although it must not.
    case leaked
    /// A variable set by do().
    case intervened
    /// A variable that is observed.
    case evidence
    /// A value that differs between two worlds or two drafts.
    case changed
    /// Text that a draft adds.
    case added
    /// Text that a draft drops.
    case removed
    /// A variable that is not seen by the model's user.
    case latent
    /// A node box of the graph.
    case node
    /// The node that is selected.
    case nodeSelected
    /// An edge of the graph.
    case wire
    /// An edge into the selected node.
    case wireIn
    /// An edge out of the selected node.
    case wireOut
    /// An edge cut by do().
    case wireCut
    /// The lower part of a gauge.
    case meterLow
    /// The middle part of a gauge.
    case meterMiddle
    /// The upper part of a gauge.
    case meterHigh
    /// The part of a gauge that is not filled.
    case meterEmpty
    /// The points and lines of a plot.
    case plot
    /// A second line in the same plot.
    case plotSecond
    /// The axes of a plot.
    case axis
    /// The bar that shows how far a pane is scrolled.
    case scrollBar
    /// The first state of a variable.
    case state1
    /// The second state of a variable.
    case state2
    /// The third state of a variable.
    case state3
    /// The fourth state of a variable.
    case state4
    /// The fifth state of a variable.
    case state5
    /// The sixth state of a variable.
    case state6
    /// The seventh state of a variable.
    case state7
    /// The eighth state of a variable.
    case state8

    /// The role of a variable's state by its index from 0; the eight roles come again after the eighth.
    public static func state(_ index: Int) -> Role {
        let roles: [Role] = [.state1, .state2, .state3, .state4, .state5, .state6, .state7, .state8]
        return roles[((index % roles.count) + roles.count) % roles.count]
    }
}
