import EvaCorpus
import EvaSimulation
import EvaStandards
import EvaTestSupport
import Foundation
import Testing

@Suite("Difficulty of the simulated corpus")
struct DifficultyTests {
    @Test("the difficulty is fixed, whatever the seed", .slow, arguments: [1, 2, 3])
    func difficulty(seed: UInt64) throws {
        try withSimulation(cases: 30_000, seed: seed) { folder, summary in
            #expect(summary.all.majorityAccuracy <= 0.65)
            #expect((0.75...0.85).contains(try #require(summary.all.firstAgentAgreement)))
            #expect((0.93...0.96).contains(summary.all.bestAccuracy))

            let cases = try table(in: folder)
            let features = ReferenceTable(cases)
            let cut = cases.rowCount * 4 / 5
            let (training, later) = (0..<cut, cut..<cases.rowCount)
            let tree = shallowTreeAccuracy(features, training: training, later: later)
            #expect((0.6...0.8).contains(tree))
            let logistic = logisticAccuracy(features, training: training, later: later)
            #expect((tree - 0.02...0.88).contains(logistic))

            let standards = try standardsAccuracy(of: cases, in: folder)
            #expect((0.6..<0.85).contains(standards))
            print(
                "simulated, seed \(seed): majority \(summary.all.majorityAccuracy), first agent",
                "\(summary.all.firstAgentAgreement ?? 0), best possible \(summary.all.bestAccuracy)",
                "(log loss \(summary.all.bestLogLoss)), tree \(tree), logistic \(logistic), standards \(standards)"
            )
        }
    }

    /// Accuracy of the written standards alone; what they leave undecided gets the more frequent answer.
    private func standardsAccuracy(of cases: CaseTable, in folder: URL) throws -> Double {
        let path = folder.appendingPathComponent("standards.yaml").path
        let catalogue = try StandardCatalogue.load(path: path, schema: cases.schema)
        let matcher = CatalogueMatcher(catalogue, schema: cases.schema)
        let paysMostly = 2 * cases.labels.count { $0 == 1 } > cases.rowCount
        let right = (0..<cases.rowCount)
            .count { row in
                let verdict = matcher.verdict(cases, row: row)
                return (verdict == .undecided ? paysMostly : verdict == .pay) == (cases.labels[row] == 1)
            }
        return Double(right) / Double(cases.rowCount)
    }
}
