import EvaStore

/// A list of cases.
package struct CaseListPage: Sendable {
    package let rows: [Row]
    package let hasRows: Bool
    package let isOpen: Bool
    package let canTake: Bool
    package let tabs: [Tab]
    package let nextPath: String?

    static let pageLength = 100

    package struct Row: Sendable {
        package let path: String
        package let id: String
        package let received: String
        package let amount: String
        package let segment: String
        package let agent: String
        package let isOwn: Bool
    }

    package struct Tab: Sendable {
        package let path: String
        package let title: String
        package let isHere: Bool
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
