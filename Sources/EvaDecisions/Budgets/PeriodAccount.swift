/// What was suggested since a period began, and what is known to be wrong of it.
public struct PeriodAccount: Sendable, Equatable {
    private struct Sums: Equatable {
        var cases = 0.0
        var wrongCases = 0.0
        var money = 0.0
        var wrongMoney = 0.0
    }

    private var pays = Sums()
    private var denies = Sums()

    /// An account of nothing.
    public init() {}

    /// Books a suggestion whose label is known; `amount` is NaN when missing.
    public mutating func book(_ answer: Answer, label: Int8, amount: Double) {
        switch answer {
        case .pay: Self.book(isWrong: label == 0, amount, in: &pays)
        case .deny: Self.book(isWrong: label == 1, amount, in: &denies)
        case .review: break
        }
    }

    private static func book(isWrong: Bool, _ amount: Double, in sums: inout Sums) {
        let money = amount >= 0 ? amount : 0
        sums.cases += 1
        sums.money += money
        if isWrong {
            sums.wrongCases += 1
            sums.wrongMoney += money
        }
    }

    /// What is left of a budget's rate: less than all of it while more errors were made than it allows, so that the
    /// period as a whole comes back to it.
    ///
    /// **Formula**: with S suggestions and E errors, max(α/4, α − (E − α S) / max(S, 200)) when S > 30 and E > α S.
    ///
    /// **Source**: an integral control, kin to Gibbs & Candès (2021), Adaptive conformal inference under distribution
    /// shift.
    func rate(_ budget: ErrorBudget, of rate: Double) -> Double {
        let parts = budget.kind == .wrongPay ? [pays] : budget.kind == .wrongDeny ? [denies] : [pays, denies]
        let count = parts.reduce(0) { $0 + $1.cases }
        var errors = parts.reduce(0) { $0 + $1.wrongCases }
        if budget.unit == .money {
            let money = parts.reduce(0) { $0 + $1.money }
            errors = money > 0 ? count * parts.reduce(0) { $0 + $1.wrongMoney } / money : 0
        }
        let excess = errors - rate * count
        return count > 30 && excess > 0 ? max(rate / 4, rate - excess / max(count, 200)) : rate
    }
}
