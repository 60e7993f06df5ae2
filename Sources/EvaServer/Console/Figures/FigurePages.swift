import EvaDecisions
import EvaStore
import Hummingbird

/// The manager's page.
struct FigurePages {
    let console: Console

    func add(to routes: inout RouteTable) {
        console.show(.figuresPage, on: &routes, show)
    }

    @Sendable private func show(_ visit: Visit, _ context: ServerContext) async throws -> Reply {
        let (since, until) = (try time("since", visit), try time("until", visit))
        func query(_ grouping: FigureQuery.Grouping) -> FigureQuery {
            var query = FigureQuery(grouping)
            query.since = since
            // The last day is meant with all its hours.
            query.until = until?.adding(seconds: 86_400)
            return query
        }
        let queries = (query(.none), query(.segment), query(.agent), query(.week))
        let found = try await console.services.store.read { reader in
            (
                try reader.figures(queries.0), try reader.figures(queries.1), try reader.figures(queries.2),
                try reader.figures(queries.3)
            )
        }
        let advisor = console.services.desk.serving.advisor
        let model = FiguresPage(
            all: found.0.first,
            segments: found.1,
            agents: found.2,
            weeks: found.3,
            budgets: advisor.guidance.rule?.policy.budgets ?? [],
            since: visit.query["since"],
            until: visit.query["until"],
            currency: advisor.bundle.schema.amount?.currency,
            words: visit.words
        )
        return .page(Page("figures", visit.words["nav_figures"], model))
    }

    private func time(_ name: String, _ visit: Visit) throws(Problem) -> StoreTime? {
        guard let text = visit.query[name] else { return nil }
        guard let time = StoreTime(parsing: text) else {
            throw Problem(.badRequest, "query", "\(name) is no date", cure: "write yyyy-mm-dd")
        }
        return time
    }
}
