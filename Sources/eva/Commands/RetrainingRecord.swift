import EvaBundle
import EvaDecisions
import EvaStore
import EvaTraining
import Foundation

/// What a retraining leaves behind: what was compared on which cases, what came of it, and why.
struct RetrainingRecord: Encodable, Sendable {
    enum Outcome: String, Encodable {
        /// The challenger serves.
        case promoted
        /// The champion stays.
        case kept
        /// The challenger would serve, but it was a dry run.
        case wouldPromote = "would_promote"
    }

    /// How the challenger was trained.
    struct Settings: Encodable {
        let learner: String
        let search: String
        let seed: UInt64
        let every: String
        let labelDelayDays: Int
    }

    /// Labelled cases of the database.
    struct Exported: Encodable {
        let cases: Int
        let reviewed: Int
        let unlabelled: Int
        let purged: Int
        let rejected: Int
    }

    /// From 1 in each model.
    var number = 0
    /// When the run ended, in UTC.
    let time = StoreTime.now.description
    let evaVersion: String
    var outcome: Outcome
    let champion: ModelIdentity
    /// The version that was trained; none when the champion was kept.
    var challenger: ModelIdentity?
    let sources: [Lessons.Source]
    let database: Exported?
    let settings: Settings
    let verdict: RetrainingVerdict

    init(
        champion: ModelIdentity,
        _ lessons: Lessons,
        _ options: RetrainingOptions,
        _ verdict: RetrainingVerdict,
        isDryRun: Bool
    ) {
        self.evaVersion = eva.evaVersion
        outcome = isDryRun && verdict.promotes ? .wouldPromote : .kept
        self.champion = champion
        sources = lessons.sources
        database = lessons.exported.map {
            Exported(
                cases: $0.cases,
                reviewed: $0.reviewed,
                unlabelled: $0.unlabelled,
                purged: $0.purged,
                rejected: $0.rejected
            )
        }
        settings = Settings(
            learner: options.training.learner.rawValue,
            search: options.training.search.rawValue,
            seed: options.training.seed,
            every: options.every.rawValue,
            labelDelayDays: options.labelDelayDays
        )
        self.verdict = verdict
    }

    /// For people.
    var lines: [String] {
        guard let figures = verdict.figures else { return outcomeLines }
        let difference = figures.againstChampion
        let periods = TextTable(
            header: ["period", "cases", "champion", "challenger"],
            rows: figures.periods.map { [$0.period, "\($0.cases)", decimals($0.champion), decimals($0.challenger)] },
            left: 1
        )
        func row(_ name: String, _ side: RetrainingVerdict.Side) -> [String] {
            [name, decimals(side.logLoss), percent(side.accuracy), percent(side.coverage)]
                + side.budgets.map { ($0.realised.map(percent) ?? "none") + ($0.held ? "" : ", not held") }
        }
        let sides = TextTable(
            header: ["", "log loss", "accuracy", "answered"]
                + figures.champion.budgets.map { "\($0.budget) \(percent($0.asked))" },
            rows: [row("champion", figures.champion), row("challenger", figures.challenger)],
            left: 1
        )
        return [
            "\(verdict.cases) cases from \(verdict.since) to \(figures.lastTime), all later than what was learned from:"
        ] + sides.lines + [
            "Challenger less champion in log loss: \(decimals(difference.mean)), 95 % interval "
                + "\(decimals(difference.interval.low)) to \(decimals(difference.interval.high)).", "",
        ] + periods.lines + [""] + outcomeLines
    }

    private var outcomeLines: [String] {
        switch outcome {
        case .promoted: ["Version \(challenger?.version ?? "") serves in place of version \(champion.version)."]
        case .wouldPromote: ["The challenger would serve; nothing was changed."]
        case .kept: ["Version \(champion.version) stays:"] + verdict.why.map { "  \($0)" }
        }
    }
}
