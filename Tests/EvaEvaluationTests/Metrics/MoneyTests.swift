import EvaEvaluation
import EvaNumerics
import Foundation
import Testing

@Suite("Money")
struct MoneyTests {
    /// A wrong pay costs the amount, a wrong deny 50 and half of it, a review 10.
    private static func cases(
        labels: [Int8],
        suggestions: [ScoredCases.Suggestion],
        amounts: [Double]
    ) throws -> ScoredCases {
        try ScoredCases(
            labels: labels,
            probabilities: labels.map { _ in 0.5 },
            suggestions: suggestions,
            amounts: amounts,
            costs: CaseCosts(
                stakes: amounts,
                wrongPays: amounts,
                wrongDenies: amounts.map { 50 + $0 / 2 },
                review: 10
            )
        )
    }

    @Test("costs by hand: two right, a wrong pay of 40, a wrong deny of 20, two reviews")
    func byHand() throws {
        let metrics = try Metrics(
            Self.cases(
                labels: [1, 0, 0, 1, 1, 0],
                suggestions: [.pay, .deny, .pay, .deny, .review, .review],
                amounts: [100, 80, 40, 20, 60, 10]
            )
        )
        let money = try #require(metrics.money)
        #expect(money.atStake == 310)
        #expect(money.wrongPay == 40 && money.wrongDeny == 60 && money.review == 20)
        #expect(money.cost.total == 120)
        #expect(money.payAll == 80 + 40 + 10)
        #expect(money.denyAll == 100 + 60 + 80)
        #expect(money.reviewAll == 60)
        #expect(money.savedAgainstPayAll.total == 10)
        #expect(money.savedAgainstDenyAll.total == 120)
        #expect(money.savedAgainstReviewAll.total == -60)
    }

    @Test("the interval of a sum is 1.96 standard errors to both sides")
    func interval() throws {
        // Costs 30, 0, 10, 0: mean 10, squares 400 + 100 + 0 + 100.
        let money = try #require(
            try Metrics(
                Self.cases(labels: [0, 1, 1, 0], suggestions: [.pay, .pay, .review, .deny], amounts: [30, 1, 1, 1])
            )
            .money
        )
        let interval = try #require(money.cost.interval)
        let spread = 1.959963984540054 * (4.0 / 3 * 600).squareRoot()
        #expect(abs(interval.low - (40 - spread)) < 1e-9 && abs(interval.high - (40 + spread)) < 1e-9)
        let single = try Metrics(Self.cases(labels: [0], suggestions: [.pay], amounts: [30]))
        #expect(single.money?.cost.interval == nil)
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(single)) as? [String: Any]
        let cost = (json?["money"] as? [String: Any])?["cost"] as? [String: Any]
        #expect(cost?["interval"] is NSNull && cost?["total"] as? Double == 30)
    }

    @Test("what is saved is the cost of giving all one answer less that of the suggestions; parts and groups add up")
    func laws() throws {
        var random = RandomGenerator(seed: 9)
        let labels = (0..<300).map { _ in Int8(random.below(2)) }
        let suggestions = labels.map { _ in ScoredCases.Suggestion.allCases[random.below(3)] }
        let amounts = labels.map { _ in (100 * random.uniform()).rounded() }
        let all = try Metrics(Self.cases(labels: labels, suggestions: suggestions, amounts: amounts))
        let money = try #require(all.money)
        #expect(money.cost.total == money.wrongPay + money.wrongDeny + money.review)
        for way in ScoredCases.Suggestion.allCases {
            let same = labels.map { _ in way }
            let alone = try #require(
                try Metrics(Self.cases(labels: labels, suggestions: same, amounts: amounts)).money
            )
            let (cost, saved) =
                switch way {
                case .pay: (money.payAll, money.savedAgainstPayAll)
                case .deny: (money.denyAll, money.savedAgainstDenyAll)
                case .review: (money.reviewAll, money.savedAgainstReviewAll)
                }
            #expect(alone.cost.total == cost)
            #expect(abs(saved.total - (cost - money.cost.total)) < 1e-6)
            let interval = try #require(saved.interval)
            #expect(interval.low < saved.total && saved.total < interval.high)
        }
        let halves = try [0..<150, 150..<300]
            .map { half in
                try Metrics(
                    Self.cases(
                        labels: Array(labels[half]),
                        suggestions: Array(suggestions[half]),
                        amounts: Array(amounts[half])
                    )
                )
            }
        #expect(abs(halves.compactMap(\.money?.cost.total).reduce(0, +) - money.cost.total) < 1e-6)
    }

    @Test("the labels as suggestions cost nothing")
    func perfect() throws {
        let labels: [Int8] = [1, 0, 1]
        let money = try Metrics(
            Self.cases(labels: labels, suggestions: [.pay, .deny, .pay], amounts: [10, 20, 30])
        )
        .money
        #expect(money?.cost.total == 0 && money?.savedAgainstPayAll.total == 20)
    }

    @Test("without a table of costs there is no money, and costs must be finite and fit the cases")
    func costs() throws {
        #expect(try Metrics(ScoredCases(labels: [1], probabilities: [1])).money == nil)
        let bad: [(EvaluationError.Code, String, CaseCosts)] = [
            (.unequalCounts, "costs.wrong_pays", .init(stakes: [1], wrongPays: [], wrongDenies: [1], review: 1)),
            (.invalidCost, "costs.stakes[0]", .init(stakes: [.nan], wrongPays: [1], wrongDenies: [1], review: 1)),
            (.invalidCost, "costs.wrong_denies[0]", .init(stakes: [1], wrongPays: [1], wrongDenies: [-1], review: 1)),
            (.invalidCost, "costs.review[0]", .init(stakes: [1], wrongPays: [1], wrongDenies: [1], review: .infinity)),
        ]
        for (code, place, costs) in bad {
            let error = #expect(throws: EvaluationError.self) {
                try ScoredCases(labels: [1], probabilities: [1], costs: costs)
            }
            #expect(error?.code == code && error?.place == place)
        }
    }
}
