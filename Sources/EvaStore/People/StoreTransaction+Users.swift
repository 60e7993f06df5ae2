extension StoreTransaction {
    /// Adds a user; `passwordHash` is `nil` for one that only has tokens.
    func addUser(_ name: String, roles: Set<Role>, passwordHash: String?) throws -> User {
        try User.check(name)
        let key = User.key(name)
        guard try db.first("SELECT 1 FROM users WHERE key = ?", [key]) == nil else {
            throw StoreError(.alreadyExists, "there is a user \(name) already", place: name, cure: "take another name")
        }
        try db.run(
            "INSERT INTO users (name, key, password, created) VALUES (?, ?, ?, ?)",
            [name, key, passwordHash, now.milliseconds]
        )
        let id = db.lastInsertedRowID
        try insert(roles, of: id)
        let user = try reader.user(id)
        try audit(.userAdd, user.subject, AuditDetail([("roles", .text(Self.list(roles)))]))
        return user
    }

    /// Gives a user other roles.
    public func setRoles(_ roles: Set<Role>, of id: Int64) throws {
        let user = try reader.user(id)
        try keepAnAdmin(user, remains: roles.contains(.admin))
        try db.run("DELETE FROM user_roles WHERE user = ?", [id])
        try insert(roles, of: id)
        try audit(.userRoles, user.subject, AuditDetail([("roles", .text(Self.list(roles)))]))
    }

    /// Takes all rights from a user, sessions and tokens included; open cases are anybody's then, and leases go back to
    /// the queue.
    public func disable(_ id: Int64) throws {
        let user = try reader.user(id)
        try keepAnAdmin(user, remains: false)
        try db.run("UPDATE users SET disabled = ? WHERE id = ?", [now.milliseconds, id])
        try db.run("DELETE FROM sessions WHERE user = ?", [id])
        try db.run("UPDATE tokens SET revoked = ? WHERE user = ? AND revoked IS NULL", [now.milliseconds, id])
        try db.run("UPDATE review_queue SET holder = NULL, lease_until = NULL WHERE holder = ?", [id])
        try db.run("UPDATE cases SET agent = NULL WHERE agent = ? AND status = 'open'", [id])
        try audit(.userDisable, user.subject, AuditDetail([("open_cases", .number(Int64(db.changesCount)))]))
    }

    /// Lets a disabled user back in; revoked tokens stay revoked.
    public func enable(_ id: Int64) throws {
        let user = try reader.user(id)
        try db.run("UPDATE users SET disabled = NULL WHERE id = ?", [id])
        try audit(.userEnable, user.subject)
    }

    func setPassword(_ hash: String, of id: Int64) throws {
        let user = try reader.user(id)
        try db.run("UPDATE users SET password = ? WHERE id = ?", [hash, id])
        try db.run("DELETE FROM sessions WHERE user = ?", [id])
        try audit(.userPassword, user.subject)
    }

    private func insert(_ roles: Set<Role>, of id: Int64) throws {
        for role in roles.sorted() {
            try db.run("INSERT INTO user_roles (user, role) VALUES (?, ?)", [id, role.rawValue])
        }
    }

    /// Whoever removes the last admin could never undo it.
    private func keepAnAdmin(_ user: User, remains: Bool) throws {
        guard user.roles.contains(.admin), user.disabled == nil, !remains else { return }
        let others = try db.count(
            """
            SELECT count(*) FROM users JOIN user_roles ON user = id
            WHERE role = 'admin' AND disabled IS NULL AND id <> ?
            """,
            [user.id]
        )
        guard others > 0 else {
            throw StoreError(
                .wrongState,
                "\(user.name) is the last admin",
                place: user.name,
                cure: "make another user admin first"
            )
        }
    }

    private static func list(_ roles: Set<Role>) -> String {
        roles.sorted().map(\.rawValue).joined(separator: ",")
    }
}

extension StoreReader {
    private static let users = """
        SELECT id, name, created, disabled, password IS NOT NULL AS has_password,
            (SELECT group_concat(role) FROM user_roles WHERE user = id) AS roles
        FROM users
        """

    /// All users by number.
    public func users() throws -> [User] {
        try db.all("\(Self.users) ORDER BY id").map(User.init)
    }

    /// A user by number.
    public func user(_ id: Int64) throws -> User {
        guard let row = try db.first("\(Self.users) WHERE id = ?", [id]) else { throw Self.noUser("user:\(id)") }
        return try User(row)
    }

    /// **Throws** `notFound` when there is no user of this number.
    func checkUser(_ id: Int64) throws {
        if try db.first("SELECT 1 FROM users WHERE id = ?", [id]) == nil { throw Self.noUser("user:\(id)") }
    }

    /// A user by name, whatever its case.
    public func user(named name: String) throws -> User {
        guard let row = try db.first("\(Self.users) WHERE key = ?", [User.key(name)]) else {
            throw Self.noUser(name)
        }
        return try User(row)
    }

    private static func noUser(_ place: String) -> StoreError {
        StoreError(.notFound, "there is no such user", place: place, cure: "see eva users list")
    }

    /// The user called `name` with the hash of the password; `nil` when there is none, or it has no password.
    func passwordHash(of name: String) throws -> (id: Int64, hash: String, isDisabled: Bool)? {
        let row = try db.first(
            "SELECT id, password, disabled FROM users WHERE key = ? AND password IS NOT NULL",
            [User.key(name)]
        )
        guard let row else { return nil }
        let disabled: Int64? = try row.optional("disabled")
        return (try row.value("id"), try row.value("password"), disabled != nil)
    }
}
