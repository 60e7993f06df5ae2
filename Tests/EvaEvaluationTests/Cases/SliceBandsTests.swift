import EvaEvaluation
import Testing

@Suite("Bands of the amount")
struct SliceBandsTests {
    @Test("four bands with a quarter of the known amounts each, in their order, and the missing last")
    func quarters() throws {
        let amounts: [Double] = [8, 1, 7, .nan, 2, 6, 3, 5, 4]
        let bands = try #require(ScoredCases.SliceField(quartersOf: amounts, field: "amount"))
        #expect(
            bands.order == [
                "up to 2.00", "above 2.00 to 4.00", "above 4.00 to 6.00", "above 6.00", "missing",
            ]
        )
        #expect(bands.values[0] == "above 6.00" && bands.values[1] == "up to 2.00" && bands.values[3] == "missing")
        for band in try #require(bands.order).dropLast() { #expect(bands.values.count { $0 == band } == 2) }
    }

    @Test("many equal amounts make fewer bands, equal ones a single band, none no slice")
    func ties() throws {
        let bands = try #require(ScoredCases.SliceField(quartersOf: [5, 5, 5, 5, 5, 9], field: "a"))
        #expect(bands.order == ["up to 5.00", "above 5.00"])
        #expect(bands.values == ["up to 5.00", "up to 5.00", "up to 5.00", "up to 5.00", "up to 5.00", "above 5.00"])
        #expect(ScoredCases.SliceField(quartersOf: [3, 3], field: "a")?.order == ["up to 3.00"])
        #expect(ScoredCases.SliceField(quartersOf: [.nan], field: "a") == nil)
        #expect(ScoredCases.SliceField(quartersOf: [], field: "a") == nil)
    }

    @Test("bands are told in their order, alone however few their cases")
    func report() throws {
        let amounts: [Double] = [1, 1, 1, 2, 3, 4, .nan, 4]
        let report = try EvaluationReport(
            title: "t",
            corpus: "c",
            model: nil,
            cases: ScoredCases(
                labels: [1, 0, 1, 0, 1, 0, 1, 0],
                probabilities: amounts.map { _ in 0.6 },
                slices: [try #require(ScoredCases.SliceField(quartersOf: amounts, field: "amount"))]
            )
        )
        let values = report.slices[0].values.map(\.value)
        #expect(values == ["up to 1.00", "above 1.00 to 2.00", "above 2.00", "missing"])
        #expect(report.slices[0].values.allSatisfy { !$0.pooled })
        #expect(report.slices[0].values.map(\.metrics.cases).reduce(0, +) == 8)
    }
}
