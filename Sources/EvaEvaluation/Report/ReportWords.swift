import Foundation

/// Sentences that all renderings of a report share; not yet escaped.
enum ReportWords {
    static let simulated = "Simulated: the cases come from a generator, and so do these figures."

    /// What was judged, as pairs of a name and a text.
    static func facts(_ report: EvaluationReport) -> [(name: String, text: String)] {
        var facts = [(name: "Corpus", text: report.corpus)]
        if let model = report.model {
            facts.append((name: "Model", text: "\(model.name), version \(model.version)"))
            facts.append((name: "Hash", text: String(model.hash.prefix(12))))
        }
        if let replay = report.replay {
            let text =
                "learner \(replay.learner), search \(replay.search), seed \(replay.seed), anew every \(replay.every)"
            facts.append((name: "Models", text: text))
            facts.append((name: "Labels", text: "known \(replay.labelDelayDays) days after the case's time"))
        }
        facts.append((name: "Window", text: window(report.window)))
        facts.append((name: "Cases", text: Format.count(report.metrics.cases)))
        facts.append((name: "Rejected rows", text: Format.count(report.rejects)))
        return facts
    }

    /// What the columns of the figures mean.
    static func explanations(_ report: EvaluationReport) -> [String] {
        var sentences = [
            "Accuracy counts all cases at a probability of 0.5; its baseline always gives the more frequent label of "
                + "the judged cases. The baselines of log loss and Brier score always give their base rate.",
            "A wrong pay is a case that pay was suggested for and whose label is deny; its rate is among the pays "
                + "suggested. A wrong deny likewise.",
            "Coverage is the share of cases with a suggestion of pay or deny; selective accuracy counts these alone. AURC "
                + "averages the share of wrong answers over all coverages, surest cases first; its baseline is confidence "
                + "that says nothing.",
        ]
        if let money = report.metrics.money {
            sentences.append(
                "Costs are those of the table of costs, by the labels: a right suggestion costs nothing, a review its "
                    + "price. Saved, per period and value, is against \(way(money.cheapestWay)), the cheapest of the three "
                    + "ways on all cases."
            )
        }
        if report.metrics.amounts != nil || report.metrics.money != nil {
            sentences.append(
                "Intervals of shares of money are Wilson's with the number of cases that the spread of the amounts leaves "
                    + "(Korn and Graubard); those of sums are normal."
            )
        }
        if report.replay != nil {
            sentences.append(
                "Each period was scored by a model that had learned from the earlier cases alone whose labels were "
                    + "known when the period began; the figures of all cases pool the periods."
            )
        }
        if report.metrics.simulated {
            sentences.append(
                "The best possible predictor knows every case's true probability and is judged on the same labels; on "
                    + "few cases luck can carry a model past it."
            )
        }
        return sentences
    }

    static func way(_ suggestion: ScoredCases.Suggestion) -> String {
        switch suggestion {
        case .pay: "paying all"
        case .deny: "denying all"
        case .review: "reviewing all"
        }
    }

    private static func window(_ window: EvaluationReport.Window) -> String {
        switch (window.since, window.until) {
        case (nil, nil): "all cases"
        case (let since?, nil): "since \(since)"
        case (nil, let until?): "before \(until)"
        case (let since?, let until?): "\(since) to \(until), exclusive"
        }
    }
}

extension Metrics {
    /// Log loss of always giving the base rate of the judged cases.
    var baseLogLoss: Double {
        let shares = [baseRate, 1 - baseRate]
        return shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    }

    /// Brier score of always giving the base rate of the judged cases.
    var baseBrier: Double { baseRate * (1 - baseRate) }
}
