import GRDB

/// What a token lets a program do; never more than its user's roles do.
public enum TokenScope: String, Sendable, Codable, CaseIterable, Comparable {
    /// Read and write cases.
    case cases
    /// Ask for suggestions.
    case suggest
    /// Decide as the token's user.
    case decide
    /// Review as the token's user.
    case review
    /// Read and write standards, policy and costs.
    case standards
    /// Read and promote models.
    case models
    /// Read statistics.
    case statistics
    /// Read the service's metrics.
    case metrics

    /// The order in which they are listed.
    public static func < (left: TokenScope, right: TokenScope) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// Who makes a request, and with what rights.
public struct Access: Sendable, Equatable {
    /// The user.
    public let user: User
    /// The token's scopes; `nil` for a person with a session.
    public let scopes: Set<TokenScope>?

    /// Who the audit says it was.
    public var actor: AuditActor { .user(user.id) }
}

/// A session that has just begun.
public struct NewSession: Sendable {
    /// What goes into the cookie; the store keeps a hash only.
    public let secret: String
    /// Who.
    public let user: User
    /// When it ends at the latest.
    public let ends: StoreTime
}

/// A token that was just issued.
public struct NewToken: Sendable {
    /// What the program sends; shown once, the store keeps a hash only.
    public let secret: String
    /// The token.
    public let token: StoredToken
}

/// A token in the store.
public struct StoredToken: Sendable, Equatable {
    /// Number.
    public let id: Int64
    /// Whose.
    public let user: Int64
    /// What for.
    public let name: String
    /// What it lets a program do.
    public let scopes: Set<TokenScope>
    /// Since when.
    public let created: StoreTime
    /// Until when.
    public let expires: StoreTime
    /// When it was revoked.
    public let revoked: StoreTime?

    /// How the audit names it.
    var subject: String { "token:\(id)" }
}

extension StoredToken {
    init(_ row: Row) throws {
        id = try row.value("id")
        user = try row.value("user")
        name = try row.value("name")
        let names: String = try row.value("scopes")
        scopes = Set(names.split(separator: ",").compactMap { TokenScope(rawValue: String($0)) })
        created = try row.time("created")
        expires = try row.time("expires")
        revoked = try row.optionalTime("revoked")
    }
}
