public import EvaBundle
public import EvaStore

/// What an installation goes by beside its model: of each kind the text in force in the store, if there is one.
public struct SettingsInForce: Sendable, Equatable {
    private let settings: [SettingKind: StoredSetting]

    /// What is in force in the store.
    public init(_ reader: StoreReader) throws {
        var settings: [SettingKind: StoredSetting] = [:]
        for kind in SettingKind.allCases { settings[kind] = try reader.inForce(kind) }
        self.settings = settings
    }

    /// The text of a kind; `nil` while none was published.
    public subscript(kind: SettingKind) -> StoredSetting? { settings[kind] }

    /// What is recorded with each suggestion.
    package var hashes: SettingHashes {
        SettingHashes(
            standards: settings[.standards]?.hash,
            policy: settings[.policy]?.hash,
            costs: settings[.costs]?.hash
        )
    }

    /// The texts.
    var texts: [SettingText] { SettingKind.allCases.compactMap { settings[$0].map { SettingText($0) } } }
}

extension EvaStore {
    /// Puts a text in force once it is known that a bundle can go by it.
    ///
    /// **Throws** what is wrong with the text, with file, line and column; then nothing changes.
    @discardableResult
    public func publish(
        _ text: SettingText,
        for bundle: ModelBundle,
        note: String,
        as actor: AuditActor
    ) async throws -> StoredSetting {
        try text.check(against: bundle)
        return try await write(as: actor) { transaction in
            try transaction.publish(try transaction.saveDraft(text.kind, body: text.body, note: note).id)
        }
    }

    /// Puts files in force, each unless the store has a text of its kind already; those that were not needed.
    ///
    /// **Throws** what is wrong with the first file that is not as it should be; then none comes into force.
    func takeOver(_ files: [SettingKind: String], for bundle: ModelBundle) async throws -> [String] {
        let there = try await read { try SettingsInForce($0) }
        let wanted = files.sorted { $0.key.rawValue < $1.key.rawValue }
        let texts = try wanted.filter { there[$0.key] == nil }.map { try SettingText($0.key, path: $0.value) }
        for text in texts { try text.check(against: bundle) }
        if !texts.isEmpty {
            try await write(as: .system("serve")) { transaction in
                for text in texts where try transaction.reader.inForce(text.kind) == nil {
                    let note = "taken over at the first start"
                    _ = try transaction.publish(try transaction.saveDraft(text.kind, body: text.body, note: note).id)
                }
            }
        }
        return wanted.filter { there[$0.key] != nil }.map(\.value)
    }
}
