import EvaDecisions

/// What thresholds were found, segment by segment, for people and as JSON.
struct RuleSummary: Encodable {
    struct Side: Encodable {
        let threshold: Double?
        let budgetSpent: Bool
        let largestAmount: Double?
        let cases: Int
        let errors: Int
        let bounds: [Bound]
    }

    struct Bound: Encodable {
        let budget: String
        let of: String
        let asked: Double
        let bound: Double?
    }

    struct Group: Encodable {
        let segment: String
        let cases: Int
        let coverage: Double
        let pay: Side
        let deny: Side
        let serves: [String]
    }

    let risk: Double
    let riskPerTest: Double
    let cases: Int
    let coverage: Double
    let groups: [Group]

    init(_ rule: DecisionRule) {
        risk = rule.policy.risk
        riskPerTest = rule.riskPerTest
        groups = rule.groups.map { group in
            Group(
                segment: group.segment.description,
                cases: group.cases,
                coverage: group.coverage,
                pay: Self.side(group.pay),
                deny: Self.side(group.deny),
                serves: group.fallbacks.map(\.description)
            )
        }
        cases = rule.groups.reduce(0) { $0 + $1.cases }
        let answered = rule.groups.reduce(0) { $0 + $1.coverage * Double($1.cases) }
        coverage = cases == 0 ? 0 : answered / Double(cases)
    }

    private static func side(_ side: DecisionRule.Side) -> Side {
        Side(
            threshold: side.threshold,
            budgetSpent: side.isSpent,
            largestAmount: side.largestAmount,
            cases: side.cases,
            errors: side.errors,
            bounds: side.bounds.map {
                Bound(
                    budget: $0.budget.kind.rawValue,
                    of: $0.budget.unit.rawValue,
                    asked: $0.budget.rate,
                    bound: $0.bound
                )
            }
        )
    }

    /// A line a group and answer.
    var text: String {
        var lines = [
            "",
            """
            Error budgets, found on \(cases) later cases: \(percent(coverage)) of them get an answer; the bounds hold \
            together with a chance of \(percent(1 - risk)) for cases like these.
            """,
        ]
        for group in groups {
            lines.append("  \(group.segment): \(group.cases) cases, answered \(percent(group.coverage))")
            lines.append("    \(Self.line("pay", from: "from", group.pay))")
            lines.append("    \(Self.line("deny", from: "up to", group.deny))")
            if !group.serves.isEmpty {
                lines.append("    also for \(group.serves.joined(separator: "; ")), too few or too mixed on their own")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ answer: String, from: String, _ side: Side) -> String {
        if side.budgetSpent { return "\(answer): never, the newest cases have spent the budget" }
        guard let threshold = side.threshold else { return "\(answer): never, nothing is proved" }
        let bounds = side.bounds.map { bound in
            let name = bound.budget + (bound.of == "money" ? " (money)" : "")
            let proved = bound.bound.map { "at most \(percent($0))" } ?? "not proved: the surest cases only"
            return "\(name) \(proved), asked \(percent(bound.asked))"
        }
        let proof = bounds.isEmpty ? "no budget" : bounds.joined(separator: ", ")
        let most = side.largestAmount.map { ", amounts up to \(decimals($0))" } ?? ""
        return "\(answer): \(from) probability \(decimals(threshold))\(most); "
            + "\(side.errors) of \(side.cases) wrong; \(proof)"
    }
}
