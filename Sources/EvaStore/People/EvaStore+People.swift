import Foundation

extension EvaStore {
    /// Adds a user; without a password the user can only have tokens.
    public func addUser(
        _ name: String,
        roles: Set<Role>,
        password: String?,
        as actor: AuditActor
    ) async throws -> User {
        try User.check(name)
        let hash = try await hashed(password)
        return try await write(as: actor) { try $0.addUser(name, roles: roles, passwordHash: hash) }
    }

    /// Gives a user another password and ends the user's sessions.
    public func setPassword(_ password: String, of id: Int64, as actor: AuditActor) async throws {
        try Password.check(password)
        let hash = try await hasher.hash(password)
        try await write(as: actor) { try $0.setPassword(hash, of: id) }
    }

    /// Gives a user who knows the present password another one, and a session in place of all that there were.
    ///
    /// **Throws** `invalid` for a new password that is none, and whatever `logIn` throws for the present one.
    public func changePassword(
        of name: String,
        from present: String,
        to new: String,
        address: String
    ) async throws -> NewSession {
        try Password.check(new)
        _ = try await logIn(name: name, password: present, address: address)
        let user = try await read { try $0.user(named: name) }
        try await setPassword(new, of: user.id, as: .user(user.id))
        return try await logIn(name: name, password: new, address: address)
    }

    /// Begins a session for whoever knows name and password; `address` is where the request comes from.
    ///
    /// **Throws** `badCredentials`, the same for unknown and disabled users, or `throttled` after too many failures.
    public func logIn(name: String, password: String, address: String) async throws -> NewSession {
        let nameKey = LoginThrottle.key("name", User.key(name))
        let addressKey = LoginThrottle.key("address", address)
        let known = try await read { reader in
            let waits = [
                try reader.nextAttempt(nameKey, .name), try reader.nextAttempt(addressKey, .address),
            ]
            if let next = waits.compactMap({ $0 }).max(), next > reader.now {
                throw StoreError(
                    .throttled,
                    "too many failed attempts; the next may be made at \(next)",
                    place: "$.name",
                    cure: "wait, or ask an admin for another password"
                )
            }
            return try reader.passwordHash(of: name)
        }
        let isRight = try await hasher.verify(password, known?.hash ?? Password.none)
        guard let known, isRight, !known.isDisabled else {
            try await write(as: .system("login")) { try $0.noteFailure([nameKey, addressKey]) }
            throw StoreError(.badCredentials, "name or password is wrong", place: "$.name", cure: "try again")
        }
        return try await write(as: .user(known.id)) { transaction in
            try transaction.forgetFailures(nameKey)
            return try transaction.beginSession(of: known.id)
        }
    }

    /// Whoever has the session; `nil` when there is none or it is over.
    ///
    /// Keeps the session from ending for being idle.
    public func access(session secret: String) async throws -> Access? {
        guard let found = try await read({ try $0.access(session: secret) }) else { return nil }
        let now = options.clock()
        if now > found.seen.adding(seconds: options.idleSeconds / 10) {
            // What the session is noted for does not matter to anybody but its user: no row of the audit.
            try await write(as: found.access.actor) { try $0.touch(secret) }
        }
        return found.access
    }

    /// Whoever has the token; `nil` when there is none or it is no longer good.
    public func access(token secret: String) async throws -> Access? {
        try await read { try $0.access(token: secret) }
    }

    /// Makes the first admin for whoever has the one-time set-up code.
    public func setUp(code: String, name: String, password: String) async throws -> NewSession {
        try User.check(name)
        let hash = try await hashed(password)
        return try await write(as: .system("setup")) { transaction in
            try transaction.redeemSetupCode(code)
            let user = try transaction.addUser(name, roles: [.admin], passwordHash: hash)
            return try transaction.beginSession(of: user.id)
        }
    }

    private func hashed(_ password: String?) async throws -> String? {
        guard let password else { return nil }
        try Password.check(password)
        return try await hasher.hash(password)
    }
}

extension StoreTransaction {
    fileprivate func touch(_ secret: String) throws {
        try db.run("UPDATE sessions SET seen = ? WHERE hash = ?", [now.milliseconds, Secret.hash(secret)])
    }
}
