/// Whether error budgets were kept, over all cases and period by period.
public struct BudgetReport: Sendable, Equatable, Codable {
    /// A budget that was asked for.
    public struct Asked: Sendable, Equatable {
        /// `wrong_pay`, `wrong_deny` or `selective_error`.
        public let budget: String
        /// What is counted: `cases` or `money`.
        public let of: String
        /// Highest share.
        public let rate: Double

        /// Names a budget.
        public init(budget: String, of: String, rate: Double) {
            self.budget = budget
            self.of = of
            self.rate = rate
        }
    }

    /// How one budget was kept.
    public struct Outcome: Sendable, Equatable, Codable {
        /// `wrong_pay`, `wrong_deny` or `selective_error`.
        public let budget: String
        /// What is counted: `cases` or `money`.
        public let of: String
        /// Highest share that was asked for.
        public let asked: Double
        /// Suggestions that it bounds.
        public let suggested: Int
        /// Share of wrong ones among them; `nil` without a suggestion.
        public let realised: Double?
        /// 95 % interval of the share.
        public let interval: Interval?
        /// Whether the share is within the budget, as far as chance allows.
        ///
        /// **Formula**: at most α + 1.645 √(α (1 − α) / n) for n suggestions. Without a suggestion it is not.
        public let held: Bool

        enum CodingKeys: String, CodingKey {
            case budget, of, asked, suggested, realised, interval, held
        }

        /// Writes all keys; a share that is undefined is null.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(budget, forKey: .budget)
            try container.encode(of, forKey: .of)
            try container.encode(asked, forKey: .asked)
            try container.encode(suggested, forKey: .suggested)
            try container.encode(realised, forKey: .realised)
            try container.encode(interval, forKey: .interval)
            try container.encode(held, forKey: .held)
        }
    }

    /// The outcomes of a period.
    public struct Period: Sendable, Equatable, Codable {
        /// Such as a year.
        public let period: String
        /// One a budget.
        public let outcomes: [Outcome]
    }

    /// Over all cases, one a budget.
    public let overall: [Outcome]
    /// Period by period.
    public let periods: [Period]
    /// Periods in which all budgets were held.
    public let periodsHeld: Int

    enum CodingKeys: String, CodingKey {
        case overall
        case periods
        case periodsHeld = "periods_held"
    }

    /// Judges the suggestions of cases.
    public init(_ asked: [Asked], _ cases: ScoredCases) {
        overall = asked.map { Outcome($0, cases, Array(0..<cases.count)) }
        let names = cases.periods ?? []
        periods = Dictionary(grouping: names.indices) { names[$0] }
            .sorted { $0.key < $1.key }
            .map { name, positions in
                Period(period: name, outcomes: asked.map { Outcome($0, cases, positions) })
            }
        periodsHeld = periods.count { $0.outcomes.allSatisfy(\.held) }
    }
}

extension BudgetReport.Outcome {
    /// 95 % of a normal distribution lie below it.
    private static let oneSided = 1.6448536269514722
    /// 95 % of a normal distribution lie within it, both sides of the mean.
    private static let twoSided = 1.959963984540054

    init(_ asked: BudgetReport.Asked, _ cases: ScoredCases, _ positions: [Int]) {
        let counted: Set<ScoredCases.Suggestion> =
            asked.budget == "wrong_pay" ? [.pay] : asked.budget == "wrong_deny" ? [.deny] : [.pay, .deny]
        let chosen = positions.filter { counted.contains(cases.suggestions[$0]) }
        let isWrong = chosen.map { (cases.labels[$0] == 1) != (cases.suggestions[$0] == .pay) }
        budget = asked.budget
        of = asked.of
        self.asked = asked.rate
        suggested = chosen.count
        let errors = isWrong.count { $0 }
        guard of == "money" else {
            realised = chosen.isEmpty ? nil : Double(errors) / Double(chosen.count)
            interval = Interval(wilson: errors, of: chosen.count)
            let noise = (asked.rate * (1 - asked.rate) / Double(max(1, chosen.count))).squareRoot()
            held = realised.map { $0 <= asked.rate + Self.oneSided * noise } ?? false
            return
        }
        let amounts = chosen.map { position in
            let amount = cases.amounts?[position] ?? .nan
            return amount.isNaN ? 0 : amount
        }
        let money = amounts.reduce(0, +)
        let wrong = zip(amounts, isWrong).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        /// Standard error of the ratio about a rate, by linearisation.
        func error(about rate: Double) -> Double {
            zip(amounts, isWrong)
                .reduce(0) { sum, one in
                    let part = one.0 * ((one.1 ? 1 : 0) - rate)
                    return sum + part * part
                }
                .squareRoot() / money
        }
        guard money > 0 else {
            (realised, interval, held) = (nil, nil, false)
            return
        }
        let share = wrong / money
        let spread = Self.twoSided * error(about: share)
        realised = share
        interval = Interval(low: max(0, share - spread), high: min(1, share + spread))
        held = share <= asked.rate + Self.oneSided * error(about: asked.rate)
    }
}

extension ReportTable {
    /// Asked and realised shares of wrong suggestions, over all cases and by period.
    static func budgets(_ budgets: BudgetReport) -> ReportTable {
        func rows(_ period: String, _ outcomes: [BudgetReport.Outcome]) -> [Row] {
            outcomes.map { outcome in
                Row(
                    head: period,
                    figures: [
                        outcome.budget + (outcome.of == "money" ? " (money)" : ""), Format.percent(outcome.asked),
                        Format.count(outcome.suggested), Format.percent(outcome.realised),
                        Format.percent(outcome.interval), outcome.held ? "yes" : "no",
                    ]
                )
            }
        }
        return ReportTable(
            caption: "Error budgets: held in \(budgets.periodsHeld) of \(budgets.periods.count) periods",
            columns: ["Period", "Budget", "Asked", "Suggested", "Realised", "95% interval", "Held"],
            rows: rows("all", budgets.overall) + budgets.periods.flatMap { rows($0.period, $0.outcomes) }
        )
    }
}
