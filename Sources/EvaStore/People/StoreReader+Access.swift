import Foundation

extension StoreReader {
    /// Whoever has the session; `nil` when there is none, when it is over, or when the user is disabled.
    public func access(session secret: String) throws -> (access: Access, seen: StoreTime)? {
        let row = try db.first(
            "SELECT user, seen FROM sessions WHERE hash = ? AND ends > ? AND seen > ?",
            [Secret.hash(secret), now.milliseconds, now.adding(seconds: -options.idleSeconds).milliseconds]
        )
        guard let row else { return nil }
        let user = try user(try row.value("user") as Int64)
        return user.disabled == nil ? (Access(user: user, scopes: nil), try row.time("seen")) : nil
    }

    /// Whoever has the token; `nil` when there is none, when it has expired or was revoked, or when the user is
    /// disabled.
    public func access(token secret: String) throws -> Access? {
        let row = try db.first(
            "SELECT * FROM tokens WHERE hash = ? AND expires > ? AND revoked IS NULL",
            [Secret.hash(secret), now.milliseconds]
        )
        guard let token = try row.map(StoredToken.init) else { return nil }
        let user = try user(token.user)
        return user.disabled == nil ? Access(user: user, scopes: token.scopes) : nil
    }

    /// All tokens of a user, or of all users, by number; revoked and expired ones too.
    public func tokens(of user: Int64? = nil) throws -> [StoredToken] {
        try db.all("SELECT * FROM tokens WHERE ?1 IS NULL OR user = ?1 ORDER BY id", [user]).map(StoredToken.init)
    }

    /// Whether somebody is admin; before, only setting up is possible.
    public func hasAdmin() throws -> Bool {
        try db.first(
            "SELECT 1 FROM users JOIN user_roles ON user = id WHERE role = 'admin' AND disabled IS NULL"
        ) != nil
    }

    func token(_ id: Int64) throws -> StoredToken {
        guard let row = try db.first("SELECT * FROM tokens WHERE id = ?", [id]) else {
            throw StoreError(.notFound, "there is no such token", place: "token:\(id)", cure: "see eva users list")
        }
        return try StoredToken(row)
    }

    /// When the next attempt to log in may be made.
    func nextAttempt(_ key: Data, _ throttle: LoginThrottle) throws -> StoreTime? {
        guard let row = try db.first("SELECT count, last FROM login_failures WHERE key = ?", [key]) else { return nil }
        let last = try row.time("last")
        guard now < last.adding(seconds: throttle.mostSeconds) else { return nil }
        return throttle.next(failures: try row.value("count"), last: last)
    }
}
