import EvaEvaluation
import Foundation
import Testing

/// The figures against scikit-learn's, from the fixture that Benchmarks/reference/sklearn_metrics.py writes.
struct MeasureDifferentialTests {
    struct Fixture: Decodable {
        let cases: [Reference]
    }

    struct Reference: Decodable {
        let name: String
        let labels: [Int8]
        let probabilities: [Double]
        let weights: [Double]
        let accuracy: Double
        let auc: Double
        let log_loss: Double
        let brier: Double
        let ece: Double
        let weighted_accuracy: Double
        let weighted_auc: Double
        let weighted_log_loss: Double
        let weighted_brier: Double
        let false_positive_rates: [Double]
        let true_positive_rates: [Double]
    }

    static func references() throws -> [Reference] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/sklearn_metrics", withExtension: "json"))
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url)).cases
    }

    @Test("figures equal scikit-learn's to 1e-12, ties included")
    func figures() throws {
        let references = try Self.references()
        #expect(references.count == 4)
        for reference in references {
            let metrics = try Metrics(
                ScoredCases(labels: reference.labels, probabilities: reference.probabilities)
            )
            #expect(abs(metrics.accuracy - reference.accuracy) <= 1e-12, "accuracy, \(reference.name)")
            #expect(abs(try #require(metrics.auc) - reference.auc) <= 1e-12, "AUC, \(reference.name)")
            #expect(abs(metrics.logLoss - reference.log_loss) <= 1e-12, "log loss, \(reference.name)")
            #expect(abs(metrics.brier - reference.brier) <= 1e-12, "Brier, \(reference.name)")
            #expect(abs(metrics.ece - reference.ece) <= 1e-12, "ECE, \(reference.name)")
        }
    }

    @Test("weighted figures equal scikit-learn's to 1e-12")
    func weighted() throws {
        for reference in try Self.references() {
            let (labels, probabilities, weights) = (reference.labels, reference.probabilities, reference.weights)
            let figures = [
                (
                    Measure.accuracy(labels: labels, probabilities: probabilities, weights: weights),
                    reference.weighted_accuracy
                ),
                (Measure.auc(labels: labels, probabilities: probabilities, weights: weights), reference.weighted_auc),
                (
                    Measure.logLoss(labels: labels, probabilities: probabilities, weights: weights),
                    reference.weighted_log_loss
                ),
                (
                    Measure.brier(labels: labels, probabilities: probabilities, weights: weights),
                    reference.weighted_brier
                ),
            ]
            for (index, figure) in figures.enumerated() {
                #expect(abs(try #require(figure.0) - figure.1) <= 1e-12, "figure \(index), \(reference.name)")
            }
        }
    }

    @Test("the ROC curve is scikit-learn's")
    func curve() throws {
        for reference in try Self.references() {
            let curves = try Curves(ScoredCases(labels: reference.labels, probabilities: reference.probabilities))
            #expect(curves.roc.count == reference.true_positive_rates.count)
            for (point, expected) in zip(curves.roc, zip(reference.false_positive_rates, reference.true_positive_rates))
            {
                #expect(abs(point.falsePositiveRate - expected.0) <= 1e-12)
                #expect(abs(point.truePositiveRate - expected.1) <= 1e-12)
            }
        }
    }
}
