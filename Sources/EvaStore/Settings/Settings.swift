import GRDB

/// What an installation goes by.
public enum SettingKind: String, Sendable, Codable, CaseIterable {
    /// The written clauses.
    case standards
    /// The error budgets.
    case policy
    /// The costs of errors.
    case costs
}

/// One text of a setting: a draft, the one in force, or one that was in force.
public struct StoredSetting: Sendable, Equatable {
    /// Number.
    public let id: Int64
    /// What it sets.
    public let kind: SettingKind
    /// The text, YAML as in a file.
    public let body: String
    /// SHA-256 of the text in hexadecimal.
    public let hash: String
    /// Who wrote it, as in the audit.
    public let author: String
    /// What was changed and why.
    public let note: String
    /// When it was last saved.
    public let saved: StoreTime
    /// Since when it is, or from when on it was, in force; `nil` for a draft.
    public let published: StoreTime?

    /// How the audit names it.
    var subject: String { "setting:\(id)" }
}

extension StoredSetting {
    init(_ row: Row) throws {
        id = try row.value("id")
        kind = try row.choice("kind")
        body = try row.value("body")
        hash = try row.value("hash")
        author = try row.value("author")
        note = try row.value("note")
        saved = try row.time("saved")
        published = try row.optionalTime("published")
    }
}

extension StoreTransaction {
    /// Saves a new draft.
    public func saveDraft(_ kind: SettingKind, body: String, note: String) throws -> StoredSetting {
        try checkSetting(body, note)
        let hash = Secret.hash(body).hexadecimal
        try db.run(
            "INSERT INTO settings (kind, body, hash, author, note, saved) VALUES (?, ?, ?, ?, ?, ?)",
            [kind.rawValue, body, hash, actor.description, note, now.milliseconds]
        )
        return try noteDraft(db.lastInsertedRowID)
    }

    /// Saves a draft that is there with another text.
    public func saveDraft(_ id: Int64, body: String, note: String) throws -> StoredSetting {
        try checkSetting(body, note)
        _ = try draft(id)
        try db.run(
            "UPDATE settings SET body = ?, hash = ?, author = ?, note = ?, saved = ? WHERE id = ?",
            [body, Secret.hash(body).hexadecimal, actor.description, note, now.milliseconds, id]
        )
        return try noteDraft(id)
    }

    /// Throws a draft away.
    public func discardDraft(_ id: Int64) throws {
        let setting = try draft(id)
        try db.run("DELETE FROM settings WHERE id = ?", [id])
        try audit(.settingDiscard, setting.subject, AuditDetail([("kind", .text(setting.kind.rawValue))]))
    }

    /// Puts a draft in force.
    public func publish(_ id: Int64) throws -> StoredSetting {
        let kind = try draft(id).kind
        // Later than what it replaces, also when the clock was set back.
        let earlier = try reader.inForce(kind)?.published?.milliseconds ?? 0
        let time = max(now.milliseconds, earlier + 1)
        try db.run("UPDATE settings SET published = ? WHERE id = ?", [time, id])
        let setting = try reader.setting(id)
        try audit(.settingPublish, setting.subject, Self.detail(setting))
        return setting
    }

    private func noteDraft(_ id: Int64) throws -> StoredSetting {
        let setting = try reader.setting(id)
        try audit(.settingDraft, setting.subject, Self.detail(setting))
        return setting
    }

    private static func detail(_ setting: StoredSetting) -> AuditDetail {
        AuditDetail([("kind", .text(setting.kind.rawValue)), ("hash", .text(setting.hash))])
    }

    private func draft(_ id: Int64) throws -> StoredSetting {
        let setting = try reader.setting(id)
        guard setting.published == nil else {
            throw StoreError(
                .wrongState,
                "this was published and is never changed",
                place: "setting \(id)",
                cure: "save a new draft"
            )
        }
        return setting
    }

    private func checkSetting(_ body: String, _ note: String) throws {
        guard !body.isEmpty, body.utf8.count <= 4 << 20, note.utf8.count <= 1 << 14 else {
            throw StoreError(
                .invalid,
                "the text is empty or longer than 4 MiB, or the note longer than 16 KiB",
                place: "$.body",
                cure: "send the file's text and a short note"
            )
        }
    }
}

extension StoreReader {
    /// What is in force; `nil` while nothing was published.
    public func inForce(_ kind: SettingKind) throws -> StoredSetting? {
        try db.first(
            """
            SELECT * FROM settings WHERE kind = ? AND published IS NOT NULL ORDER BY published DESC, id DESC LIMIT 1
            """,
            [kind.rawValue]
        )
        .map(StoredSetting.init)
    }

    /// All texts of a kind, drafts too, the newest first.
    public func settings(_ kind: SettingKind) throws -> [StoredSetting] {
        try db.all("SELECT * FROM settings WHERE kind = ? ORDER BY id DESC", [kind.rawValue]).map(StoredSetting.init)
    }

    /// A setting by its number.
    public func setting(_ id: Int64) throws -> StoredSetting {
        guard let row = try db.first("SELECT * FROM settings WHERE id = ?", [id]) else {
            throw StoreError(.notFound, "there is no such setting", place: "setting \(id)", cure: "check the number")
        }
        return try StoredSetting(row)
    }
}
