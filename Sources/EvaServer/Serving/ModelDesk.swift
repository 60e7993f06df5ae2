import EvaBundle
package import EvaStore
import Foundation
import HTTPTypes
import Synchronization

/// Keeps what serves, and puts a promoted bundle or newly published settings in its place while requests go on.
package actor ModelDesk {
    /// Bundle, or folder of a model in a repository.
    package nonisolated let model: String
    private nonisolated let current: Mutex<Serving>
    private let store: EvaStore
    private let segment: String?
    /// Promotions under way, during which the champion on the disk may still be taken back.
    private var promoting = 0

    /// Loads what serves, and says which files were not needed: the store takes those over that it has no text of.
    package init(
        model: String,
        files: [SettingKind: String],
        segment: String?,
        store: EvaStore,
        unneeded: (String) -> Void = { _ in }
    ) async throws {
        self.model = model
        self.segment = segment
        self.store = store
        let path = try ModelRepository.resolve(model)
        let loaded = try ModelBundle.load(path)
        for file in try await store.takeOver(files, for: loaded.bundle) { unneeded(file) }
        let settings = try await store.read { try SettingsInForce($0) }
        current = Mutex(try Serving(loaded, path: path, settings: settings, segment: segment))
    }

    /// What serves now.
    package nonisolated var serving: Serving { current.withLock { $0 } }

    /// The repository that the model is in, with its name; `nil` when a bundle outside of any is served.
    nonisolated var repository: (repository: ModelRepository, name: String)? {
        guard (try? ModelRepository.resolve(model)) != model else { return nil }
        return ModelRepository.split(model)
    }

    /// Serves what is champion and in force now, if that is not what serves; whether it was not.
    ///
    /// **Throws** when it cannot serve; then the old one serves on.
    @discardableResult
    package func refresh() async throws -> Bool {
        guard promoting == 0 else { return false }
        let settings = try await store.read { try SettingsInForce($0) }
        let path = try ModelRepository.resolve(model)
        // A purge rewrites the bundle where it is.
        let hash = try FileHash.sha256(path: path + "/manifest.json")
        guard path != serving.path || settings != serving.settings || hash != serving.advisor.identity.hash else {
            return false
        }
        let new = try await load(path, settings)
        // A promotion may have come in between.
        guard try ModelRepository.resolve(model) == path else { return try await refresh() }
        // A champion that could yet be taken back, or was, is not served.
        guard promoting == 0, try ModelRepository.resolve(model) == path else { return false }
        current.withLock { $0 = new }
        return true
    }

    /// Makes a version of the model the champion and serves it.
    ///
    /// **Throws** when the version cannot serve or the promotion cannot be noted; then the old champion stays.
    package func promote(_ name: String, version: Int, by access: Access) async throws {
        guard let (repository, own) = repository, own == name else {
            throw Problem(.notFound, "not_found", "this server serves no such model", cure: "see /v1/models")
        }
        promoting += 1
        defer { promoting -= 1 }
        let before = try repository.model(name).champion
        let settings = try await store.read { try SettingsInForce($0) }
        guard try repository.model(name).versions.contains(version) else {
            throw Problem(
                .notFound,
                "not_found",
                "the model has no such version",
                cure: "see /v1/models",
                path: "$.version"
            )
        }
        let new: Serving
        do {
            new = try await load(repository.bundlePath(of: name, version: version), settings)
        } catch {
            throw Problem(notServing: error) ?? error
        }
        try repository.promote(name, version: version)
        do {
            let hash = new.advisor.identity.hash
            try await store.write(as: access.actor) { transaction in
                try transaction.note(
                    .modelPromote,
                    subject: "model:\(name)",
                    detail: ["version": "\(version)", "hash": hash]
                )
            }
        } catch {
            if let before { try repository.promote(name, version: before) }
            throw error
        }
        current.withLock { $0 = new }
    }

    /// Puts a text in force and serves it.
    ///
    /// **Throws** what is wrong with the text, with line and column, when what serves cannot go by it; then the old one
    /// stays in force.
    package func publish(_ text: SettingText, note: String, by access: Access) async throws {
        try await store.publish(text, for: serving.advisor.bundle, note: note, as: access.actor)
        try await refresh()
    }

    /// Serves the champion before the present one again; its version.
    ///
    /// **Throws** when there is none or it cannot serve; then the present one stays champion.
    package func rollBack(by access: Access) async throws -> Int {
        guard let (repository, name) = repository, let before = try repository.model(name).champion else {
            throw Problem(
                .conflict,
                "no_repository",
                "no model's folder is served",
                cure: "start with a model's folder"
            )
        }
        let settings = try await store.read { try SettingsInForce($0) }
        promoting += 1
        defer { promoting -= 1 }
        let version = try repository.rollback(name)
        do {
            let new = try await load(repository.bundlePath(of: name, version: version), settings)
            let hash = new.advisor.identity.hash
            try await store.write(as: access.actor) { transaction in
                try transaction.note(
                    .modelPromote,
                    subject: "model:\(name)",
                    detail: ["version": "\(version)", "hash": hash, "rollback": "yes"]
                )
            }
            current.withLock { $0 = new }
            return version
        } catch {
            try repository.promote(name, version: before)
            throw error
        }
    }

    /// Reading a bundle takes a while: it is done on a thread that no request waits for.
    private func load(_ path: String, _ settings: SettingsInForce) async throws -> Serving {
        let segment = segment
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility)
                .async {
                    continuation.resume(
                        with: Result {
                            try Serving(ModelBundle.load(path), path: path, settings: settings, segment: segment)
                        }
                    )
                }
        }
    }
}
