package import EvaStore

/// Whose cases an agent may read.
public enum CaseVisibility: String, Sendable, CaseIterable {
    /// An agent's own, and those that are nobody's yet.
    case own
    /// All.
    case team
}

/// Which cases a user may see and work on.
package struct CaseView: Sendable {
    package let user: User
    private let seesAll: Bool

    package init(_ access: Access, _ visibility: CaseVisibility) {
        user = access.user
        seesAll = visibility == .team || !user.roles.isDisjoint(with: [.manager, .curator])
    }

    /// Whether the user may read a case: agents theirs and nobody's, reviewers those that are or were in review.
    package func shows(_ stored: StoredCase) -> Bool {
        if seesAll { return true }
        if user.roles.contains(.agent), stored.agent == nil || stored.agent == user.id { return true }
        return user.roles.contains(.reviewer) && (stored.status == .inReview || stored.status == .settled)
    }

    /// Which cases to list.
    package func filter(status: CaseStatus) -> CaseFilter {
        var filter = CaseFilter(status: status)
        let reviews = user.roles.contains(.reviewer) && (status == .inReview || status == .settled)
        if !seesAll, !reviews {
            filter.agent = user.id
            filter.includesUnassigned = user.roles.contains(.agent)
        }
        return filter
    }

    /// A case that the user may read.
    ///
    /// **Throws** as for a case that is not there when the user may not: not even that it is there shows.
    package func find(_ id: String, _ reader: StoreReader) throws -> StoredCase {
        do {
            let stored = try reader.case(id)
            if shows(stored) { return stored }
        } catch let error as StoreError where error.code == .notFound {
            // The same answer as for one that the user may not see.
        }
        throw StoreError(.notFound, "there is no such case", place: "case", cure: "check the identifier")
    }

    /// Whether suggestion and decisions are kept from the user: a blind review is under way, and the case is not the
    /// user's own.
    package func isBlind(_ stored: StoredCase, _ item: QueueItem?) -> Bool {
        (item?.isBlind ?? false) && stored.agent != user.id
    }
}
