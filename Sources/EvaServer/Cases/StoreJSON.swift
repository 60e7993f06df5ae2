import EvaCorpus
import EvaStore

/// Stored things as the API tells them.
struct StoreJSON {
    /// Names of users by number.
    let names: [Int64: String]

    init(_ reader: StoreReader) throws {
        names = Dictionary(uniqueKeysWithValues: try reader.users().map { ($0.id, $0.name) })
    }

    /// A case without what became of it.
    func summary(_ stored: StoredCase) -> [(key: String, value: JSONText)] {
        [
            ("case_id", .string(stored.id)), ("number", .integer(stored.number)),
            ("status", .string(stored.status.rawValue)), ("received", time(stored.received)),
            ("agent", user(stored.agent)), ("amount", .optional(stored.amount)),
            ("segment", .optional(stored.segment)), ("fields", stored.fields.map { .raw($0) } ?? .null),
            ("purged", time(stored.purged)),
        ]
    }

    /// A case with what became of it, as far as the user may see that.
    func detail(_ stored: StoredCase, _ view: CaseView, _ reader: StoreReader) throws -> JSONText {
        let isBlind = view.isBlind(stored, try reader.queueItem(of: stored))
        let latest = isBlind ? nil : try reader.latestSuggestion(for: stored)
        let suggestion = latest.flatMap { $0.shown == nil ? nil : $0 }
        let decisions = isBlind ? [] : try reader.decisions(on: stored)
        return .object(
            summary(stored) + [
                ("suggestion", suggestion.map(self.suggestion) ?? .null),
                ("decisions", .array(decisions.map(decision))),
                ("review", try reader.review(of: stored).map(review) ?? .null),
            ]
        )
    }

    /// A suggestion as served.
    func suggestion(_ stored: StoredSuggestion) -> JSONText {
        stored.json.map { .raw(SuggestionJSON.text($0, id: stored.id)) } ?? .null
    }

    func decision(_ stored: StoredDecision) -> JSONText {
        .keys([
            "decision": .string(stored.answer.rawValue), "reason": .optional(stored.reason),
            "agent": user(stored.agent), "suggestion_seen": .bool(stored.hasSeen),
            "before_suggestion": .bool(stored.isDecidedFirst), "final": .bool(stored.isFinal),
            "decided": time(stored.decided),
        ])
    }

    func review(_ stored: StoredReview) -> JSONText {
        .keys([
            "decision": .string(stored.answer.rawValue), "note": .optional(stored.note),
            "reviewer": user(stored.reviewer), "blind": .bool(stored.isBlind), "reviewed": time(stored.reviewed),
        ])
    }

    /// A case in the queue; of a blind one nothing that would tell what was suggested or decided.
    func item(_ item: QueueItem) -> JSONText {
        .keys([
            "case_id": .string(item.caseID), "blind": .bool(item.isBlind),
            "cause": item.isBlind ? .null : .string(item.cause.rawValue), "amount": .optional(item.amount),
            "segment": .optional(item.segment), "risk": item.isBlind ? .null : .number(item.risk),
            "confidence": item.isBlind ? .null : .number(item.confidence), "queued": time(item.queued),
            "holder": user(item.holder), "lease_until": time(item.leaseUntil),
        ])
    }

    /// A case that a reviewer holds, with both sides' view of it.
    func held(_ held: HeldCase) -> JSONText {
        .keys([
            "item": item(held.item), "case": .object(summary(held.stored)),
            "suggestion": held.suggestion.map(suggestion) ?? .null,
            "decisions": .array(held.decisions.map(decision)),
        ])
    }

    private func time(_ time: StoreTime?) -> JSONText { .optional(time?.description) }

    private func user(_ id: Int64?) -> JSONText { .optional(id.flatMap { names[$0] }) }
}
