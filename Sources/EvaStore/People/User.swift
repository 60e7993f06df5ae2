import Foundation
import GRDB

/// What a user may do.
public enum Role: String, Sendable, Codable, CaseIterable, Comparable {
    /// Decides cases.
    case agent
    /// Speaks the final word.
    case reviewer
    /// Answers for the money: sees all figures.
    case manager
    /// Keeps standards and models.
    case curator
    /// Keeps users and the installation.
    case admin

    /// The order in which they are listed.
    public static func < (left: Role, right: Role) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// Somebody, or some system, that uses Eva.
public struct User: Sendable, Equatable {
    /// Number; the audit names users by it.
    public let id: Int64
    /// Name to log in with.
    public let name: String
    /// What the user may do.
    public let roles: Set<Role>
    /// Whether the user has a password, and not only tokens.
    public let hasPassword: Bool
    /// Since when.
    public let created: StoreTime
    /// Since when the user may do nothing any more.
    public let disabled: StoreTime?

    /// How the audit names the user.
    var subject: String { "user:\(id)" }

    /// The name by which names are told apart: in lower case.
    static func key(_ name: String) -> String {
        name.precomposedStringWithCanonicalMapping.lowercased()
    }

    /// **Throws** `invalid` unless the name has 1 to 64 letters, digits, dots, hyphens, underscores and @.
    static func check(_ name: String) throws(StoreError) {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "._-@".contains($0) }
        guard (1...64).contains(name.count), isPlain else {
            throw StoreError(
                .invalid,
                "this is no name of a user",
                place: "$.name",
                cure: "use 1 to 64 letters, digits, dots, hyphens, underscores and @"
            )
        }
    }
}

extension User {
    /// Of a row with the roles joined by commas.
    init(_ row: Row) throws {
        id = try row.value("id")
        name = try row.value("name")
        let names: String? = try row.optional("roles")
        roles = Set((names ?? "").split(separator: ",").compactMap { Role(rawValue: String($0)) })
        hasPassword = try row.value("has_password")
        created = try row.time("created")
        disabled = try row.optionalTime("disabled")
    }
}
