import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Foundation
import Testing

@Suite("Thresholds that keep to error budgets")
struct ThresholdSearchTests {
    @Test("thresholds rest on the cases they answer, with a bound within the budget")
    func whatTheyRestOn() throws {
        let example = try BudgetExample(rows: 3000, seed: 1)
        let rule = try example.rule(BudgetExample.policy())
        let group = try #require(rule.groups.first)
        #expect(rule.groups.count == 1 && group.segment.parts.isEmpty && group.cases == 3000)
        #expect(rule.riskPerTest == 0.05, "one test for pay, one for deny")
        let answers = example.answers(rule, rows: 0..<3000)
        for (answer, side, wrong) in [(Answer.pay, group.pay, Int8(0)), (.deny, group.deny, 1)] {
            let given = (0..<3000).filter { answers[$0].answer == answer }
            #expect(side.cases == given.count && given.count > 500)
            #expect(side.errors == given.count { example.table.labels[$0] == wrong })
            let bound = try #require(side.bounds.first?.bound)
            #expect(bound <= 0.1 && bound > Double(side.errors) / Double(side.cases))
        }
        #expect(try #require(group.pay.threshold) >= 0.5 && #require(group.deny.threshold) < 0.5)
        #expect(answers.allSatisfy { ($0.answer == .review) == ($0.reviewCause == .unsure) })
        #expect(abs(group.coverage - Double(answers.count { $0.answer != .review }) / 3000) < 1e-12)
    }

    @Test("less risk answers fewer cases, and next to none leaves all of them to review")
    func risk() throws {
        let example = try BudgetExample(rows: 1000, seed: 2)
        let coverages = try [0.5, 0.1, 0.001, 1e-100]
            .map { risk in
                try #require(example.rule(BudgetExample.policy(risk: risk)).groups.first).coverage
            }
        #expect(coverages == coverages.sorted(by: >))
        #expect(coverages[0] > coverages[2] && coverages[2] > 0 && coverages[3] == 0)
    }

    @Test("a smaller budget is answered more carefully, a kept reserve too")
    func budgets() throws {
        let example = try BudgetExample(rows: 3000, seed: 3)
        func pay(_ yaml: String) throws -> Double {
            try example.rule(BudgetExample.policy(yaml)).groups[0].pay.threshold ?? 1
        }
        let loose = try pay("budgets: {wrong_pay: 0.1}")
        #expect(try pay("budgets: {wrong_pay: 0.05}") > loose)
        #expect(try pay("reserve: 0.3\nbudgets: {wrong_pay: 0.1}") > loose)
        let one = try example.rule(BudgetExample.policy("budgets: {wrong_pay: 0.1}")).groups[0]
        #expect(one.deny.threshold == (0.5).nextDown && one.deny.bounds.isEmpty, "what nobody bounds is denied")
    }

    @Test("one budget for both answers is proved for both together")
    func selective() throws {
        let example = try BudgetExample(rows: 3000, seed: 4)
        let rule = try example.rule(BudgetExample.policy("budgets: {selective_error: 0.1}"))
        let group = rule.groups[0]
        #expect(rule.riskPerTest == 0.1 / 3, "three offsets are tried")
        let (cases, errors) = (group.pay.cases + group.deny.cases, group.pay.errors + group.deny.errors)
        #expect(cases > 1500 && Double(errors) / Double(cases) < 0.1)
        #expect(group.pay.bounds == group.deny.bounds)
        let answers = example.answers(rule, rows: 0..<3000)
        #expect(answers.count { $0.answer == .pay } == group.pay.cases)
        #expect(answers.count { $0.answer == .deny } == group.deny.cases)
        let both = try example.rule(BudgetExample.policy("budgets: {selective_error: 0.1, wrong_pay: 0.02}")).groups[0]
        #expect(both.pay.bounds.map(\.budget) == [ErrorBudget(.wrongPay, rate: 0.02)])
        #expect(both.deny.bounds.map(\.budget) == [ErrorBudget(.wrongDeny, rate: 0.1)])
    }

    @Test("a budget of money covers the amounts it was proved on, and no others")
    func money() throws {
        let example = try BudgetExample(rows: 4000, seed: 5)
        let rule = try example.rule(BudgetExample.policy("budgets: {wrong_pay: {rate: 0.1, of: money}}"))
        let pay = rule.groups[0].pay
        let largest = try #require(pay.largestAmount)
        #expect(largest > 900 && pay.cases > 300)
        let answers = example.answers(rule, rows: 0..<4000)
        var (wrong, all) = (0.0, 0.0)
        for row in 0..<4000 where answers[row].answer == .pay {
            let amount = example.table.amounts[row]
            #expect(amount <= largest)
            all += amount
            wrong += example.table.labels[row] == 0 ? amount : 0
        }
        #expect(wrong / all < 0.1)
        let missing = try #require(
            (0..<4000).first { example.table.amounts[$0].isNaN && example.probabilities[$0] > 0.99 }
        )
        #expect(answers[missing].answer == .review && answers[missing].reviewCause == .unsure)
    }

    @Test("a segment with enough cases has its own thresholds, the few of another are served by those around them")
    func fallback() throws {
        let example = try BudgetExample(rows: 6000, seed: 6, kinds: Array(repeating: "a", count: 60) + ["b"])
        let rule = try example.rule(BudgetExample.policy("budgets: {wrong_pay: 0.1}\nsegments: [{field: kind}]"))
        let own = rule.groups.filter { $0.segment.description == "kind a" }
        #expect(own.count == 1 && own.allSatisfy { $0.pay.threshold != nil })
        #expect(rule.groups[0].fallbacks.map(\.description) == ["kind b"])
        #expect(rule.groups[0].cases == example.table.rowCount - own[0].cases)
    }

    @Test("stricter budgets inside answer more carefully than those around, or not at all, never by their thresholds")
    func stricter() throws {
        let example = try BudgetExample(rows: 6000, seed: 7, kinds: ["a", "a", "a", "b"])
        let yaml =
            "budgets: {wrong_pay: 0.1}\nsegments: [{field: kind, values: {b: {wrong_pay: 0.03}, c: {wrong_pay: 0.01}}}]"
        let rule = try example.rule(BudgetExample.policy(yaml))
        let others = rule.groups.filter { $0.segment.description != "kind b" }
        let around = try #require(others.compactMap(\.pay.threshold).min())
        let strict = try #require(rule.groups.first { $0.segment.description == "kind b" })
        #expect(strict.pay.threshold.map { $0 > around } ?? true)
        #expect(strict.pay.bounds.allSatisfy { $0.budget.rate == 0.03 })
        let unseen = try BudgetExample(rows: 50, seed: 8, kinds: ["c"])
        #expect(unseen.answers(rule, rows: 0..<50).allSatisfy { $0.answer != .pay })
        let other = try BudgetExample(rows: 50, seed: 8, kinds: ["d"])
        #expect(rule.groups[0].pay.threshold == nil || other.answers(rule, rows: 0..<50).contains { $0.answer == .pay })
    }

    @Test("a small segment whose cases broke the budget goes to review, and says so; the others are served on")
    func budgetSpent() throws {
        let kinds = (0..<20).map { "k\($0)" }
        let example = try BudgetExample(rows: 1200, seed: 9, kinds: kinds) { _, kind in kind == "k3" ? 8 : 0 }
        let yaml = "budgets: {wrong_pay: 0.2, wrong_deny: 0.2}\nsegments: [{field: kind}]"
        let rule = try example.rule(BudgetExample.policy(yaml))
        let spent = try #require(rule.groups.first { $0.segment.description == "kind k3" })
        #expect(spent.pay.isSpent && spent.deny.isSpent && spent.coverage == 0)
        #expect(!rule.groups[0].fallbacks.contains(spent.segment) && rule.groups[0].fallbacks.count >= 18)
        let judged = try BudgetExample(rows: 300, seed: 10, kinds: ["k3"])
        let answers = judged.answers(rule, rows: 0..<300)
        #expect(answers.allSatisfy { $0.answer == .review })
        #expect(Set(answers.map(\.reviewCause)) == [.budgetSpent, .unsure])
        let other = try BudgetExample(rows: 300, seed: 10, kinds: ["k4"])
        #expect(other.answers(rule, rows: 0..<300).count { $0.answer != .review } > 100)
    }

    @Test("a large segment that proves nothing, though its probabilities promise it, has spent its budget")
    func nothingProved() throws {
        let example = try BudgetExample(rows: 3000, seed: 16) { _, kind in kind == "b" ? 8 : 0 }
        let rule = try example.rule(
            BudgetExample.policy("budgets: {wrong_pay: 0.1, wrong_deny: 0.1}\nsegments: [{field: kind}]")
        )
        let judged = try BudgetExample(rows: 300, seed: 10, kinds: ["b"])
        #expect(Set(judged.answers(rule, rows: 0..<300).map(\.reviewCause)) == [.budgetSpent, .unsure])
        let other = try BudgetExample(rows: 300, seed: 10, kinds: ["a"])
        #expect(other.answers(rule, rows: 0..<300).contains { $0.answer != .review })
    }

    @Test("when nothing is proved the surest cases are answered all the same, without a bound, if a share is asked for")
    func leastCoverage() throws {
        let example = try BudgetExample(rows: 2000, seed: 11) { _, _ in 8 }
        var policy = try BudgetExample.policy()
        #expect(try example.rule(policy).groups[0].coverage == 0)
        policy.leastCoverage = 0.01
        let group = try example.rule(policy).groups[0]
        #expect((10...25).contains(group.pay.cases + group.deny.cases))
        #expect(group.pay.threshold != nil && group.pay.bounds.allSatisfy { $0.bound == nil })
    }

    @Test("the newest half year decides, at least five hundred cases")
    func window() throws {
        let year = try BudgetExample(rows: 4000, seed: 12, days: 400)
        let newest = try year.rule(BudgetExample.policy()).groups[0].cases
        #expect((1790...1830).contains(newest))
        #expect(try year.rule(BudgetExample.policy(), rows: 0..<520).groups[0].cases == 520)
        let few = try BudgetExample(rows: 700, seed: 12, days: 4000)
        #expect(try few.rule(BudgetExample.policy()).groups[0].cases == 500)
    }

    @Test("more errors in a period than its budget make the rest of it more careful")
    func account() throws {
        let example = try BudgetExample(rows: 3000, seed: 13)
        let policy = try BudgetExample.policy()
        func pay(wrong: Int, of count: Int) throws -> Double {
            var account = PeriodAccount()
            for number in 0..<count { account.book(.pay, label: number < wrong ? 0 : 1, amount: 10) }
            return try ThresholdSearch(policy)
                .rule(example.record(policy), schema: example.table.schema, account: account).groups[0].pay.threshold
                ?? 1
        }
        let plain = try pay(wrong: 0, of: 0)
        #expect(try pay(wrong: 10, of: 100) == plain && pay(wrong: 29, of: 30) == plain)
        #expect(try pay(wrong: 20, of: 100) > plain)
        #expect(try pay(wrong: 90, of: 100) > pay(wrong: 20, of: 100))
    }

    @Test("a policy that tells cases apart by what was not recorded is an error with a cure")
    func notRecorded() throws {
        let example = try BudgetExample(rows: 600, seed: 14)
        let policy = try BudgetExample.policy("budgets: {wrong_pay: 0.1}\nsegments: [{field: evidence, bands: [1]}]")
        #expect(throws: DecisionsError.self) {
            try ThresholdSearch(policy).rule(example.record(), schema: example.table.schema)
        }
        #expect(try example.rule(policy).groups.isEmpty == false)
    }

    @Test(
        "bands of amounts, numbers of evidence, days and flags tell cases apart",
        arguments: [
            "{field: amount, bands: [500]}", "{field: evidence, bands: [1, 2]}", "{field: bought, bands: [40]}",
            "{field: vip}",
        ]
    )
    func fields(level: String) throws {
        let example = try BudgetExample(rows: 5000, seed: 15)
        let rule = try example.rule(BudgetExample.policy("budgets: {wrong_pay: 0.1}\nsegments: [\(level)]"))
        #expect(rule.groups.count > 1 || !rule.groups[0].fallbacks.isEmpty)
        // What the record and what the table say of a case must be the same.
        for (index, group) in rule.groups.enumerated() {
            #expect((0..<5000).count { rule.group(example.table, row: $0) == index } == group.cases)
        }
    }

    @Test("over two hundred draws the budgets break no more often than the risk allows", .slow)
    func guarantee() throws {
        let policy = try BudgetExample.policy("budgets: {wrong_pay: 0.1, wrong_deny: 0.1}\nsegments: [{field: kind}]")
        var broken = 0
        var answered = 0
        for seed in 0..<200 {
            let example = try BudgetExample(rows: 4000, seed: UInt64(1000 + seed)) { _, kind in kind == "a" ? 0.3 : 0 }
            let rule = try example.rule(policy, rows: 0..<1000)
            let answers = example.answers(rule, rows: 1000..<4000)
            var isBroken = false
            for (answer, wrong) in [(Answer.pay, Int8(0)), (.deny, 1)] {
                let given = answers.indices.filter { answers[$0].answer == answer }
                answered += given.count
                let errors = given.count { example.table.labels[1000 + $0] == wrong }
                isBroken = isBroken || Double(errors) > 0.1 * Double(given.count)
            }
            broken += isBroken ? 1 : 0
        }
        // 10 % of 200, and 1.645 standard deviations.
        #expect(broken <= 27 && answered > 200 * 1000)
    }
}
