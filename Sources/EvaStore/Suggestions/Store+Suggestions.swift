import EvaDecisions

extension StoreTransaction {
    /// Stores a suggestion for the open case called `id`.
    public func serve(_ new: NewSuggestion, for id: String) throws -> StoredSuggestion {
        try serve(new, for: try openCase(id))
    }

    /// Stores a suggestion for a case that is open.
    public func serve(_ new: NewSuggestion, for stored: StoredCase) throws -> StoredSuggestion {
        let shown = new.isShown ? now : nil
        let record = StoredSuggestion(
            id: try nextNumber(in: "suggestions"),
            caseNumber: stored.number,
            json: new.json,
            answer: new.answer,
            cause: new.cause,
            probability: new.probability,
            confidence: new.confidence,
            model: new.model,
            settings: new.settings,
            served: now,
            shown: shown,
            audit: try nextAudit()
        )
        try seal(record, .suggestionServe, of: stored, [("shown", .flag(new.isShown))])
        try db.run(
            """
            INSERT INTO suggestions (id, case_number, json, answer, cause, probability, confidence, model_name,
                model_version, model_hash, policy_hash, standards_hash, costs_hash, served, shown, audit)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.id, stored.number, new.json, new.answer.rawValue, new.cause?.rawValue,
                new.probability, new.confidence, new.model.name, new.model.version,
                new.model.hash, new.settings.policy, new.settings.standards, new.settings.costs, now.milliseconds,
                shown?.milliseconds, record.audit,
            ]
        )
        return record
    }

    /// Notes that whoever decides the case now sees its suggestion; it is the first time that counts.
    public func show(_ suggestion: Int64) throws {
        let record = try reader.suggestion(suggestion)
        guard record.shown == nil else { return }
        try db.run("UPDATE suggestions SET shown = ? WHERE id = ?", [now.milliseconds, suggestion])
        try audit(
            .suggestionShow,
            "case:\(record.caseNumber)",
            AuditDetail([("suggestion", .number(suggestion))])
        )
    }
}

extension StoreReader {
    /// A suggestion by its number.
    public func suggestion(_ id: Int64) throws -> StoredSuggestion {
        guard let row = try db.first("SELECT * FROM suggestions WHERE id = ?", [id]) else {
            throw StoreError(.notFound, "there is no such suggestion", place: "\(id)", cure: "check the number")
        }
        return try StoredSuggestion(row)
    }

    /// All suggestions for a case, in the order in which they were made.
    public func suggestions(for stored: StoredCase) throws -> [StoredSuggestion] {
        try db.all("SELECT * FROM suggestions WHERE case_number = ? ORDER BY id", [stored.number])
            .map(StoredSuggestion.init)
    }

    /// The latest suggestion for a case.
    public func latestSuggestion(for stored: StoredCase) throws -> StoredSuggestion? {
        try db.first("SELECT * FROM suggestions WHERE case_number = ? ORDER BY id DESC LIMIT 1", [stored.number])
            .map(StoredSuggestion.init)
    }
}
