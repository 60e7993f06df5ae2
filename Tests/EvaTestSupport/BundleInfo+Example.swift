public import EvaBundle
import EvaFeatures

extension BundleInfo {
    /// What the manifest of a small model tells, which nobody trained by EvaTraining; tests change what they are about.
    public static var example: BundleInfo {
        BundleInfo(
            evaVersion: "test",
            corpus: "claims",
            simulated: true,
            learner: "logistic",
            why: [],
            training: TrainingWindow(
                since: nil,
                until: nil,
                firstTime: "2024-03-01",
                lastTime: "2024-03-27",
                cases: 160,
                baseRate: 0.5,
                corpusSha256: ""
            ),
            settings: TrainingSettings(
                seed: 1,
                search: "none",
                halfLifeDays: [nil],
                linearHalfLifeDays: nil,
                features: FeatureOptions(),
                trees: nil,
                logistic: nil,
                calibration: nil,
                calibrationHalfLifeDays: nil
            ),
            measured: MeasuredForward(
                cases: 50,
                blocks: 1,
                firstTime: "2024-03-20",
                lastTime: "2024-03-27",
                accuracy: 0.7,
                majorityAccuracy: 0.6,
                auc: nil,
                logLoss: 0.6,
                ece: 0.02
            ),
            openblas: "test"
        )
    }
}
