public import EvaEvaluation

/// What became of the cases that a clause is about.
public struct ClauseRecord: Sendable, Equatable {
    /// The clause.
    public var standard: StandardVersion
    /// What it says.
    public var effect: Effect
    /// Cases in which it applies.
    public var applies: Int
    /// Cases in which its effect comes about.
    public var inForce: Int
    /// Labelled ones among these in which no clause that must be followed says otherwise.
    public var labelled: Int
    /// Those of them that were decided as the clause says.
    public var followed: Int

    /// Share that was decided as the clause says; `nil` without cases.
    public var share: Double? { labelled == 0 ? nil : Double(followed) / Double(labelled) }
    /// Its 95 % Wilson interval; `nil` without cases.
    public var interval: Interval? { Interval(wilson: followed, of: labelled) }
}

extension ClauseRecord: Encodable {
    private enum Key: String, CodingKey {
        case id, version, effect, applies
        case inForce = "in_force"
        case labelled, followed, share
        case interval = "share_interval"
    }

    /// Writes all keys; what is undefined is null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(standard.id, forKey: .id)
        try container.encode(standard.version, forKey: .version)
        try container.encode(effect, forKey: .effect)
        try container.encode(applies, forKey: .applies)
        try container.encode(inForce, forKey: .inForce)
        try container.encode(labelled, forKey: .labelled)
        try container.encode(followed, forKey: .followed)
        try container.encode(share, forKey: .share)
        try container.encode(interval, forKey: .interval)
    }
}

extension Effect {
    /// Whether the effect is for paying.
    public var isForPay: Bool { self == .mustPay || self == .supportsPay }
    /// Whether the effect must be followed.
    public var isHard: Bool { self == .mustPay || self == .mustDeny }
}
