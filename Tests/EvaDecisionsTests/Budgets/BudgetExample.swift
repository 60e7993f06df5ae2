import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Foundation

/// Cases of known probabilities, drawn anew for every seed.
struct BudgetExample {
    static let schema = """
        corpus: budgets
        id: id
        time: time
        label: {field: decision, pay: [pay], deny: [deny]}
        amount: {field: amount, currency: CNY}
        fields:
          kind: {type: category}
          amount: {type: money}
          vip: {type: flag}
          evidence: {type: set, separator: "|"}
          bought: {type: date}
          story: {type: text}
        """

    let table: CaseTable
    let probabilities: [Double]

    /// Cases over `days` days.
    ///
    /// `lie` moves the log-odds of the truth away from what is told, by the row.
    init(
        rows: Int,
        seed: UInt64,
        days: Int = 60,
        kinds: [String] = ["a", "b"],
        lie: (_ row: Int, _ kind: String) -> Double = { _, _ in 0 }
    ) throws {
        var random = SplitMix(state: seed)
        var csv = "id,time,decision,kind,amount,vip,evidence,bought,story\n"
        var probabilities: [Double] = []
        for row in 0..<rows {
            let kind = kinds[random.below(kinds.count)]
            // Half of the cases are clear, half are not.
            let logOdds = (random.uniform() < 0.5 ? 9.0 : 4.0) * (random.uniform() - 0.5) * 2
            probabilities.append(1 / (1 + exp(-logOdds)))
            let truth = 1 / (1 + exp(-logOdds - lie(row, kind) * (logOdds > 0 ? -1 : 1)))
            let decision = random.uniform() < truth ? "pay" : "deny"
            let day = CaseTime(seconds: CaseTime(year: 2024, month: 1).seconds + Int64(row * days / rows) * 86_400)
            let amount = random.uniform() < 0.02 ? "" : "\(10 + random.below(990))"
            csv += "\(row),\(day),\(decision),\(kind),\(amount),\(row % 3 == 0 ? "yes" : "no"),x|y,2023-12-01,t\n"
        }
        table = try EvaTestSupport.table(schema: Self.schema, csv: csv)
        self.probabilities = probabilities
    }

    func record(_ policy: Policy? = nil, rows: Range<Int>? = nil) -> ForwardCases {
        let rows = rows ?? 0..<table.rowCount
        return ForwardCases(table, rows: Array(rows), probabilities: Array(probabilities[rows]), policy: policy)
    }

    func rule(_ policy: Policy, rows: Range<Int>? = nil) throws -> DecisionRule {
        try ThresholdSearch(policy).rule(record(policy, rows: rows), schema: table.schema)
    }

    /// Answers of a rule to rows.
    func answers(_ rule: DecisionRule, rows: Range<Int>) -> [Decision] {
        var guidance = Guidance()
        guidance.rule = rule
        return rows.map { guidance.decide(table, row: $0, score: 0, probability: probabilities[$0]) }
    }

    static func policy(
        _ yaml: String = "budgets: {wrong_pay: 0.1, wrong_deny: 0.1}",
        risk: Double = 0.1
    ) throws -> Policy {
        try Policy(
            yaml: "corpus: budgets\nrisk: \(risk)\nleast_coverage: 0\n\(yaml)\n",
            schema: Schema(yaml: schema)
        )
    }
}
