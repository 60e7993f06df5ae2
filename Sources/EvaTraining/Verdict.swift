import EvaBundle
import EvaCorpus
import EvaEvaluation
import EvaModels
import EvaNumerics

/// Which learner serves, chosen on all blocks but the last; how right it is, judged on the last; and the blend and
/// calibration fitted on all.
struct Verdict {
    let learner: LearnerChoice
    let blend: Blend
    let calibration: CalibrationSearch
    let calibrator: Calibrator
    let measured: MeasuredForward
    /// Scores and calibrated probabilities of the last block, by what was known before it.
    let judged: (scores: [Double], probabilities: [Double])
    let why: [String]

    /// Shares of the trees in a blend that are tried.
    ///
    /// Weights fitted to the blocks did worse: under drift they follow how far each learner was off, not how much it
    /// knows.
    private static let treeShares = [0.5, 0.7, 0.3]

    /// Chooses, judges and calibrates; `times` has the time of each scored case.
    init(_ forward: ForwardScores, _ asked: LearnerChoice, times: [CaseTime]) throws {
        let contenders = try Self.blends(asked)
            .map { learner, blend in
                let choice = try CalibrationSearch.choose(forward, blend: blend, times: times)
                return (learner: learner, blend: blend, choice: choice)
            }
        guard let judge = forward.blocks.last else {
            throw TrainingError(message: "there is no block to judge on", cure: "give more cases")
        }
        let best = contenders[CaseLosses.choose(contenders.map(\.choice.losses)) ?? 0]
        learner = best.learner
        blend = best.blend
        calibration = best.choice
        let scores = forward.next(by: best.blend)
        let early = try best.choice.fit(scores, forward.labels, times, rows: 0..<judge.lowerBound)
        judged = (Array(scores[judge]), scores[judge].map(early.probability))
        measured = try MeasuredForward(
            probabilities: judged.probabilities,
            labels: Array(forward.labels[judge]),
            times: times[judge]
        )
        calibrator = try best.choice.fit(scores, forward.labels, times, rows: 0..<judge.upperBound)
        let figures = contenders.map { contender in
            let share = contender.learner == .blend ? " with \(Int(100 * contender.blend.treesWeight)) % trees" : ""
            return "\(contender.learner.rawValue)\(share) \(contender.choice.losses.mean.formatted(4))"
        }
        let comparison = "by calibrated forward log loss: \(figures.joined(separator: ", "))"
        why = [
            "learner: \(learner.rawValue), \(contenders.count > 1 ? comparison : "as asked")",
            "calibration: \(calibration.name)",
        ]
    }

    private static func blends(_ asked: LearnerChoice) -> [(LearnerChoice, Blend)] {
        let trees = (LearnerChoice.trees, Blend(treesWeight: 1, linearWeight: 0, offset: 0))
        let logistic = (LearnerChoice.logistic, Blend(treesWeight: 0, linearWeight: 1, offset: 0))
        let blends = treeShares.map {
            (LearnerChoice.blend, Blend(treesWeight: $0, linearWeight: 1 - $0, offset: 0))
        }
        return switch asked {
        case .auto: blends + [trees, logistic]
        case .trees: [trees]
        case .logistic: [logistic]
        case .blend: blends
        }
    }
}

extension MeasuredForward {
    init(probabilities: [Double], labels: [Int8], times: ArraySlice<CaseTime>) throws {
        let metrics = try Metrics(ScoredCases(labels: labels, probabilities: probabilities))
        self.init(
            cases: metrics.cases,
            blocks: 1,
            firstTime: times.first?.description ?? "",
            lastTime: times.last?.description ?? "",
            accuracy: metrics.accuracy,
            majorityAccuracy: metrics.majorityAccuracy,
            auc: metrics.auc,
            logLoss: metrics.logLoss,
            ece: metrics.ece
        )
    }
}
