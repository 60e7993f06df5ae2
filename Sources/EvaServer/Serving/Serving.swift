import EvaBundle
import EvaCorpus
package import EvaDecisions
import Foundation
import Synchronization

/// What answers: a bundle with what it goes by.
///
/// It never changes; a promotion puts another one in its place, and requests in flight keep theirs.
package final class Serving: Sendable {
    /// The bundle's folder.
    package let path: String
    package let advisor: Advisor
    package let settings: SettingsInForce
    /// Position of the schema's field that cases are grouped by.
    let segmentField: Int?
    private let idle: Mutex<[Session]>
    /// Sessions that are kept for later; more than there are threads are never in use.
    private static let mostIdle = 2 * ProcessInfo.processInfo.activeProcessorCount

    /// **Throws** when the bundle cannot go by what is in force, or its schema has no category `segment`.
    init(_ loaded: LoadedBundle, path: String, settings: SettingsInForce, segment: String?) throws {
        self.path = path
        self.settings = settings
        advisor = try Advisor(loaded, inForce: settings)
        segmentField = try advisor.bundle.schema.segmentField(segment)
        // The first session makes the tables that the first request would otherwise wait for.
        idle = Mutex([Session(try AdvisorSession(advisor))])
    }

    /// Runs `body` with a session that nobody else uses meanwhile.
    package func withSession<Value>(_ body: (inout AdvisorSession) throws -> Value) throws -> Value {
        let session = try idle.withLock { $0.popLast() } ?? Session(AdvisorSession(advisor))
        defer { idle.withLock { if $0.count < Self.mostIdle { $0.append(session) } } }
        return try body(&session.value)
    }

    /// A session in one place, for it is large to copy.
    ///
    /// `@unchecked Sendable`: whoever takes it out of `idle` is the only one who has it.
    private final class Session: @unchecked Sendable {
        var value: AdvisorSession

        init(_ value: AdvisorSession) {
            self.value = value
        }
    }
}

extension Schema {
    /// Position of the field that cases are grouped by.
    ///
    /// **Throws** when there is no category of this name.
    func segmentField(_ name: String?) throws(ServerError) -> Int? {
        guard let name else { return nil }
        guard let index = fieldIndex(name), fields[index].type == .category else {
            throw ServerError(
                "the schema of \(corpus) has no category \(name)",
                place: "segment",
                cure: "name a field of type category"
            )
        }
        return index
    }
}
