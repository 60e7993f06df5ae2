import EvaEvaluation
import EvaNumerics

/// Reports for tests, the same on every machine.
enum ReportExample {
    static let hostile = "<script>alert('x')</script>|`rm`\u{1B}[31m\u{202E}"

    static func cases(count: Int, simulated: Bool, reviews: Bool) throws -> ScoredCases {
        var generator = RandomGenerator(seed: 16)
        var labels: [Int8] = []
        var probabilities: [Double] = []
        var truths: [Double] = []
        var amounts: [Double] = []
        var items: [String] = []
        for _ in 0..<count {
            let truth = StableMath.sigmoid(9 * (generator.uniform() - 0.5))
            truths.append(truth)
            labels.append(generator.uniform() < truth ? 1 : 0)
            probabilities.append(StableMath.sigmoid(StableMath.logit(truth) + 1.5 * (generator.uniform() - 0.5)))
            amounts.append(generator.uniform() < 0.1 ? .nan : (generator.uniform() * 40_000).rounded() / 100)
            let item = generator.uniform()
            items.append(item < 0.5 ? "服装 apparel" : item < 0.8 ? hostile : item < 0.95 ? "fresh food" : "jade \(item)")
        }
        let suggestions = probabilities.map { p -> ScoredCases.Suggestion in
            reviews && max(p, 1 - p) < 0.7 ? .review : p >= 0.5 ? .pay : .deny
        }
        let agents = labels.map { generator.uniform() < 0.1 ? -1 : generator.uniform() < 0.8 ? $0 : 1 - $0 }
        let stakes = amounts.map { $0.isNaN ? 100 : $0 }
        let bands = ScoredCases.SliceField(quartersOf: amounts, field: "claim_amount")
        return try ScoredCases(
            labels: labels,
            probabilities: probabilities,
            suggestions: suggestions,
            reviewCauses: suggestions.map { $0 == .review ? "unsure" : nil },
            amounts: amounts,
            costs: reviews
                ? CaseCosts(stakes: stakes, wrongPays: stakes, wrongDenies: stakes.map { $0 / 2 + 60 }, review: 15)
                : nil,
            firstDecisions: reviews ? agents : nil,
            truths: simulated ? truths : nil,
            periods: (0..<count).map { "\(2014 + 4 * $0 / count)" },
            slices: [.init(field: "item", values: items)] + [bands].compactMap(\.self)
        )
    }

    static func report(
        count: Int = 240,
        simulated: Bool = true,
        reviews: Bool = true,
        minimumSliceCases: Int = 20,
        replay: Replay? = nil
    ) throws -> EvaluationReport {
        try EvaluationReport(
            title: "Evaluation of after-sales",
            corpus: "after-sales",
            model: .init(name: "after-sales", version: "3", hash: "0c26d4f82b4eb2dfa40f478555106eef"),
            window: .init(since: "2014-01-01", until: "2018-01-01"),
            cases: cases(count: count, simulated: simulated, reviews: reviews),
            currency: "CNY",
            rejects: 7,
            notes: ["trained on 12 months; \(hostile)"],
            minimumSliceCases: minimumSliceCases,
            replay: replay
        )
    }

    /// The report of a backtest, whose first two periods and a later one have no case.
    static func backtest() throws -> EvaluationReport {
        func period(_ year: Int, _ source: Replay.Source, choice: Int? = nil) -> Replay.Period {
            Replay.Period(
                period: "\(year)",
                since: "\(year)-01-01",
                until: "\(year + 1)-01-01",
                pastCases: (year - 2012) * 60,
                pastUntil: year > 2012 ? "\(year - 1)-12-31" : nil,
                source: source,
                choice: choice
            )
        }
        let choice = Replay.Choice(period: "2016", search: "full", learner: "blend", why: ["trees: half-life none"])
        return try report(
            replay: Replay(
                every: "year",
                labelDelayDays: 30,
                learner: "auto",
                search: "full",
                seed: 1,
                periods: [
                    period(2012, .noCase), period(2013, .noCase), period(2014, .baseRate), period(2015, .defaults),
                    period(2016, .chosen, choice: 0), period(2017, .chosen, choice: 0), period(2018, .noCase),
                ],
                choices: [choice],
                fits: 12
            )
        )
    }
}
