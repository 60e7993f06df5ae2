import Foundation

/// The cases of a group in the order in which they would be answered, the surest first: each threshold is a place
/// along it.
struct CarefulPath {
    /// What a path answers.
    enum Kind: Equatable {
        /// Pays, from the highest probability down to .5.
        case pay
        /// Denies, from the lowest probability up to .5.
        case deny
        /// Both, by the distance of the log-odds from an offset: pay above it, deny below.
        case both(offset: Double)
    }

    struct Case {
        /// How sure the answer is; falls along the path.
        let sureness: Double
        let probability: Double
        let amount: Double
        let isPay: Bool
        let isWrong: Bool

        /// Chance that the answer is wrong, if the probability is right.
        var doubt: Double { isPay ? 1 - probability : probability }
    }

    let kind: Kind
    /// Budgets that the answers must keep.
    let budgets: [ErrorBudget]
    /// Largest amount that bounds on money cover; `nil` when no budget is one of money.
    let largestAmount: Double?
    let cases: [Case]

    /// Share of the amounts that a bound on money covers; larger ones go to review, for a few of them would decide it.
    private static let amountsCovered = 0.99
    /// Thresholds that are tried for budgets of cases: more of them end a sequence sooner by chance, fewer are coarse.
    private static let stepCount = 50

    init(_ kind: Kind, _ record: ForwardCases, positions: [Int], budgets: [ErrorBudget]) {
        self.kind = kind
        self.budgets = budgets
        let largest = budgets.contains { $0.unit == .money } ? Self.largest(record, positions) : nil
        largestAmount = largest
        cases =
            positions.compactMap { position in
                let amount = record.amounts.isEmpty ? Double.nan : Double(record.amounts[position])
                if let largest, !(amount <= largest) { return nil }
                return Self.one(kind, record.probabilities[position], label: record.labels[position], amount: amount)
            }
            .sorted { $0.sureness > $1.sureness }
    }

    private static func one(_ kind: Kind, _ probability: Double, label: Int8, amount: Double) -> Case? {
        let isPay: Bool
        let sureness: Double
        switch kind {
        case .pay: (isPay, sureness) = (true, probability)
        case .deny: (isPay, sureness) = (false, 1 - probability)
        case .both(let offset):
            let distance = logOdds(probability) - offset
            (isPay, sureness) = (distance > 0, abs(distance))
        }
        if kind == .pay, probability < 0.5 { return nil }
        if kind == .deny, probability >= 0.5 { return nil }
        return Case(
            sureness: sureness,
            probability: probability,
            amount: amount,
            isPay: isPay,
            isWrong: (label == 1) != isPay
        )
    }

    private static func logOdds(_ probability: Double) -> Double {
        let inside = min(max(probability, 1e-12), 1 - 1e-12)
        return log(inside / (1 - inside))
    }

    private static func largest(_ record: ForwardCases, _ positions: [Int]) -> Double {
        guard !record.amounts.isEmpty else { return 0 }
        let amounts = positions.map { Double(record.amounts[$0]) }.filter { $0 >= 0 }.sorted()
        return amounts.isEmpty ? 0 : amounts[min(amounts.count - 1, Int(Double(amounts.count) * amountsCovered))]
    }

    /// A case's weight in [0, 1] for a budget of money.
    private func weight(_ one: Case) -> Double {
        guard let largestAmount else { return 1 }
        return largestAmount > 0 ? max(0, one.amount / largestAmount) : 0
    }

    /// Whether a threshold can lie after the first `count` cases: equal probabilities are answered alike.
    private func isStep(_ count: Int) -> Bool {
        count == cases.count || cases[count].sureness < cases[count - 1].sureness
    }

    /// Most cases, from the surest on, that all budgets are proved for, each at this risk.
    func proved(risk: Double) -> Int {
        let reach = counted(risk: risk, isPromise: false)
        let money = budgets.filter { $0.unit == .money }
        guard !money.isEmpty else { return reach }
        var proved = 0
        var capitals = money.map { BettingCapital(rate: $0.rate) }
        for (index, one) in cases.prefix(reach).enumerated() {
            for number in money.indices {
                capitals[number].bet(weight: weight(one), isWrong: one.isWrong)
            }
            if capitals.allSatisfy({ $0.total >= 1 / risk }), isStep(index + 1) { proved = index + 1 }
        }
        return proved
    }

    /// Sureness down to which all budgets are likely to be proved, if the probabilities are right; infinite if nowhere.
    func promised(risk: Double) -> Double {
        let count = counted(risk: risk, isPromise: true)
        let money = budgets.filter { $0.unit == .money }
        guard !money.isEmpty else { return count > 0 ? cases[count - 1].sureness : .infinity }
        var reach = Double.infinity
        var capitals = money.map { PromisedCapital(rate: $0.rate) }
        for (index, one) in cases.prefix(count).enumerated() {
            for number in money.indices {
                capitals[number].bet(weight: weight(one), doubt: one.doubt)
            }
            if isStep(index + 1), capitals.allSatisfy({ $0.logTotal >= -log(risk) }) { reach = one.sureness }
        }
        return reach
    }

    /// Most cases that the budgets of cases are proved for, or promised; all when there are none of that kind.
    private func counted(risk: Double, isPromise: Bool) -> Int {
        let counted = budgets.filter { $0.unit == .cases }
        guard !counted.isEmpty else { return cases.count }
        let steps = self.steps
        return FixedSequence(counted, risk: risk).furthest(steps, isPromise: isPromise).map { steps[$0].count } ?? 0
    }

    /// About fifty thresholds along the path.
    private var steps: [FixedSequence.Step] {
        let stride = max(1, cases.count / Self.stepCount)
        var (steps, next) = ([FixedSequence.Step](), stride)
        var (errors, expected, variance) = (0, 0.0, 0.0)
        for (index, one) in cases.enumerated() {
            errors += one.isWrong ? 1 : 0
            expected += one.doubt
            variance += one.doubt * (1 - one.doubt)
            guard index + 1 >= next, isStep(index + 1) else { continue }
            steps.append(FixedSequence.Step(count: index + 1, errors: errors, expected: (expected, variance)))
            next = index + 1 + stride
        }
        return steps
    }

    /// The smallest rate that the first `count` cases would have proved on their own.
    private func bound(_ budget: ErrorBudget, count: Int, risk: Double) -> Double {
        let errors = cases.prefix(count).count { $0.isWrong }
        func isProved(_ rate: Double) -> Bool {
            guard budget.unit == .money else {
                return FixedSequence.proves(rate, errors: errors, of: count, risk: risk)
            }
            var capital = BettingCapital(rate: rate)
            for one in cases.prefix(count) { capital.bet(weight: weight(one), isWrong: one.isWrong) }
            return capital.total >= 1 / risk
        }
        var (low, high) = (0.0, budget.rate)
        for _ in 0..<20 {
            let middle = (low + high) / 2
            if isProved(middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// The first `count` cases, and as many more as are as sure as the last of them.
    func whole(_ count: Int) -> Int {
        var count = min(count, cases.count)
        while count > 0, !isStep(count) { count += 1 }
        return count
    }

    /// Share of wrong answers among the first `count` cases.
    func errorRate(_ count: Int) -> Double {
        count == 0 ? 1 : Double(cases.prefix(count).count { $0.isWrong }) / Double(count)
    }

    /// One of the path's answers, given to the first `count` cases; `risk` is `nil` when nothing is proved of them.
    func side(_ answer: Answer, count: Int, risk: Double?) -> DecisionRule.Side {
        var side = DecisionRule.Side()
        side.largestAmount = largestAmount
        side.bounds = budgets.map { budget in
            DecisionRule.Bound(budget: budget, bound: risk.map { bound(budget, count: count, risk: $0) })
        }
        guard count > 0 else { return side }
        let given = cases.prefix(count).filter { $0.isPay == (answer == .pay) }
        side.cases = given.count
        side.errors = given.count { $0.isWrong }
        let probabilities = given.map(\.probability)
        let last = cases[count - 1].sureness
        switch (kind, answer) {
        case (.both(let offset), .pay):
            side.threshold = min(1 / (1 + exp(-offset - last)), probabilities.min() ?? 1)
        case (.both(let offset), _):
            side.threshold = max(1 / (1 + exp(-offset + last)), probabilities.max() ?? 0)
        case (_, .pay): side.threshold = probabilities.min()
        default: side.threshold = probabilities.max()
        }
        return side
    }
}
