import EvaEvaluation
import Testing

struct ScoredCasesTests {
    @Test("without suggestions every case is pay or deny at .5")
    func suggestions() throws {
        let cases = try ScoredCases(labels: [1, 0, 1], probabilities: [0.5, 0.49, 1])
        #expect(cases.suggestions == [.pay, .deny, .pay])
    }

    @Test("what cannot be judged is an error with code and place")
    func invalid() {
        let attempts: [(EvaluationError.Code, String, () throws -> ScoredCases)] = [
            (.unequalCounts, "probabilities", { try ScoredCases(labels: [1], probabilities: []) }),
            (.unequalCounts, "suggestions", { try ScoredCases(labels: [1], probabilities: [1], suggestions: []) }),
            (.unequalCounts, "amounts", { try ScoredCases(labels: [1], probabilities: [1], amounts: [1, 2]) }),
            (.unequalCounts, "truths", { try ScoredCases(labels: [1], probabilities: [1], truths: []) }),
            (.unequalCounts, "periods", { try ScoredCases(labels: [1], probabilities: [1], periods: []) }),
            (
                .unequalCounts, "slices.item",
                { try ScoredCases(labels: [1], probabilities: [1], slices: [.init(field: "item", values: [])]) }
            ),
            (.invalidLabel, "labels[1]", { try ScoredCases(labels: [1, 2], probabilities: [0, 1]) }),
            (.invalidProbability, "probabilities[0]", { try ScoredCases(labels: [1], probabilities: [.nan]) }),
            (.invalidProbability, "probabilities[0]", { try ScoredCases(labels: [1], probabilities: [1.1]) }),
            (.invalidTruth, "truths[0]", { try ScoredCases(labels: [1], probabilities: [1], truths: [-0.1]) }),
            (.invalidAmount, "amounts[0]", { try ScoredCases(labels: [1], probabilities: [1], amounts: [.infinity]) }),
        ]
        for (code, place, attempt) in attempts {
            let error = #expect(throws: EvaluationError.self) { _ = try attempt() }
            #expect(error?.code == code)
            #expect(error?.place == place)
        }
    }
}
