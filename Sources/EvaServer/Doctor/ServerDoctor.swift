import EvaBundle
import EvaCorpus
public import EvaStore

/// Examines what a service would run with, without changing or starting anything.
public enum ServerDoctor {
    /// All findings on settings, model and database; what depends on something that does not work is left out.
    public static func examine(_ settings: ServerSettings, anchor: AuditAnchor? = nil) async -> [Finding] {
        var findings = await StoreDoctor.examine(settings.database, anchor: anchor)
        findings.append(tls(settings.server))
        guard let model = settings.model else {
            return findings + [Finding("model", .warning, "none was named; eva serve needs --model")]
        }
        do {
            let loaded = try ModelBundle.load(model)
            findings.append(
                Finding("model", .good, "\(loaded.name) version \(loaded.version) loads (\(loaded.hash.prefix(12)))")
            )
            findings.append(segment(settings.server.segment, loaded.bundle.schema))
            findings += await guidance(settings, loaded)
        } catch {
            findings.append(Finding("model", .bad, "\(error)"))
        }
        return findings
    }

    private static func tls(_ options: ServerOptions) -> Finding {
        guard options.tlsCertificate != nil else { return Finding("tls", .good, "none; HTTP is served") }
        do {
            _ = try options.tlsConfiguration()
            return Finding("tls", .good, "certificate and key can be used")
        } catch {
            return Finding("tls", .bad, "\(error)")
        }
    }

    private static func segment(_ name: String?, _ schema: Schema) -> Finding {
        do {
            guard let index = try schema.segmentField(name) else { return Finding("segment", .good, "none") }
            return Finding("segment", .good, "cases are grouped by \(schema.fields[index].name)")
        } catch {
            return Finding("segment", .bad, "\(error)")
        }
    }

    /// What is in force in the database, and of what is not, the files that would be taken over.
    private static func guidance(_ settings: ServerSettings, _ loaded: LoadedBundle) async -> [Finding] {
        let options = StoreOptions(mode: .readOnly)
        guard let store = try? EvaStore(path: settings.database, options: options) else {
            return settings.files.map {
                examine($0.key, loaded) { [path = $0.value] in try SettingText($0, path: path) }
            }
        }
        defer { try? store.close() }
        guard let inForce = try? await store.read({ try SettingsInForce($0) }) else { return [] }
        return SettingKind.allCases.map { kind in
            examine(kind, loaded) { kind in
                if let setting = inForce[kind] { return SettingText(setting) }
                return try settings.files[kind].map { try SettingText(kind, path: $0) }
            }
        }
    }

    private static func examine(
        _ kind: SettingKind,
        _ loaded: LoadedBundle,
        _ text: (SettingKind) throws -> SettingText?
    ) -> Finding {
        do {
            guard let text = try text(kind) else { return Finding(kind.rawValue, .good, "none") }
            try text.check(against: loaded.bundle)
            return Finding(kind.rawValue, .good, "\(text.file): the model can go by it")
        } catch {
            return Finding(kind.rawValue, .bad, "\(error)")
        }
    }
}
