/// What a theme gives to a role; what it leaves out comes from the surface the text stands on.
public struct Look: Sendable, Hashable {
    /// The letters' colour.
    public var foreground: Color?
    /// The colour behind them.
    public var background: Color?
    /// How the letters look beside that.
    public var attributes: Attributes

    /// A look.
    public init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// Colours and attributes that a terminal can show at once.
public struct ResolvedLook: Sendable, Hashable {
    /// The letters' colour.
    public var foreground: Color
    /// The colour behind them.
    public var background: Color
    /// How the letters look beside that.
    public var attributes: Attributes
}

/// A look for every role.
public struct Theme: Sendable, Hashable {
    /// The name it is chosen by.
    public let name: String
    /// What it is good for, in one line.
    public let summary: String
    private var looks: [Role: Look]

    /// A theme; roles without a look are drawn as ordinary text.
    public init(name: String, summary: String, looks: [Role: Look]) {
        self.name = name
        self.summary = summary
        self.looks = looks
    }

    /// The look of a role.
    public subscript(role: Role) -> Look {
        get { looks[role] ?? Look() }
        set { looks[role] = newValue }
    }

    /// Whether the theme itself says how a role looks.
    public func defines(_ role: Role) -> Bool {
        looks[role] != nil
    }

    /// The colours of a style in a terminal of some depth.
    ///
    /// The background is that of the style's surface, else of its role, else of ordinary text; letters that would not
    /// stand out from a surface by 3 to 1 take the surface's own colour. Where a terminal has too few colours to tell
    /// letters from what is behind them, the letters become black or white; where it has none, attributes set the roles
    /// apart.
    public func resolve(_ style: Style, depth: ColorDepth) -> ResolvedLook {
        let look = self[style.role]
        let surface = style.surface.map { self[$0] }
        let ground = self[.text]
        var foreground = look.foreground ?? surface?.foreground ?? ground.foreground ?? .standard
        if style.role == .text, let own = surface?.foreground { foreground = own }
        let background = surface?.background ?? look.background ?? ground.background ?? .standard
        if let own = surface?.foreground, let found = foreground.contrast(with: background), found < 3 {
            foreground = own
        }
        var attributes = look.attributes.union(style.attributes).union(surface?.attributes ?? [])
        if depth == .none {
            attributes.formUnion(style.role.plainAttributes)
            attributes.formUnion(style.surface?.plainAttributes ?? [])
            return ResolvedLook(foreground: .standard, background: .standard, attributes: attributes)
        }
        var shown = ResolvedLook(
            foreground: Palette.nearest(foreground, depth: depth),
            background: Palette.nearest(background, depth: depth), attributes: attributes)
        shown.keepLegible(wanted: foreground.contrast(with: background))
        return shown
    }
}

extension ResolvedLook {
    /// Makes the letters black or white if few colours brought them much nearer to the background than they were meant.
    fileprivate mutating func keepLegible(wanted: Double?) {
        guard let wanted, wanted >= 3, let found = foreground.contrast(with: background), found < 2,
            let luminance = background.luminance
        else { return }
        foreground = .indexed(luminance > 0.18 ? 0 : 7)
    }
}

extension Role {
    /// What sets a role apart in a terminal without colours.
    var plainAttributes: Attributes {
        switch self {
        case .selection, .cursor, .statusBar, .tabActive, .nodeSelected: .reverse
        case .focus, .title, .heading, .accent, .key, .wireIn, .wireOut, .evidence, .intervened, .success: .bold
        case .match, .warning, .contradicted, .added, .changed, .leaked: .underline
        case .error, .conflicting: [.bold, .underline]
        case .muted, .shade, .absent, .removed, .latent, .wireCut, .meterEmpty, .axis, .keyHint: .dim
        default: []
        }
    }
}
