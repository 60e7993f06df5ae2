import EvaCorpus
import EvaStore
import Hummingbird

/// The manager's figures.
struct FigureRoutes {
    let services: Services

    func add(to routes: inout RouteTable) {
        routes.on(.figures) { request, _ in
            let query = try Query(request, "by", "since", "until", "segment", "agent")
            let wanted = try await figureQuery(query)
            let figures = try await services.store.read { try $0.figures(wanted) }
            return Response(.keys(["figures": .array(figures.map(\.json))]))
        }
    }

    private func figureQuery(_ query: Query) async throws -> FigureQuery {
        var wanted = FigureQuery(try query.choice("by", of: FigureQuery.Grouping.self) ?? .none)
        wanted.since = try query.time("since")
        wanted.until = try query.time("until")
        wanted.segment = query.text("segment")
        if let name = query.text("agent") {
            wanted.agent = try await services.store.read { try $0.user(named: name).id }
        }
        return wanted
    }
}

extension Figures {
    fileprivate var json: JSONText {
        .keys([
            "group": .string(group), "decided": .count(decided), "money": .number(money),
            "suggested": .count(suggested), "covered": .count(covered), "coverage": .optional(coverage),
            "seen": .count(seen), "overridden": .count(overridden), "override_rate": .optional(overrideRate),
            "overrides_judged": .count(overridesJudged), "overrides_right": .count(overridesRight),
            "reviewed": .count(reviewed), "decisions": decisions.json, "suggestions": suggestions.json,
            "blind": .keys([
                "settled": .count(blind.settled), "waiting": .count(blind.waiting),
                "agent_alone": blind.agentAlone.json, "eva_alone": blind.evaAlone.json,
                "together": blind.together.json,
            ]),
        ])
    }
}

extension Tally {
    fileprivate var json: JSONText {
        .keys([
            "judged": .count(judged), "right": .count(right), "accuracy": .optional(accuracy),
            "paid": .count(paid), "wrong_pay": .count(wrongPay), "wrong_pay_rate": .optional(wrongPayRate),
            "wrong_pay_money": .number(wrongPayMoney), "denied": .count(denied), "wrong_deny": .count(wrongDeny),
            "wrong_deny_rate": .optional(wrongDenyRate), "wrong_deny_money": .number(wrongDenyMoney),
        ])
    }
}

extension JSONText {
    fileprivate static func count(_ count: Int) -> JSONText { .integer(Int64(count)) }
}
