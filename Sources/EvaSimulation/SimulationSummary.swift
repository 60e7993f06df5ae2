public import EvaCorpus
import Foundation

/// What can be known of a corpus whose true probabilities are known: how good the best possible predictor is.
public struct SimulationSummary: Sendable, Equatable, Codable {
    /// All cases.
    public var all: Part
    /// The first 80 percent by time, on which a model is trained.
    public var training: Part
    /// The last 20 percent, on which it is judged.
    public var later: Part

    /// The figures of a part of the corpus.
    public struct Part: Sendable, Equatable, Codable {
        /// Number of cases.
        public var cases: Int
        /// Share of cases that are paid.
        public var baseRate: Double
        /// Accuracy of always giving the more frequent answer.
        public var majorityAccuracy: Double
        /// Accuracy of the best possible predictor: the true probability at one half.
        public var bestAccuracy: Double
        /// Mean log loss of the true probability.
        public var bestLogLoss: Double
        /// Share of cases in which the first agent decided as re-review did; `nil` when first decisions are not known.
        public var firstAgentAgreement: Double?

        enum CodingKeys: String, CodingKey {
            case cases
            case baseRate = "base_rate"
            case majorityAccuracy = "majority_accuracy"
            case bestAccuracy = "best_accuracy"
            case bestLogLoss = "best_log_loss"
            case firstAgentAgreement = "first_agent_agreement"
        }
    }

    /// Computes the figures of a table in time order.
    ///
    /// Rows without a label or truth are left out; `nil` when the table has no truths.
    public init?(_ table: CaseTable) {
        let rows = table.truths.indices.filter { table.labels[$0] >= 0 && !table.truths[$0].isNaN }
        guard !rows.isEmpty else { return nil }
        self.init(
            rows.map { row in
                let first = table.firstDecisions.isEmpty ? -1 : table.firstDecisions[row]
                return Outcome(
                    truth: table.truths[row],
                    pays: table.labels[row] == 1,
                    first: first < 0 ? nil : first == 1
                )
            }
        )
    }

    /// What the figures are computed from.
    struct Outcome {
        var truth: Double
        var pays: Bool
        var first: Bool?
    }

    init(_ outcomes: [Outcome]) {
        let cut = outcomes.count * 4 / 5
        all = Part(outcomes[...])
        training = Part(outcomes[..<cut])
        later = Part(outcomes[cut...])
    }
}

extension SimulationSummary.Part {
    /// Figures of cases; those of no case are 0.
    fileprivate init(_ outcomes: ArraySlice<SimulationSummary.Outcome>) {
        let count = Double(max(outcomes.count, 1))
        func share(_ holds: (SimulationSummary.Outcome) -> Bool) -> Double {
            Double(outcomes.count(where: holds)) / count
        }
        let paid = share(\.pays)
        let loss = outcomes.reduce(0) { sum, outcome in
            let probability = min(max(outcome.truth, 1e-6), 1 - 1e-6)
            return sum - log(outcome.pays ? probability : 1 - probability)
        }
        self.init(
            cases: outcomes.count,
            baseRate: paid,
            majorityAccuracy: outcomes.isEmpty ? 0 : max(paid, 1 - paid),
            bestAccuracy: share { ($0.truth >= 0.5) == $0.pays },
            bestLogLoss: loss / count,
            firstAgentAgreement: outcomes.contains { $0.first == nil } ? nil : share { $0.first == $0.pays }
        )
    }
}
