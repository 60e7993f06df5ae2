import EvaModels
import EvaNumerics
import Testing

@Suite("Choice of calibration")
struct CalibrationChoiceTests {
    /// Scores whose true log-odds are `truth` of them.
    private func cases(
        _ count: Int,
        seed: UInt64,
        truth: (Double) -> Double
    ) -> (scores: [Double], labels: [Int8]) {
        var generator = RandomGenerator(seed: seed)
        let scores = (0..<count).map { _ in generator.uniform() * 6 - 3 }
        return (scores, scores.map { generator.uniform() < StableMath.sigmoid(truth($0)) ? 1 : 0 })
    }

    @Test("A logistic truth is Platt's, a staircase isotonic's")
    func findsTheShape() throws {
        let blocks = [0..<1000, 1000..<2000, 2000..<3000]
        let straight = cases(3000, seed: 1) { 0.5 * $0 + 1 }
        let platt = try CalibrationChoice.forward(scores: straight.scores, labels: straight.labels, blocks: blocks)
        #expect(platt.calibrator.method == .platt)
        #expect(platt.judgedCases == 2000)
        let stairs = cases(3000, seed: 2) { $0 < -1 ? -2.5 : $0 < 1 ? 0 : 2.5 }
        let isotonic = try CalibrationChoice.forward(scores: stairs.scores, labels: stairs.labels, blocks: blocks)
        #expect(isotonic.calibrator.method == .isotonic)
        #expect(isotonic.trials.map(\.method) == CalibrationMethod.allCases)
        let best = isotonic.trials.map(\.logLoss).min() ?? .infinity
        #expect(best < (isotonic.rawLogLoss ?? 0))
    }

    @Test("A block is judged by earlier blocks only")
    func looksBackOnly() throws {
        let (scores, labels) = cases(600, seed: 3) { $0 }
        let blocks = [0..<300, 300..<600]
        let choice = try CalibrationChoice.forward(scores: scores, labels: labels, blocks: blocks)
        for trial in choice.trials {
            let map = try Calibrator.fit(trial.method, scores: Array(scores[..<300]), labels: Array(labels[..<300]))
            let losses = (300..<600)
                .map {
                    StableMath.logLoss(score: StableMath.logit(map.probability(scores[$0])), isPay: labels[$0] == 1)
                }
            #expect(abs(losses.reduce(0, +) / 300 - trial.logLoss) < 1e-9)
        }
        let all = try choice.trials.first { $0.method == choice.calibrator.method }
            .map {
                try Calibrator.fit($0.method, scores: scores, labels: labels)
            }
        #expect(choice.calibrator == all)
    }

    @Test("A past of one class judges nothing and leaves Platt")
    func tooLittlePast() throws {
        let choice = try CalibrationChoice.forward(
            scores: [1, 2, 1, 2],
            labels: [1, 1, 0, 1],
            blocks: [0..<2, 2..<4]
        )
        #expect(choice.calibrator.method == .platt)
        #expect(choice.trials.isEmpty && choice.rawLogLoss == nil && choice.judgedCases == 0)
    }

    @Test("Blocks out of order or beyond the scores, and one class, are named")
    func badBlocks() {
        func code(_ labels: [Int8], _ blocks: [Range<Int>]) -> ModelError.Code? {
            #expect(throws: ModelError.self) {
                _ = try CalibrationChoice.forward(scores: [1, 2, 3, 4], labels: labels, blocks: blocks)
            }?
            .code
        }
        #expect(code([0, 1, 0, 1], [2..<4, 0..<2]) == .badShape)
        #expect(code([0, 1, 0, 1], [0..<2, 2..<5]) == .badShape)
        #expect(code([0, 1, 0], [0..<2]) == .badShape)
        #expect(code([1, 1, 1, 1], [0..<2, 2..<4]) == .oneClass)
        #expect(code([0, 1, 0, 1], []) == .emptyTraining)
    }
}
