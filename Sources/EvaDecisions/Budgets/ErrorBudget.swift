/// The highest share of wrong suggestions that a fund manager allows.
public struct ErrorBudget: Sendable, Equatable {
    /// Which suggestions are counted.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Wrong pays among the pays suggested.
        case wrongPay = "wrong_pay"
        /// Wrong denies among the denies suggested.
        case wrongDeny = "wrong_deny"
        /// Wrong suggestions among all pays and denies suggested.
        case selectiveError = "selective_error"
    }

    /// What is counted of them.
    public enum Unit: String, Sendable, Codable, CaseIterable {
        /// Every case counts one.
        case cases
        /// Every case counts its amount.
        case money
    }

    /// Which suggestions are counted.
    public var kind: Kind
    /// Highest share, above 0 and below 1.
    public var rate: Double
    /// What is counted of them.
    public var unit: Unit

    /// Creates a budget.
    public init(_ kind: Kind, rate: Double, of unit: Unit = .cases) {
        self.kind = kind
        self.rate = rate
        self.unit = unit
    }
}

extension [ErrorBudget] {
    /// The budgets of something inside what these hold for: its own where it has them, these for the rest.
    func overridden(by own: [ErrorBudget]) -> [ErrorBudget] {
        filter { outer in !own.contains { $0.kind == outer.kind && $0.unit == outer.unit } } + own
    }
}
