import Crypto
import Foundation

/// The `Idempotency-Key` of a request: the same request with the same key is answered as it was the first time.
public struct IdempotencyKey: Sendable {
    let owner: String
    let key: String
    let request: Data

    /// A key that `owner` sent with a request; `request` is all that makes it what it is: method, path and body.
    ///
    /// **Throws** `invalid` when the key is empty or longer than 256 bytes.
    public init(_ key: String, owner: AuditActor, request: [UInt8]) throws {
        try StoreTransaction.checkText(key, most: 256, "Idempotency-Key")
        self.owner = owner.description
        self.key = key
        self.request = Data(SHA256.hash(data: request))
    }
}

/// The answer to a request, as it is stored with an idempotency key.
public struct StoredAnswer: Sendable, Equatable {
    /// Status of HTTP.
    public var status: Int
    /// Body.
    public var body: [UInt8]
    /// Whether this is the answer to an earlier request.
    public var isRepeated = false

    /// Creates an answer.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

extension EvaStore {
    /// Makes a change once: a repetition with the same key gets the first answer, which is stored with the change.
    ///
    /// What `body` throws is not stored: the request may be sent again.
    ///
    /// **Throws** `keyReused` when the key came with another request.
    public func write(
        as actor: AuditActor,
        once key: IdempotencyKey?,
        _ body: @escaping @Sendable (StoreTransaction) throws -> StoredAnswer
    ) async throws -> StoredAnswer {
        try await write(as: actor) { transaction in
            guard let key else { return try body(transaction) }
            if let answer = try transaction.answer(to: key) { return answer }
            let answer = try body(transaction)
            try transaction.keep(answer, for: key)
            return answer
        }
    }

    /// The stored answer to a request, without making a change; saves the work of a repetition.
    public func answer(to key: IdempotencyKey) async throws -> StoredAnswer? {
        try await read { try $0.answer(to: key) }
    }
}

extension StoreReader {
    fileprivate func answer(to key: IdempotencyKey) throws -> StoredAnswer? {
        let earliest = now.adding(seconds: -options.idempotencySeconds).milliseconds
        let row = try db.first(
            "SELECT * FROM idempotency WHERE owner = ? AND key = ? AND created > ?",
            [key.owner, key.key, earliest]
        )
        guard let row else { return nil }
        guard try row.value("request") as Data == key.request else {
            throw StoreError(
                .keyReused,
                "this key came with another request before",
                place: "Idempotency-Key",
                cure: "use a new key for each new request"
            )
        }
        var answer = StoredAnswer(status: try row.value("status"), body: [UInt8](try row.value("body") as Data))
        answer.isRepeated = true
        return answer
    }
}

extension StoreTransaction {
    fileprivate func answer(to key: IdempotencyKey) throws -> StoredAnswer? {
        try reader.answer(to: key)
    }

    fileprivate func keep(_ answer: StoredAnswer, for key: IdempotencyKey) throws {
        let earliest = now.adding(seconds: -options.idempotencySeconds).milliseconds
        // A few at a time, so that no request waits for a day's worth.
        try db.run(
            """
            DELETE FROM idempotency WHERE (owner, key) IN
                (SELECT owner, key FROM idempotency WHERE created <= ? ORDER BY created LIMIT 20)
            """,
            [earliest]
        )
        try db.run(
            """
            INSERT OR REPLACE INTO idempotency (owner, key, request, status, body, created) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [key.owner, key.key, key.request, answer.status, Data(answer.body), now.milliseconds]
        )
    }
}
