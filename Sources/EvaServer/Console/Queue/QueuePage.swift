import EvaStore

/// The review queue.
package struct QueuePage: Sendable {
    package let waiting: String
    package let held: String
    package let rows: [Row]
    package let hasRows: Bool
    package let own: [Own]
    package let hasOwn: Bool
    package let canTake: Bool
    /// Whether there are more cases than rows.
    package let isCut: Bool

    static let length = 200

    /// A case in the queue; of a blind one nothing that would tell what was suggested or decided.
    package struct Row: Sendable {
        package let id: String
        package let takePath: String
        package let cause: String
        package let isBlind: Bool
        package let amount: String
        package let segment: String
        package let risk: String
        package let confidence: String
        package let queued: String
        package let holder: String?
        package let isFree: Bool
    }

    /// A case that the reviewer holds.
    package struct Own: Sendable {
        package let id: String
        package let path: String
        package let until: String
    }

    package init(
        _ items: [QueueItem],
        length: (waiting: Int, held: Int),
        user: User,
        names: [Int64: String],
        now: StoreTime,
        currency: String?,
        words: Words
    ) {
        func isHeld(_ item: QueueItem) -> Bool { item.holder != nil && (item.leaseUntil ?? now) > now }
        waiting = Shown.count(length.waiting)
        held = Shown.count(length.held)
        rows = items.map { item in
            Row(
                id: item.caseID,
                takePath: "/queue/\(CasePage.escaped(item.caseID))/take",
                cause: words[item.isBlind ? "cause_blind" : "cause_\(item.cause.rawValue)"],
                isBlind: item.isBlind,
                amount: item.amount.map { Shown.money($0, currency) } ?? "–",
                segment: item.segment.map(Shown.words) ?? "–",
                risk: item.isBlind ? "–" : Shown.money(item.risk, currency),
                confidence: item.isBlind ? "–" : Shown.percent(item.confidence),
                queued: Shown.time(item.queued),
                holder: isHeld(item) ? item.holder.flatMap { names[$0] } : nil,
                isFree: !isHeld(item) || item.holder == user.id
            )
        }
        hasRows = !items.isEmpty
        own = items.filter { isHeld($0) && $0.holder == user.id }
            .map {
                Own(
                    id: $0.caseID,
                    path: ReviewPage.path($0.caseID),
                    until: $0.leaseUntil.map(Shown.time) ?? ""
                )
            }
        hasOwn = !own.isEmpty
        canTake = user.roles.contains(.reviewer)
        isCut = length.waiting > items.count
    }
}
