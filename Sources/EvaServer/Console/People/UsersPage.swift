import EvaStore

/// Users, with their roles and tokens.
package struct UsersPage: Sendable {
    package let users: [Row]
    package let roles: [RoleTick]
    package let scopes: [RoleTick]
    /// A token that was just issued.
    package let secret: String?
    package let secretName: String?

    package struct Row: Sendable {
        package let id: Int64
        package let path: String
        package let name: String
        package let roleNames: String
        package let roles: [RoleTick]
        package let since: String
        package let isDisabled: Bool
        package let isOwn: Bool
        package let hasPassword: Bool
        package let tokens: [Token]
        package let hasTokens: Bool
    }

    /// A role or scope with a tick before it.
    package struct RoleTick: Sendable {
        package let value: String
        package let name: String
        package let isTicked: Bool
    }

    package struct Token: Sendable {
        package let revokePath: String
        package let name: String
        package let scopes: String
        package let until: String
        package let isGood: Bool
    }

    package init(
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
