/// Hashes of the texts in force when something was suggested; `nil` where there was none.
public struct SettingHashes: Sendable, Equatable {
    /// Of the standards.
    public var standards: String?
    /// Of the policy.
    public var policy: String?
    /// Of the costs.
    public var costs: String?

    /// Creates the hashes.
    public init(standards: String? = nil, policy: String? = nil, costs: String? = nil) {
        self.standards = standards
        self.policy = policy
        self.costs = costs
    }

    /// The hash of a kind.
    public subscript(kind: SettingKind) -> String? {
        switch kind {
        case .standards: standards
        case .policy: policy
        case .costs: costs
        }
    }
}
