import EvaCorpus
import EvaDecisions
import Testing

@Suite("Reading a policy")
struct PolicyReadingTests {
    private func read(_ yaml: String) throws -> Policy {
        try Policy(yaml: yaml, schema: Schema(yaml: BudgetExample.schema))
    }

    @Test("everything a policy can say is read")
    func whole() throws {
        let policy = try read(
            """
            corpus: budgets
            risk: 0.05
            reserve: 0.1
            least_coverage: 0
            budgets: {wrong_pay: 0.05, wrong_deny: {rate: 0.08, of: money}, selective_error: {rate: 0.1, of: cases}}
            segments:
              - {field: kind, values: {a: {wrong_pay: 0.02}}}
              - {field: amount, bands: [100, 1000.5], budgets: {wrong_pay: 0.04}, values: {from 1000.5: {wrong_pay: 0.01}}}
              - field: vip
            """
        )
        #expect(policy.risk == 0.05 && policy.reserve == 0.1 && policy.leastCoverage == 0)
        #expect(
            policy.budgets == [
                ErrorBudget(.wrongPay, rate: 0.05), ErrorBudget(.wrongDeny, rate: 0.08, of: .money),
                ErrorBudget(.selectiveError, rate: 0.1),
            ]
        )
        #expect(policy.levels.map(\.field) == ["kind", "amount", "vip"])
        #expect(policy.levels[1].bandNames == ["below 100", "100 to 1000.5", "from 1000.5"])
        #expect(policy.levels[0].values == [.init(name: "a", budgets: [ErrorBudget(.wrongPay, rate: 0.02)])])
    }

    private static let head = "corpus: budgets\nrisk: 0.05\n"

    @Test(
        "what is wrong is told with its place and what would be right",
        arguments: [
            ("risk: 0.05\nbudgets: {wrong_pay: 0.1}", "policy.yaml:1:1: the policy lacks corpus; add corpus: …"),
            (
                "corpus: other\nrisk: 0.05\nbudgets: {wrong_pay: 0.1}",
                "policy.yaml:1:9: the policy is for other, the schema for budgets; write a policy for budgets"
            ),
            (
                "corpus: budgets\nrisk: 1\nbudgets: {wrong_pay: 0.1}",
                "policy.yaml:2:7: risk is 1.0; write a share above 0 and below 1, as 0.05"
            ),
            (
                head + "budgets: {wrong_pays: 0.1}",
                "policy.yaml:3:11: there is no budget wrong_pays; the budgets are wrong_pay, wrong_deny, selective_error"
            ),
            (
                head + "budgets: {}",
                "policy.yaml:3:10: budgets has no budget; write {wrong_pay: 0.05, wrong_deny: 0.05}"
            ),
            (
                head + "budgets: {wrong_pay: {rate: 0.1, of: cash}}",
                "policy.yaml:3:38: of cannot be “cash”; write one of cases, money"
            ),
            (
                head + "budgets: {wrong_pay: 5%}",
                "policy.yaml:3:22: wrong_pay is not a number: “5%”; write a number, as 30 or 0.5"
            ),
            (
                head + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: colour}",
                "policy.yaml:5:13: the schema has no field colour; the fields are kind, amount, vip, evidence, bought"
            ),
            (
                head + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: story}",
                "policy.yaml:5:13: cases cannot be told apart by the text story; the fields are kind, amount, vip, evidence, bought"
            ),
            (
                head + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: amount}",
                "policy.yaml:5:13: amount is told apart by bands, and none are given; add bands: [100, 1000], for example"
            ),
            (
                head + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: kind, bands: [1]}",
                "policy.yaml:5:26: kind has values and no bands; leave bands out"
            ),
            (
                head + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: amount, bands: [2, 1]}",
                "policy.yaml:5:32: the bands do not ascend: 2.0, 1.0; sort them"
            ),
            (
                head + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: kind, values: {a: {wrong_pay: 0.2}}}",
                "policy.yaml:5:43: wrong_pay 0.2 is looser than the 0.1 of the cases around it; write at most 0.1, or raise the budget around it"
            ),
            (
                head + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: kind}\n  - {field: kind}",
                "policy.yaml:6:13: kind has a level already; keep one of them"
            ),
            (
                head
                    + "budgets: {wrong_pay: 0.1}\nsegments:\n  - {field: amount, bands: [5], values: {low: {wrong_pay: 0.1}}}",
                "policy.yaml:5:42: amount has no band “low”; the bands are: below 5, from 5, missing"
            ),
        ]
    )
    func errors(yaml: String, expected: String) {
        #expect {
            try read(yaml)
        } throws: {
            "\($0)" == expected
        }
    }
}
