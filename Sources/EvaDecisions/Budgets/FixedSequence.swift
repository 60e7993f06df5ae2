/// Proves a budget of cases for thresholds of a path, in a sequence that is settled before labels are looked at: from
/// the furthest threshold where the probabilities promise nearly the largest margin on, each answering more cases, up
/// to the first that is not proved.
///
/// **Test**: of the first s cases e are answered wrongly; the budget α is proved for them when e ≤ sα − 1 and
/// P(Bin(s, α) ≤ e) ≤ δ. Given the order of the cases their errors are independent, though not equally likely; where
/// more than a share α of them is expected to be wrong, so few errors have a chance of at most δ (Hoeffding 1956, On
/// the distribution of the number of successes in independent trials, theorem 4). As the sequence ends with the first
/// failure, with probability 1 − δ all that was proved holds: each test has the whole risk.
///
/// **Source**: Angelopoulos, Bates, Candès, Jordan & Lei (2021), Learn then test, fixed-sequence testing.
package struct FixedSequence {
    private let budgets: [ErrorBudget]
    private let risk: Double

    /// Share of the largest margin with which the sequence may begin.
    ///
    /// With more cases, what the probabilities promise wrongly of the surest ones counts less. Chosen on simulated claims.
    private static let nearly = 0.8

    /// A threshold of a path.
    package struct Step {
        /// Cases that it answers.
        package let count: Int
        /// Wrong answers among them.
        package let errors: Int
        /// What the probabilities expect of wrong answers, and its variance.
        package let expected: (errors: Double, variance: Double)

        package init(count: Int, errors: Int, expected: (errors: Double, variance: Double)) {
            (self.count, self.errors, self.expected) = (count, errors, expected)
        }

        /// The most errors to be reckoned with if the probabilities are right: one standard deviation above the mean.
        var promisedErrors: Int { Int((expected.errors + expected.variance.squareRoot()).rounded(.up)) }

        /// How far the expected errors lie below a budget, in standard deviations of a sample that just keeps it.
        func margin(_ budget: ErrorBudget) -> Double {
            let count = Double(count)
            return (budget.rate * count - expected.errors) / (count * budget.rate * (1 - budget.rate)).squareRoot()
        }
    }

    /// Budgets of cases, each to be proved at `risk`.
    package init(_ budgets: [ErrorBudget], risk: Double) {
        self.budgets = budgets
        self.risk = risk
    }

    /// Position of the furthest step that is proved; `nil` when the first one is not.
    ///
    /// With `isPromise`, of what is likely to be proved if the probabilities are right, whatever the labels say.
    package func furthest(_ steps: [Step], isPromise: Bool = false) -> Int? {
        let margins = steps.map { step in budgets.reduce(Double.infinity) { min($0, step.margin($1)) } }
        guard let most = margins.max(), let start = margins.lastIndex(where: { $0 >= Self.nearly * most }) else {
            return nil
        }
        return steps.indices[start...]
            .prefix { step in
                let errors = isPromise ? steps[step].promisedErrors : steps[step].errors
                return budgets.allSatisfy { Self.proves($0.rate, errors: errors, of: steps[step].count, risk: risk) }
            }
            .last
    }

    /// Whether so few errors prove that no more than a share `rate` is to be expected.
    package static func proves(_ rate: Double, errors: Int, of count: Int, risk: Double) -> Bool {
        Double(errors) <= Double(count) * rate - 1 && Tail.binomial(atMost: errors, of: count, rate) <= risk
    }
}
