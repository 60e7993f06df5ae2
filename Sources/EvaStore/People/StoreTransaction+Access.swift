import Foundation

extension StoreTransaction {
    func beginSession(of id: Int64) throws -> NewSession {
        let user = try reader.user(id)
        let secret = Secret.token()
        let ends = now.adding(seconds: options.sessionSeconds)
        try db.run("DELETE FROM sessions WHERE ends <= ?", [now.milliseconds])
        try db.run(
            "INSERT INTO sessions (hash, user, begun, seen, ends) VALUES (?, ?, ?, ?, ?)",
            [Secret.hash(secret), id, now.milliseconds, now.milliseconds, ends.milliseconds]
        )
        try audit(.sessionBegin, user.subject)
        return NewSession(secret: secret, user: user, ends: ends)
    }

    /// Ends a session; nothing happens when there is none.
    public func endSession(_ secret: String) throws {
        let hash = Secret.hash(secret)
        guard let row = try db.first("SELECT user FROM sessions WHERE hash = ?", [hash]) else { return }
        try db.run("DELETE FROM sessions WHERE hash = ?", [hash])
        try audit(.sessionEnd, "user:\(try row.value("user") as Int64)")
    }

    /// Issues a token for a user.
    public func issueToken(
        for id: Int64,
        name: String,
        scopes: Set<TokenScope>,
        expires: StoreTime
    ) throws -> NewToken {
        let user = try reader.user(id)
        try Self.checkText(name, most: 128, "$.name")
        guard user.disabled == nil else {
            throw StoreError(.wrongState, "\(user.name) is disabled", place: user.name, cure: "enable the user first")
        }
        guard !scopes.isEmpty, expires > now else {
            throw StoreError(
                .invalid,
                scopes.isEmpty ? "the token has no scope" : "the token would have expired already",
                place: scopes.isEmpty ? "$.scopes" : "$.expires",
                cure: "name at least one scope and a moment that is to come"
            )
        }
        let secret = "eva_" + Secret.token()
        let list = scopes.sorted().map(\.rawValue).joined(separator: ",")
        try db.run(
            "INSERT INTO tokens (hash, user, name, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
            [Secret.hash(secret), id, name, list, now.milliseconds, expires.milliseconds]
        )
        let token = try reader.token(db.lastInsertedRowID)
        try audit(
            .tokenIssue,
            token.subject,
            AuditDetail([
                ("user", .number(id)), ("scopes", .text(list)), ("expires", .number(expires.milliseconds)),
            ])
        )
        return NewToken(secret: secret, token: token)
    }

    /// Takes back a token.
    public func revokeToken(_ id: Int64) throws {
        let token = try reader.token(id)
        guard token.revoked == nil else { return }
        try db.run("UPDATE tokens SET revoked = ? WHERE id = ?", [now.milliseconds, id])
        try audit(.tokenRevoke, token.subject)
    }

    /// Makes a one-time code with which the first admin is set up, in place of an earlier one; `nil` once there is an
    /// admin.
    public func makeSetupCode() throws -> String? {
        guard try !reader.hasAdmin() else { return nil }
        let code = Secret.code()
        try db.run(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
            [Self.setupKey, Secret.hash(code)]
        )
        try audit(.setupBegin, "setup")
        return code
    }

    /// **Throws** `badCredentials` unless the code is the one that is waiting to be used.
    func redeemSetupCode(_ code: String) throws {
        let hash = Secret.hash(code.uppercased().filter { !$0.isWhitespace })
        let row = try db.first("SELECT 1 FROM meta WHERE key = ? AND value = ?", [Self.setupKey, hash])
        guard row != nil, try !reader.hasAdmin() else {
            throw StoreError(
                .badCredentials,
                "the set-up code is wrong or was used already",
                place: "$.code",
                cure: "use the code that eva serve printed when it last started"
            )
        }
        try db.run("DELETE FROM meta WHERE key = ?", [Self.setupKey])
        try audit(.setupRedeem, "setup")
    }

    private static let setupKey = "setup_code"

    /// Counts a failure to log in against name and address.
    func noteFailure(_ keys: [Data]) throws {
        let forgotten = now.adding(seconds: -LoginThrottle.name.mostSeconds).milliseconds
        try db.run("DELETE FROM login_failures WHERE last < ?", [forgotten])
        for key in keys {
            try db.run(
                """
                INSERT INTO login_failures (key, count, last) VALUES (?, 1, ?)
                ON CONFLICT (key) DO UPDATE SET count = count + 1, last = excluded.last
                """,
                [key, now.milliseconds]
            )
        }
    }

    func forgetFailures(_ key: Data) throws {
        try db.run("DELETE FROM login_failures WHERE key = ?", [key])
    }
}
