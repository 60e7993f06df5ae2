import EvaStore

/// The review queue.
struct QueuePage: Sendable {
    let waiting: String
    let held: String
    let rows: [Row]
    let hasRows: Bool
    let own: [Own]
    let hasOwn: Bool
    let canTake: Bool
    /// Whether there are more cases than rows.
    let isCut: Bool

    static let length = 200

    /// A case in the queue; of a blind one nothing that would tell what was suggested or decided.
    struct Row: Sendable {
        let id: String
        let takePath: String
        let cause: String
        let isBlind: Bool
        let amount: String
        let segment: String
        let risk: String
        let confidence: String
        let queued: String
        let holder: String?
        let isFree: Bool
    }

    /// A case that the reviewer holds.
    struct Own: Sendable {
        let id: String
        let path: String
        let until: String
    }

    init(
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
