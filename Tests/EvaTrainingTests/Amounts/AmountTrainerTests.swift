import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaEvaluation
import EvaFeatures
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

@Suite("Amounts")
struct AmountTrainerTests {
    private static let cases = Result { try PaidClaims.table(rows: 1_100) }
    private static let trained = Result { try train(cases.get()) }
    private let pool = WorkerPool(threads: 1)

    private static func train(_ table: CaseTable, threads: Int = 1) throws -> AmountModel? {
        try AmountTrainer(table: table, seed: 1, pool: WorkerPool(threads: threads)).train()?.model
    }

    private func example() throws -> (table: CaseTable, model: AmountModel) {
        (try Self.cases.get(), try #require(try Self.trained.get()))
    }

    @Test("a suggestion lies in its interval, and neither is above the claim; one by one and together the same")
    func laws() throws {
        let (table, model) = try example()
        let together = try model.amounts(table, rows: 0..<table.rowCount, pool: pool)
        var memory = FeatureRow(hasLinear: false)
        var partial = 0
        for row in stride(from: 0, to: table.rowCount, by: 3) {
            let alone = try model.amount(table, row: row, using: &memory)
            #expect(alone == together[row])
            guard let alone else {
                #expect(!(table.amounts[row] > 0))
                continue
            }
            #expect(0 <= alone.lowest && alone.lowest <= alone.suggested)
            #expect(alone.suggested <= alone.highest && alone.highest <= table.amounts[row])
            if alone.suggested < table.amounts[row] { partial += 1 }
        }
        #expect(partial > 50)
    }

    @Test("what was written and read again says the same, and has the same bytes")
    func roundTrip() throws {
        let (table, model) = try example()
        let read = try AmountModel(bytes: model.part.bytes, schema: table.schema)
        #expect(read == model)
        #expect(read.part == model.part)
        #expect(model.part.name == "amounts" && model.part.optional && model.part.version == 1)
    }

    @Test("altered bytes give an error or amounts, never a trap")
    func fuzz() throws {
        let (table, model) = try example()
        let bytes = model.part.bytes
        var random = SplitMix(state: 3)
        var memory = FeatureRow(hasLinear: false)
        var refused = 0
        for _ in 0..<150 {
            var bytes = bytes
            for _ in 0...random.below(3) {
                let position = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[position] = UInt8(random.below(256))
                case 1: bytes[position] = [0, 0x7F, 0x80, 0xFF][random.below(4)]
                case 2: bytes.removeSubrange(position..<min(bytes.count, position + 1 + random.below(8)))
                default: bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF].prefix(1 + random.below(4)), at: position)
                }
            }
            do {
                let model = try AmountModel(bytes: bytes, schema: table.schema)
                for row in 0..<4 {
                    guard let amount = try model.amount(table, row: row, using: &memory) else { continue }
                    #expect(amount.lowest <= amount.suggested && amount.suggested <= amount.highest)
                    #expect(amount.highest <= table.amounts[row])
                }
            } catch { refused += 1 }
        }
        #expect(refused > 40)
    }

    @Test("bytes that were cut off anywhere are an error")
    func truncated() throws {
        let (table, model) = try example()
        let bytes = model.part.bytes
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
            #expect(throws: (any Error).self) {
                try AmountModel(bytes: Array(bytes.prefix(length)), schema: table.schema)
            }
        }
    }

    @Test("without paid amounts, with too few of them or all paid alike, nothing is learned")
    func nothing() throws {
        #expect(try Self.train(Claims.table(rows: 1_100)) == nil)
        #expect(try Self.train(PaidClaims.table(rows: 600)) == nil)
        #expect(try Self.train(PaidClaims.table(rows: 1_100) { _, _ in 1 }) == nil)
    }

    @Test("the same cases give the same bytes with one thread and with two")
    func deterministic() throws {
        let (table, model) = try example()
        #expect(try Self.train(table, threads: 2)?.part == model.part)
    }

    @Test("a bundle brings its amounts to the advisor, also for a case that is not to be paid")
    func bundle() throws {
        let (table, model) = try example()
        var options = TrainingOptions()
        options.learner = .trees
        options.search = .none
        let bundle = try TrainingRun(table: table, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
            .train(options, pool: pool).bundle
        #expect(bundle.extra("amounts") == model.part)
        #expect(bundle.info.why.last?.hasPrefix("amounts: learned from") == true)
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let loaded = try ModelBundle.load(bundle.add(toModel: folder + "/claims", promote: true).path)
        let advisor = try Advisor(loaded)
        var answers: Set<Answer> = []
        var memory = FeatureRow(hasLinear: false)
        for row in 0..<60 {
            let suggestion = try advisor.suggest(table, row: row)
            let expected = try model.amount(table, row: row, using: &memory)
            #expect(suggestion.amount?.suggested == expected?.suggested)
            #expect(suggestion.amount?.lowest == expected?.lowest && suggestion.amount?.highest == expected?.highest)
            if suggestion.amount?.suggested != nil { answers.insert(suggestion.answer) }
        }
        #expect(answers == [.pay, .deny])
        let report = try Evaluator(advisor, pool: pool)
            .report(table, window: EvaluationReport.Window(), rejects: 0)
        #expect(report.amountErrors == (try AmountErrors(model, on: table, pool: pool)))
        #expect(report.notes.contains { $0.hasPrefix("Suggested amounts are off by") })

        var damaged = bundle
        damaged.extras = [BundlePart(name: "amounts", version: 1, bytes: [1, 2, 3], optional: true)]
        let added = try damaged.add(toModel: folder + "/damaged", promote: true)
        let error = #expect(throws: BundleError.self) { try Advisor(ModelBundle.load(added.path)) }
        #expect(error?.code == .invalidPart && error?.place == "amounts")
    }

    @Test("of cases like those it learned from, the intervals hold four of five, and suggestions beat the claim", .slow)
    func coverage() throws {
        var held = 0.0
        for seed in 1...5 as ClosedRange<UInt64> {
            let model = try #require(try Self.train(PaidClaims.table(rows: 16_000, seed: seed)))
            let later = try PaidClaims.table(rows: 16_000, seed: seed + 50)
            let errors = try #require(try AmountErrors(model, on: later, pool: pool))
            held += errors.intervalCoverage / 5
            #expect((0.76...0.84).contains(errors.intervalCoverage))
            #expect(errors.meanAbsoluteError < errors.claimError)
            #expect(errors.meanAbsoluteError < errors.medianRatioError)
        }
        #expect((0.78...0.82).contains(held))
    }
}
