import EvaStore

/// A user as the commands show it.
struct UserView: Encodable, Sendable {
    let name: String
    let roles: [String]
    let created: String
    let disabled: String?
    let hasPassword: Bool
    let tokens: [TokenView]

    init(_ user: User, tokens: [StoredToken] = []) {
        name = user.name
        roles = user.roles.sorted().map(\.rawValue)
        created = user.created.description
        disabled = user.disabled?.description
        hasPassword = user.hasPassword
        self.tokens = tokens.map { TokenView($0, secret: nil) }
    }

    private enum CodingKeys: String, CodingKey {
        case name, roles, created, disabled
        case hasPassword = "has_password"
        case tokens
    }

    var text: String {
        let state = disabled.map { "disabled since \($0)" } ?? (hasPassword ? "can log in" : "tokens only")
        return (["\(name): \(roles.joined(separator: ", ")); \(state)"] + tokens.map { "  \($0.text)" })
            .joined(separator: "\n")
    }
}

/// A token as the commands show it.
struct TokenView: Encodable, Sendable {
    let id: Int64
    let name: String
    let scopes: [String]
    let expires: String
    let revoked: String?
    /// The token itself; only when it was just issued.
    let token: String?

    init(_ new: NewToken) {
        self.init(new.token, secret: new.secret)
    }

    init(_ stored: StoredToken, secret: String?) {
        id = stored.id
        name = stored.name
        scopes = stored.scopes.sorted().map(\.rawValue)
        expires = stored.expires.description
        revoked = stored.revoked?.description
        token = secret
    }

    var text: String {
        let state = revoked.map { "revoked at \($0)" } ?? "until \(expires)"
        return "token \(id) “\(name)”: \(scopes.joined(separator: ", ")); \(state)"
    }
}
