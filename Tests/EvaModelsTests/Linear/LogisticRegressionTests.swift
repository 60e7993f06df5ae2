import EvaModels
import EvaNumerics
import Testing

@Suite("Logistic regression")
struct LogisticRegressionTests {
    private let pool = WorkerPool(threads: 2)

    @Test("Fixtures of every kind are there")
    func fixturesAreThere() {
        #expect(LogisticCase.all.count == 9)
    }

    @Test("Coefficients equal scikit-learn's", arguments: LogisticCase.all)
    func equalsScikitLearn(problem: LogisticCase) throws {
        let recipe = LogisticRegression(penalty: problem.penalty, l1Ratio: problem.l1Ratio, tolerance: 1e-11)
        let fit = try recipe.fit(problem.features, labels: problem.labels, weights: problem.weights, pool: pool)
        #expect(fit.gradientRatio <= 1e-10)
        let scale = problem.coefficients.map(abs).max() ?? 0
        #expect(abs(fit.model.intercept - problem.intercept) <= 1e-5 * max(scale, abs(problem.intercept)))
        for (ours, theirs) in zip(fit.model.coefficients, problem.coefficients) {
            #expect(abs(ours - theirs) <= 1e-5 * max(abs(theirs), 1e-2 * scale))
        }
        #expect(fit.model.coefficients.count == problem.coefficients.count)
    }

    @Test("The default tolerance is met", arguments: LogisticCase.all)
    func meetsTolerance(problem: LogisticCase) throws {
        let recipe = LogisticRegression(penalty: problem.penalty, l1Ratio: problem.l1Ratio)
        let fit = try recipe.fit(problem.features, labels: problem.labels, weights: problem.weights, pool: pool)
        #expect(fit.gradientRatio <= 1e-6)
        #expect(fit.iterations < 30)
    }
}
