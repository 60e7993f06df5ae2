import EvaStore

/// A list of cases.
struct CaseListPage: Sendable {
    let rows: [Row]
    let hasRows: Bool
    let isOpen: Bool
    let canTake: Bool
    let tabs: [Tab]
    let nextPath: String?

    static let pageLength = 100

    struct Row: Sendable {
        let path: String
        let id: String
        let received: String
        let amount: String
        let segment: String
        let agent: String
        let isOwn: Bool
    }

    struct Tab: Sendable {
        let path: String
        let title: String
        let isHere: Bool
    }

    init(
        _ cases: [StoredCase],
        status: CaseStatus,
        user: User,
        names: [Int64: String],
        currency: String?,
        words: Words
    ) {
        rows = cases.map { stored in
            Row(
                path: CasePage.path(stored.id),
                id: stored.id,
                received: Shown.time(stored.received),
                amount: stored.amount.map { Shown.money($0, currency) } ?? "–",
                segment: stored.segment.map(Shown.words) ?? "–",
                agent: stored.agent == user.id
                    ? words["mine"] : stored.agent.flatMap { names[$0] } ?? words["nobodys"],
                isOwn: stored.agent == user.id
            )
        }
        hasRows = !cases.isEmpty
        isOpen = status == .open
        canTake = user.roles.contains(.agent)
        tabs = CaseStatus.allCases.map {
            Tab(path: "/cases?status=\($0.rawValue)", title: words["status_\($0.rawValue)"], isHere: $0 == status)
        }
        nextPath =
            cases.count == Self.pageLength
            ? cases.last.map { "/cases?status=\(status.rawValue)&after=\($0.number)" } : nil
    }
}
