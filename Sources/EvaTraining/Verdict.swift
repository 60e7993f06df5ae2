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
    let why: [String]

    /// - Parameter times: the time of each scored case.
    init(_ forward: ForwardScores, _ asked: LearnerChoice, times: [CaseTime]) throws {
        let choosing = Array(forward.blocks.dropLast())
        let learners: [LearnerChoice] = asked == .auto ? [.trees, .logistic, .blend] : [asked]
        var compared: [(learner: LearnerChoice, scores: [Double], choice: CalibrationSearch)] = []
        for learner in learners {
            let scores = try forward.scores(of: learner)
            let choice = try CalibrationSearch.choose(
                scores: scores,
                labels: forward.labels,
                times: times,
                blocks: choosing
            )
            compared.append((learner, scores, choice))
        }
        guard let best = compared.min(by: { $0.choice.loss < $1.choice.loss }), let judge = forward.blocks.last else {
            throw TrainingError(message: "there is no block to judge on", cure: "give more cases")
        }
        learner = best.learner
        calibration = best.choice
        let before = 0..<judge.lowerBound
        let early = try best.choice.fit(best.scores, forward.labels, times, rows: before)
        measured = try MeasuredForward(
            probabilities: best.scores[judge].map(early.probability),
            labels: Array(forward.labels[judge]),
            times: times[judge]
        )
        blend = try forward.blend(best.learner, blocks: forward.blocks)
        calibrator = try best.choice.fit(forward.scores(by: blend), forward.labels, times, rows: 0..<judge.upperBound)
        let figures = compared.map { "\($0.learner.rawValue) \($0.choice.loss.formatted(4))" }
        why = [
            "learner: \(learner.rawValue), by calibrated forward log loss: \(figures.joined(separator: ", "))",
            "calibration: \(calibration.method.rawValue), half-life \(calibration.recency.name)",
        ]
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
