import EvaBundle
import EvaCorpus
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Testing

/// Laws of whatever training gives.
@Suite("Trained models")
struct ServedModelTests {
    private let pool = WorkerPool(threads: 1)

    private func model(
        _ learner: LearnerChoice,
        _ search: SearchEffort = .none,
        cases: Int = 520,
        days: Int = 27
    ) throws -> (model: ClaimModel, table: CaseTable) {
        let table = try Claims.table(rows: cases, days: days)
        var options = TrainingOptions()
        options.learner = learner
        options.search = search
        return (try Trainer(table: table, rows: 0..<cases, options: options, pool: pool).train().model, table)
    }

    private func checkExplanations(_ model: ClaimModel, _ table: CaseTable, rows: StrideTo<Int>) throws {
        for row in rows {
            let explanation = try model.explain(table, row: row)
            let sum = explanation.contributions.reduce(explanation.base, +)
            #expect(abs(sum - explanation.score) < 1e-9, "row \(row)")
            let predicted = try model.predict(table, rows: row..<row + 1, pool: pool)
            #expect(predicted.scores == [explanation.score])
            #expect(predicted.probabilities == [explanation.probability])
        }
    }

    private func checkOneByOne(_ model: ClaimModel, _ table: CaseTable, rows: StrideTo<Int>) throws {
        let all = try model.predict(table, rows: 0..<table.rowCount, pool: WorkerPool(threads: 2))
        for row in rows {
            let one = try model.predict(table.subset([row]), rows: 0..<1, pool: pool)
            #expect(one.scores[0].bitPattern == all.scores[row].bitPattern)
            #expect(one.probabilities[0].bitPattern == all.probabilities[row].bitPattern)
        }
        #expect(Set(all.scores).count > table.rowCount / 10)
    }

    private func checkEvidence(_ model: ClaimModel, claims: Int) throws {
        let table = try Claims.growingEvidence(claims: claims, seed: 11)
        let predictions = try model.predict(table, rows: 0..<table.rowCount, pool: pool)
        let steps = Claims.proofs.count + 1
        var rises = 0
        for row in 1..<table.rowCount where row % steps != 0 {
            let step = predictions.scores[row] - predictions.scores[row - 1]
            // Sums of the same parts in another order differ by some of the last bits.
            #expect(step >= -1e-12, "case \(table.ids.text(of: row) ?? "")")
            #expect(predictions.probabilities[row] >= predictions.probabilities[row - 1] - 1e-12)
            if step > 0.01 { rises += 1 }
        }
        #expect(rises > claims / 2)
    }

    @Test(
        "reasons are exact, cases get the same bits alone and together, and evidence never lowers a score",
        arguments: [
            LearnerChoice.trees, .logistic, .blend,
        ]
    )
    func laws(learner: LearnerChoice) throws {
        let (model, table) = try model(learner)
        #expect((model.trees != nil) == (learner != .logistic))
        #expect((model.linear != nil) == (learner != .trees))
        try checkExplanations(model, table, rows: stride(from: 0, to: 520, by: 52))
        try checkOneByOne(model, table, rows: stride(from: 0, to: 520, by: 52))
        try checkEvidence(model, claims: 20)
    }

    @Test(
        "the laws hold for what a full search gives, on many cases",
        .slow,
        arguments: [
            LearnerChoice.auto, .trees, .logistic, .blend,
        ]
    )
    func lawsOfSearch(learner: LearnerChoice) throws {
        let (model, table) = try model(learner, .full, cases: 3000, days: 800)
        try checkExplanations(model, table, rows: stride(from: 0, to: 3000, by: 3))
        try checkOneByOne(model, table, rows: stride(from: 0, to: 3000, by: 3))
        try checkEvidence(model, claims: 1000)
    }
}
