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
        let (texts, unneeded) = try there.missing(files, for: bundle)
        if !texts.isEmpty { try await write(as: .system("serve")) { try Self.takeOver(texts, $0) } }
        return unneeded
    }

    private static func takeOver(_ texts: [SettingText], _ transaction: StoreTransaction) throws {
        for text in texts where try transaction.reader.inForce(text.kind) == nil {
            let note = "taken over at the first start"
            _ = try transaction.publish(try transaction.saveDraft(text.kind, body: text.body, note: note).id)
        }
    }
}

extension SettingsInForce {
    /// The texts of the files for what is not there yet, checked, and the files for what is.
    fileprivate func missing(
        _ files: [SettingKind: String],
        for bundle: ModelBundle
    ) throws -> (texts: [SettingText], unneeded: [String]) {
        var (texts, unneeded): ([SettingText], [String]) = ([], [])
        for kind in SettingKind.allCases {
            guard let path = files[kind] else { continue }
            if self[kind] == nil {
                let text = try SettingText(kind, path: path)
                try text.check(against: bundle)
                texts.append(text)
            } else {
                unneeded.append(path)
            }
        }
        return (texts, unneeded)
    }
}
