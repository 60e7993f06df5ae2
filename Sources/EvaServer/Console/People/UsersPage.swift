import EvaStore

/// Users, with their roles and tokens.
struct UsersPage: Sendable {
    let users: [Row]
    let roles: [RoleTick]
    let scopes: [RoleTick]
    /// A token that was just issued.
    let secret: String?
    let secretName: String?

    struct Row: Sendable {
        let id: Int64
        let path: String
        let name: String
        let roleNames: String
        let roles: [RoleTick]
        let since: String
        let isDisabled: Bool
        let isOwn: Bool
        let hasPassword: Bool
        let tokens: [Token]
        let hasTokens: Bool
    }

    /// A role or scope with a tick before it.
    struct RoleTick: Sendable {
        let value: String
        let name: String
        let isTicked: Bool
    }

    struct Token: Sendable {
        let revokePath: String
        let name: String
        let scopes: String
        let until: String
        let isGood: Bool
    }

    init(
        _ users: [User],
        tokens: [StoredToken],
        own: Int64,
        secret: NewToken?,
        now: StoreTime,
        words: Words
    ) {
        func ticks(_ roles: Set<Role>) -> [RoleTick] {
            Role.allCases.map {
                RoleTick(value: $0.rawValue, name: words["role_\($0.rawValue)"], isTicked: roles.contains($0))
            }
        }
        self.users = users.map { user in
            let own = user.id == own
            let tokens = tokens.filter { $0.user == user.id }
                .map { token in
                    Token(
                        revokePath: "/tokens/\(token.id)/revoke",
                        name: token.name,
                        scopes: token.scopes.sorted().map(\.rawValue).joined(separator: ", "),
                        until: String(Shown.time(token.expires).prefix(10)),
                        isGood: token.revoked == nil && token.expires > now
                    )
                }
            return Row(
                id: user.id,
                path: "/users/\(user.id)",
                name: user.name,
                roleNames: user.roles.sorted().map { words["role_\($0.rawValue)"] }.joined(separator: ", "),
                roles: ticks(user.roles),
                since: String(Shown.time(user.created).prefix(10)),
                isDisabled: user.disabled != nil,
                isOwn: own,
                hasPassword: user.hasPassword,
                tokens: tokens,
                hasTokens: !tokens.isEmpty
            )
        }
        roles = ticks([])
        scopes = TokenScope.allCases.map { RoleTick(value: $0.rawValue, name: $0.rawValue, isTicked: false) }
        self.secret = secret?.secret
        secretName = secret?.token.name
    }
}
