import Foundation

extension StoreTransaction {
    /// Takes in a case, open.
    ///
    /// **Throws** `alreadyExists` when there is a case of that identifier.
    public func receive(_ new: NewCase) throws -> StoredCase {
        if let stored = try receiveIfNew(new) { return stored }
        throw StoreError(
            .alreadyExists,
            "there is a case \(new.id ?? "") already",
            place: "$.case_id",
            cure: "send each case once, or with an idempotency key"
        )
    }

    /// Takes in a case, open; `nil` when there is a case of that identifier.
    public func receiveIfNew(_ new: NewCase) throws -> StoredCase? {
        try check(new.fields, new.amount, new.segment)
        let id = try new.id.map(Self.checkedID) ?? Secret.caseID()
        if try reader.hasCase(id) { return nil }
        if let agent = new.agent { try reader.checkUser(agent) }
        let salt = Secret.bytes(16)
        let stored = StoredCase(
            number: try nextNumber(in: "cases"),
            id: id,
            fields: new.fields,
            amount: new.amount,
            segment: new.segment,
            received: now,
            agent: new.agent,
            status: .open,
            purged: nil,
            salt: salt,
            audit: try nextAudit()
        )
        try seal(stored, .caseReceive, of: stored, [("agent", new.agent.map { .number($0) } ?? .null)])
        try db.run(
            """
            INSERT INTO cases (number, case_id, fields, salt, amount, segment, received, agent, status, audit)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
            """,
            [
                stored.number, id, new.fields, salt, new.amount, new.segment, now.milliseconds, new.agent, stored.audit,
            ]
        )
        return stored
    }

    /// Gives an open case other facts, for example when evidence came in; the suggestion is to be made anew.
    public func amend(_ id: String, fields: String, amount: Double?, segment: String?) throws -> StoredCase {
        try check(fields, amount, segment)
        var stored = try openCase(id)
        stored.fields = fields
        stored.amount = amount
        stored.segment = segment
        stored.audit = try nextAudit()
        try seal(stored, .caseAmend, of: stored)
        try db.run(
            "UPDATE cases SET fields = ?, amount = ?, segment = ?, audit = ? WHERE number = ?",
            [fields, amount, segment, stored.audit, stored.number]
        )
        return stored
    }

    /// Makes an open case a user's own; with `nil`, whoever takes it may have it.
    public func assign(_ id: String, to agent: Int64?) throws {
        if let agent { try reader.checkUser(agent) }
        try assign(try openCase(id), to: agent)
    }

    /// Gives `agent` the oldest open case that is nobody's; `nil` when there is none.
    public func takeNext(for agent: Int64) throws -> StoredCase? {
        let row = try db.first(
            "SELECT * FROM cases WHERE status = 'open' AND agent IS NULL ORDER BY received, number LIMIT 1"
        )
        guard let row else { return nil }
        var stored = try StoredCase(row)
        try assign(stored, to: agent)
        stored.agent = agent
        return stored
    }

    private func assign(_ stored: StoredCase, to agent: Int64?) throws {
        try db.run("UPDATE cases SET agent = ? WHERE number = ?", [agent, stored.number])
        try audit(
            .caseAssign,
            stored.subject,
            AuditDetail([("agent", agent.map { .number($0) } ?? .null)])
        )
    }

    /// The case called `id`, which must be open.
    func openCase(_ id: String) throws -> StoredCase {
        let stored = try reader.case(id)
        guard stored.status == .open else {
            throw StoreError(
                .wrongState,
                "the case \(id) is \(stored.status.rawValue), not open",
                place: id,
                cure: "read the case anew"
            )
        }
        return stored
    }

    func set(_ status: CaseStatus, of stored: StoredCase) throws {
        try db.run("UPDATE cases SET status = ? WHERE number = ?", [status.rawValue, stored.number])
    }

    /// Number that the next row of a table gets, which has numbers of its own that are never used again.
    func nextNumber(in table: String) throws -> Int64 {
        let last = try db.first("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])
        return try last.map { try $0.value("seq") + 1 } ?? 1
    }

    /// Appends the audit's row for a record that is to be written with the row's number.
    ///
    /// The audit comes first: a record that waited for its row would be looked for in all tables when that comes.
    func seal(
        _ record: some Sealed,
        _ action: AuditAction,
        of stored: StoredCase,
        _ more: [(key: String, value: AuditDetail.Value)] = []
    ) throws {
        guard let salt = stored.salt else { throw StoreError.purged(stored.id) }
        try audit(action, stored.subject, record.seal(salt: salt, more))
    }

    private func check(_ fields: String, _ amount: Double?, _ segment: String?) throws {
        let first = fields.utf8.first { !" \t\r\n".utf8.contains($0) }
        guard fields.utf8.count <= 16 << 20, first == UInt8(ascii: "{") else {
            throw StoreError(
                .invalid,
                "the fields are no JSON object of at most 16 MiB",
                place: "$",
                cure: "send the case as one JSON object"
            )
        }
        guard amount?.isFinite ?? true else {
            throw StoreError(.invalid, "the amount is not a number", place: "$.amount", cure: "send a number or null")
        }
        if let segment { try Self.checkText(segment, most: 256, "$.segment") }
    }

    private static func checkedID(_ id: String) throws -> String {
        try checkText(id, most: 256, "$.case_id")
        return id
    }

    /// A name that is shown in one line.
    static func checkText(_ text: String, most: Int, _ place: String) throws {
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard !text.isEmpty, text.utf8.count <= most, isPlain else {
            throw StoreError(
                .invalid,
                "this is empty, longer than \(most) bytes, or has control characters",
                place: place,
                cure: "send a short text of one line"
            )
        }
    }
}

extension StoreError {
    static func purged(_ id: String) -> StoreError {
        StoreError(
            .wrongState,
            "the personal fields of the case \(id) were removed",
            place: id,
            cure: "nothing more can be done with it"
        )
    }
}
