import EvaStore

extension Endpoint {
    private static let everybody = Set(Role.allCases)
    private static let advised: Set<Role> = [.agent, .manager, .curator]
    private static let readers: Set<Role> = [.agent, .reviewer, .manager, .curator]

    /// Whether this is a page of the console, and no part of the API.
    package var isPage: Bool { if case .page = right { true } else { false } }

    static let home = Endpoint(.get, "/", .page(everybody))
    static let showLogin = Endpoint(.get, "/login", .page(nil))
    static let logIn = Endpoint(.post, "/login", .page(nil))
    static let logOut = Endpoint(.post, "/logout", .page(everybody))
    static let showPassword = Endpoint(.get, "/password", .page(everybody))
    static let changePassword = Endpoint(.post, "/password", .page(everybody))
    static let showSetup = Endpoint(.get, "/setup", .page(nil))
    static let setUp = Endpoint(.post, "/setup", .page(nil))
    static let styleSheet = Endpoint(.get, "/assets/console.css", .page(nil))
    static let script = Endpoint(.get, "/assets/console.js", .page(nil))
    static let icon = Endpoint(.get, "/assets/icon.svg", .page(nil))

    static let casesPage = Endpoint(.get, "/cases", .page(readers))
    static let nextCase = Endpoint(.post, "/cases/next", .page([.agent]))
    static let casePage = Endpoint(.get, "/cases/{id}", .page(readers))
    static let commitCase = Endpoint(.post, "/cases/{id}/commit", .page([.agent]))
    static let decideCase = Endpoint(.post, "/cases/{id}/decide", .page([.agent]))
    static let addEvidence = Endpoint(.post, "/cases/{id}/evidence", .page([.agent]))

    static let queuePage = Endpoint(.get, "/queue", .page([.reviewer, .manager]))
    static let nextReview = Endpoint(.post, "/queue/next", .page([.reviewer]))
    static let takeReview = Endpoint(.post, "/queue/{id}/take", .page([.reviewer]))
    static let reviewPage = Endpoint(.get, "/reviews/{id}", .page([.reviewer]))
    static let settleReview = Endpoint(.post, "/reviews/{id}/settle", .page([.reviewer]))
    static let releaseReview = Endpoint(.post, "/reviews/{id}/release", .page([.reviewer]))

    static let figuresPage = Endpoint(.get, "/figures", .page([.manager]))

    static let standardsPage = Endpoint(.get, "/standards", .page(everybody))
    static let newDraft = Endpoint(.post, "/standards/drafts", .page([.curator]))
    static let draftPage = Endpoint(.get, "/standards/drafts/{id}", .page([.curator]))
    static let changeDraft = Endpoint(.post, "/standards/drafts/{id}", .page([.curator]))

    static let modelsPage = Endpoint(.get, "/models", .page([.manager, .curator, .admin]))
    static let promotePage = Endpoint(.post, "/models/promote", .page([.curator]))
    static let rollBackPage = Endpoint(.post, "/models/rollback", .page([.curator]))

    static let tryPage = Endpoint(.get, "/try", .page(advised))
    static let tryCase = Endpoint(.post, "/try", .page(advised))

    static let usersPage = Endpoint(.get, "/users", .page([.admin]))
    static let addUser = Endpoint(.post, "/users", .page([.admin]))
    static let changeUser = Endpoint(.post, "/users/{id}", .page([.admin]))
    static let issueToken = Endpoint(.post, "/users/{id}/tokens", .page([.admin]))
    static let revokeToken = Endpoint(.post, "/tokens/{id}/revoke", .page([.admin]))
}
