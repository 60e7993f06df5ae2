import EvaDecisions
import EvaStore
import EvaTestSupport
import Foundation
import Synchronization

/// A clock that tests set.
final class TestClock: Sendable {
    private let time = Mutex(StoreTime(milliseconds: 1_700_000_000_000))

    var now: StoreTime { time.withLock { $0 } }

    func advance(_ seconds: Double) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }

    func set(_ text: String) {
        guard let moment = StoreTime(parsing: text) else { return }
        time.withLock { $0 = moment }
    }
}

/// A store in a folder of its own, with an agent, a second agent, two reviewers and an admin.
struct StoreExample {
    let folder: String
    let clock = TestClock()
    let store: EvaStore
    let agent: User
    let colleague: User
    let reviewer: User
    let second: User

    var path: String { folder + "/eva.sqlite" }

    static func make(
        _ change: (inout StoreOptions) -> Void = { _ in }
    ) async throws -> StoreExample {
        let folder = try temporaryFolder()
        var options = StoreOptions(mode: .create)
        options.blindShare = 0
        change(&options)
        return try await StoreExample(folder: folder, options: options)
    }

    private init(folder: String, options: StoreOptions) async throws {
        self.folder = folder
        var options = options
        options.clock = { [clock] in clock.now }
        let store = try EvaStore(path: folder + "/eva.sqlite", options: options)
        func add(_ name: String, _ roles: Set<Role>) async throws -> User {
            try await store.addUser(name, roles: roles, password: nil, as: .system("test"))
        }
        self.store = store
        agent = try await add("anna", [.agent])
        colleague = try await add("bo", [.agent])
        reviewer = try await add("rita", [.reviewer])
        second = try await add("ron", [.reviewer, .agent])
    }

    func remove() {
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Receives a case with a suggestion that is seen at once.
    @discardableResult
    func suggest(
        _ id: String,
        _ answer: Answer = .pay,
        confidence: Double = 0.9,
        amount: Double? = 100,
        segment: String? = "apparel",
        fields: String? = nil,
        isShown: Bool = true
    ) async throws -> StoredSuggestion {
        let agent = agent.id
        return try await store.write(as: .user(agent)) { transaction in
            _ = try transaction.receive(
                NewCase(
                    id: id,
                    fields: fields ?? #"{"id": "\#(id)", "story": "private words"}"#,
                    amount: amount,
                    segment: segment,
                    agent: agent
                )
            )
            return try transaction.serve(
                Self.suggestion(answer, confidence: confidence, isShown: isShown),
                for: id
            )
        }
    }

    static func suggestion(_ answer: Answer, confidence: Double = 0.9, isShown: Bool = true) -> NewSuggestion {
        NewSuggestion(
            answer: answer,
            cause: answer == .review ? .unsure : nil,
            probability: answer == .deny ? 1 - confidence : confidence,
            confidence: confidence,
            model: ModelIdentity(name: "claims", version: "3", hash: "abc"),
            json: #"{"suggestion": "\#(answer.rawValue)", "reasons": "private reasons"}"#,
            settings: SettingHashes(policy: "policy", costs: "costs"),
            isShown: isShown
        )
    }

    @discardableResult
    func decide(_ id: String, _ answer: Answer, reason: String? = nil, by user: User? = nil) async throws
        -> DecisionOutcome
    {
        let agent = (user ?? agent).id
        return try await store.write(as: .user(agent)) {
            try $0.decide(NewDecision(caseID: id, agent: agent, answer: answer, reason: reason))
        }
    }

    @discardableResult
    func settle(_ id: String, _ answer: Answer, note: String? = nil) async throws -> StoredReview {
        let reviewer = reviewer.id
        return try await store.write(as: .user(reviewer)) { transaction in
            _ = try transaction.claim(id, for: reviewer)
            return try transaction.settle(
                NewReview(caseID: id, reviewer: reviewer, answer: answer, note: note)
            )
        }
    }

    func stored(_ id: String) async throws -> StoredCase {
        try await store.read { try $0.case(id) }
    }
}

/// The code of the `StoreError` that `body` throws; `nil` when it throws none.
func code(_ body: () async throws -> Void) async -> StoreError.Code? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? StoreError)?.code
    }
}
