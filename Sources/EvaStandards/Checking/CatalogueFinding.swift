/// Something in a catalogue that its keepers should look at.
public struct CatalogueFinding: Sendable, Equatable {
    /// How much it matters.
    public enum Level: String, Sendable, Codable, CaseIterable {
        /// The catalogue cannot mean what it says.
        case error
        /// It may be meant, but is likely not.
        case warning
        /// It is as well to know.
        case note
    }

    /// What is the matter.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The clause can never come into force.
        case unreachable
        /// No case of the corpus is one that the clause is about.
        case unused
        /// A name that no case of the corpus has.
        case unknownValue = "unknown_value"
        /// Two versions of a clause are valid at the same time.
        case versions
        /// A clause says what another says already.
        case overlapping
        /// One clause says that a claim must be paid, another that it must be denied.
        case contradictory
        /// The cases that a clause is about were decided otherwise.
        case history
    }

    /// How much it matters.
    public var level: Level
    /// What is the matter.
    public var kind: Kind
    /// The clauses.
    public var standards: [StandardVersion]
    /// One sentence.
    public var message: String
    /// Cases of the corpus; `nil` when it does not count cases.
    public var cases: Int?
    /// Identifier of one of the cases.
    public var example: String?
}

/// Identifier and version of a clause.
public struct StandardVersion: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Identifier of the clause.
    public var id: String
    /// Its version.
    public var version: Int

    /// Names a standard.
    public init(_ standard: Standard) {
        id = standard.id
        version = standard.version
    }

    /// The identifier, with the version unless it is the first.
    public var description: String { version == 1 ? id : "\(id) version \(version)" }
}

extension CatalogueFinding: Encodable {
    private enum Key: String, CodingKey {
        case level, kind, standards, message, cases, example
    }

    /// Writes all keys; what there is not is null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(level, forKey: .level)
        try container.encode(kind, forKey: .kind)
        try container.encode(standards, forKey: .standards)
        try container.encode(message, forKey: .message)
        try container.encode(cases, forKey: .cases)
        try container.encode(example, forKey: .example)
    }
}
