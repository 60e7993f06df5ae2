public import EvaStore

/// What an installation goes by beside its model: of each kind the text in force in the store, if there is one.
public struct SettingsInForce: Sendable, Equatable {
    private var texts: [SettingKind: StoredSetting] = [:]

    /// What is in force in the store.
    init(_ reader: StoreReader) throws {
        for kind in SettingKind.allCases { texts[kind] = try reader.inForce(kind) }
    }

    /// The text of a kind; `nil` while none was published.
    public subscript(kind: SettingKind) -> StoredSetting? { texts[kind] }
}
