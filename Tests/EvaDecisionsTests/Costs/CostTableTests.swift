import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Testing

@Suite("Costs")
struct CostTableTests {
    /// Amount 100: a wrong pay costs 80, a wrong deny 170, a review 15.
    private let costs = CostTable(
        corpus: "claims",
        currency: "CNY",
        wrongPayRecovery: 0.2,
        wrongDenyShare: 0.5,
        wrongDenyFixed: 120,
        review: 15,
        missingAmount: 200
    )

    @Test("an error costs its share of the amount and its fixed sum, a missing amount counts as the table says")
    func errors() {
        #expect(costs.wrongPay(amount: 100) == 80)
        #expect(costs.wrongDeny(amount: 100) == 170)
        #expect(costs.wrongPay(amount: .nan) == 160)
        #expect(costs.wrongDeny(amount: .nan) == 220)
        #expect(costs.wrongPay(amount: -7) == 0)
        #expect(costs.wrongDeny(amount: -7) == 120)
    }

    @Test("expected costs are those of the errors, by their probability")
    func expected() {
        #expect(costs.expected(.pay, probability: 0.75, amount: 100) == 20)
        #expect(costs.expected(.deny, probability: 0.25, amount: 100) == 42.5)
        #expect(costs.expected(.review, probability: 0.25, amount: 100) == 15)
    }

    @Test(
        "the cheapest answer is given: what a wrong pay and a review cost moves the threshold",
        arguments: [
            // Paying costs 80 (1 − p), denying 170 p, a review 15: pay from p = .8125 on, deny up to p = .0882….
            (0.82, Answer.pay), (0.81, .review), (0.5, .review), (0.09, .review), (0.088, .deny), (0, .deny), (1, .pay),
        ]
    )
    func cheapest(probability: Double, answer: Answer) {
        #expect(costs.cheapest(probability: probability, amount: 100).answer == answer)
    }

    @Test("a case too small to be worth a review is decided, a large one is not")
    func amounts() {
        #expect(costs.cheapest(probability: 0.5, amount: 10).answer == .pay)
        #expect(costs.cheapest(probability: 0.5, amount: 1_000).answer == .review)
        #expect(costs.cheapest(probability: 0.95, amount: 1_000).answer == .review)
        #expect(costs.cheapest(probability: 0.99, amount: 1_000).answer == .pay)
    }

    @Test("an answer that the budgets do not allow is not given, however cheap")
    func allowed() {
        #expect(costs.cheapest([.deny], probability: 0.95, amount: 100).answer == .review)
        #expect(costs.cheapest([.deny], probability: 0.01, amount: 100).answer == .deny)
        #expect(costs.cheapest([], probability: 1, amount: 100).answer == .review)
    }

    @Test("no allowed answer costs less than the one that is given")
    func law() {
        var random = SplitMix(state: 3)
        for _ in 0..<2_000 {
            var table = costs
            table.review = 50 * random.uniform()
            table.wrongPayFixed = 100 * random.uniform()
            let (p, amount) = (random.uniform(), 500 * random.uniform())
            let best = table.cheapest(probability: p, amount: amount)
            for answer in Answer.allCases {
                #expect(best.cost <= table.expected(answer, probability: p, amount: amount))
            }
            #expect(best.cost == table.expected(best.answer, probability: p, amount: amount))
            // Fewer answers never cost less.
            #expect(table.cheapest([.pay], probability: p, amount: amount).cost >= best.cost)
        }
    }

    @Test("where nothing costs anything the likelier decision is given, and review only when no other is allowed")
    func free() {
        let free = CostTable(corpus: "claims", currency: "CNY", wrongPayRecovery: 1, review: 0, missingAmount: 0)
        for (p, answer) in [(0.0, Answer.deny), (0.49, .deny), (0.5, .pay), (1, .pay)] {
            #expect(free.cheapest(probability: p, amount: 100).answer == answer)
            #expect(free.cheapest([], probability: p, amount: 100).answer == .review)
        }
    }

    @Test("absurd amounts give finite costs")
    func absurd() {
        let best = costs.cheapest(probability: 0.5, amount: .greatestFiniteMagnitude)
        #expect(best.answer == .review)
        #expect(costs.expected(.pay, probability: 0, amount: .infinity).isFinite)
    }

    @Test("an advisor with costs gives the cheapest answer, alone, in a batch and with its reasons")
    func advisor() throws {
        let table = try Claims.table(rows: 160)
        var advisor = try AdvisorExample.advisor(table: table)
        let plain = try advisor.decide(table, rows: 0..<160, pool: .init(threads: 1))
        #expect(plain.allSatisfy { $0.answer == ($0.probability >= 0.5 ? .pay : .deny) && $0.reviewCause == nil })
        advisor.guidance.costs = costs
        let decisions = try advisor.decide(table, rows: 0..<160, pool: .init(threads: 2))
        #expect(decisions == (try advisor.decide(table, rows: 0..<160, pool: .init(threads: 1))))
        #expect(Set(decisions.map(\.answer)).count > 1 && decisions.contains { $0.answer == .review })
        var features = advisor.bundle.model.makeRow()
        for (row, decision) in decisions.enumerated() {
            let best = costs.cheapest(probability: decision.probability, amount: table.amounts[row])
            #expect(decision.answer == best.answer)
            #expect(decision.reviewCause == (best.answer == .review ? .unsure : nil))
            #expect(try advisor.decide(table, row: row, using: &features) == decision)
            let suggestion = try advisor.suggest(table, row: row)
            #expect(suggestion.answer == decision.answer && suggestion.reviewCause == decision.reviewCause)
        }
    }
}
