import EvaBundle
import EvaCorpus
import EvaModels
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Testing

@Suite("Trainer")
struct TrainerTests {
    private static let cases = 620

    private func options(_ learner: LearnerChoice, _ search: SearchEffort, seed: UInt64 = 1) -> TrainingOptions {
        var options = TrainingOptions()
        options.learner = learner
        options.search = search
        options.seed = seed
        return options
    }

    private func train(
        _ table: CaseTable,
        rows: Range<Int>? = nil,
        _ options: TrainingOptions,
        threads: Int = 1
    ) throws -> TrainedModel {
        try Trainer(
            table: table,
            rows: rows ?? 0..<table.rowCount,
            options: options,
            pool: WorkerPool(threads: threads)
        )
        .train()
    }

    /// The bytes of all parts.
    private func parts(_ table: CaseTable, _ options: TrainingOptions, threads: Int) throws -> [BundlePart] {
        try TrainingRun(table: table, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
            .train(options, pool: WorkerPool(threads: threads))
            .bundle.parts()
    }

    @Test("no case, one case and one label are errors that say what would help", arguments: SearchEffort.allCases)
    func nothingToLearn(search: SearchEffort) throws {
        let table = try Claims.table(rows: 40)
        let none = #expect(throws: TrainingError.self) { try train(table, rows: 7..<7, options(.auto, search)) }
        #expect(none?.message == "there is no case to learn from")
        let one = #expect(throws: TrainingError.self) { try train(table, rows: 7..<8, options(.auto, search)) }
        #expect(one?.message.hasPrefix("all 1 cases are labelled") == true)
        #expect(one?.cure == "give cases with both decisions")
    }

    @Test("few cases are an error, however few", arguments: [2, 3, 4, 5, 40], SearchEffort.allCases)
    func tooFew(count: Int, search: SearchEffort) throws {
        let table = try Claims.table(rows: 200)
        let rows = try #require(
            (0..<200 - count).map { $0..<$0 + count }
                .first { table.labels[$0].contains(0) && table.labels[$0].contains(1) }
        )
        let error = #expect(throws: TrainingError.self) { try train(table, rows: rows, options(.auto, search)) }
        #expect(error?.message == "\(count) labelled cases are too few to learn from and to judge on later ones")
        // The newest rows too: nothing lies behind them.
        let last = 200 - max(count, 20)..<200
        #expect(throws: TrainingError.self) { try train(table, rows: last, options(.auto, search)) }
    }

    @Test("a field that no case has is told of, and the rest is learned")
    func emptyField() throws {
        func why(_ table: CaseTable) throws -> [String] {
            try TrainingRun(table: table, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
                .train(options(.trees, .none), pool: WorkerPool(threads: 1)).bundle.info.why
        }
        let lines = Claims.lines(rows: 520)
        let told = "missing in every case, so that nothing was learned of it: shop"
        #expect(try !why(Claims.table(lines)).contains { $0.hasPrefix("missing") })
        #expect(try why(Claims.table(lines.map { $0.replacing(/shop\d+/, with: "") })).contains(told))
    }

    @Test(
        "a rare label that the first newer cases lack is learned all the same",
        .slow,
        arguments: SearchEffort.allCases
    )
    func rareLabel(search: SearchEffort) throws {
        let labels = try Claims.table(rows: 2_000).labels
        let table = try Claims.table(rows: 2_000) { (1_300..<1_900).contains($0) && labels[$0] == 0 }
        #expect(try train(table, options(.auto, search)).measured.cases > 0)
    }

    @Test(
        "a label that only the newest cases have is an error that says what would help",
        arguments: SearchEffort.allCases
    )
    func newLabel(search: SearchEffort) throws {
        let labels = try Claims.table(rows: 620).labels
        let table = try Claims.table(rows: 620) { $0 < 600 && labels[$0] == 0 }
        let error = #expect(throws: ModelError.self) { _ = try train(table, options(.trees, search)) }
        #expect(error?.code == .oneClass)
        #expect(error?.cure.contains("rare label") == true)
    }

    @Test("same cases and seed, same bytes, with one thread and with two", arguments: [LearnerChoice.trees, .blend])
    func deterministic(learner: LearnerChoice) throws {
        let table = try Claims.table(rows: 520)
        let first = try parts(table, options(learner, .none), threads: 1)
        #expect(try parts(table, options(learner, .none), threads: 2) == first)
        #expect(Set(first.map(\.name)).isSuperset(of: ["schema", "features", "trees", "blend", "calibration"]))
    }

    @Test("a full search gives the same bytes with one thread and with two", .slow)
    func deterministicSearch() throws {
        let table = try Claims.table(rows: 3000, days: 800)
        let one = try parts(table, options(.auto, .full), threads: 1)
        #expect(try parts(table, options(.auto, .full), threads: 2) == one)
        #expect(try parts(table, options(.auto, .full), threads: 1) == one)
    }

    @Test("the trees of a full search are the mean of at most three kinds, as the settings tell", .slow)
    func mean() throws {
        let table = try Claims.table(rows: 3000, days: 800)
        let trained = try train(table, options(.trees, .full), threads: 2)
        let members = trained.settings.treeMembers ?? []
        #expect(members.isEmpty || (2...3).contains(members.count))
        #expect(members.isEmpty || members[0].recipe == trained.settings.trees)
        #expect(trained.settings.features.trend || !members.contains(where: \.trend))
        let rounds = members.isEmpty ? trained.settings.trees?.rounds : members.reduce(0) { $0 + $1.recipe.rounds }
        #expect(trained.model.trees?.rounds == rounds)
        let told = "trees: mean of \(max(1, members.count)), by forward log loss: alone"
        #expect(trained.why.contains { $0.hasPrefix(told) })
    }

    @Test("what comes after the rows leaves no trace", arguments: [LearnerChoice.trees, .logistic])
    func rowsOnly(learner: LearnerChoice) throws {
        let rows = 0..<520
        let plain = try train(Claims.table(rows: Self.cases), rows: rows, options(learner, .none))
        let other = try Claims.table(rows: Self.cases, isFlipped: (520..<Self.cases).contains)
        #expect(try train(other, rows: rows, options(learner, .none)).model == plain.model)
    }

    @Test(
        "nothing is fitted to the labels of the block that judges but the final calibration",
        arguments: [
            LearnerChoice.trees, .blend,
        ]
    )
    func judgeIsUnseen(learner: LearnerChoice) throws {
        let table = try Claims.table(rows: Self.cases)
        let plan = try ForwardPlan(times: table.times, rows: 0..<Self.cases, share: 0.2, count: 2)
        let flipped = try Claims.table(rows: Self.cases, isFlipped: plan.blocks[1].contains)
        let plain = try train(table, options(learner, .none))
        let other = try train(flipped, options(learner, .none))
        #expect(plain.model.featurizer == other.model.featurizer)
        #expect(plain.model.trees == other.model.trees)
        #expect(plain.model.linear == other.model.linear)
        #expect(plain.model.calibrator != other.model.calibrator)
        #expect(abs(plain.measured.accuracy - (1 - other.measured.accuracy)) < 1e-12)
    }

    @Test("a search chooses nothing by the labels of the block that judges", .slow)
    func judgeChoosesNothing() throws {
        let table = try Claims.table(rows: 1500, days: 500)
        let plan = try ForwardPlan(times: table.times, rows: 0..<1500, share: 0.3, count: 5)
        let flipped = try Claims.table(rows: 1500, days: 500, isFlipped: plan.blocks[4].contains)
        let plain = try train(table, options(.auto, .full))
        let other = try train(flipped, options(.auto, .full))
        #expect(plain.settings == other.settings)
        #expect(plain.learner == other.learner && plain.why == other.why)
        #expect(abs(plain.measured.accuracy - (1 - other.measured.accuracy)) < 1e-12)
    }

    @Test("features of a fold are fitted on what came before it, whatever its labels and later ones are")
    func foldIsBlind() throws {
        let later = 300..<420
        func fold(_ table: CaseTable) throws -> Fold {
            try Fold(
                table,
                from: 0,
                later: later,
                recency: Recency(halfLifeDays: 30),
                options: .init(),
                pool: WorkerPool(threads: 1)
            )
        }
        let plain = try fold(Claims.table(rows: 500))
        let flipped = try fold(Claims.table(rows: 500, isFlipped: (300..<500).contains))
        #expect(plain.training.rows == 0..<300)
        #expect(plain.training.featurizer == flipped.training.featurizer)
        #expect(plain.training.prevalence.latest == flipped.training.prevalence.latest)
        for row in 0..<later.count {
            let (one, other) = (plain.features.trees.row(row), flipped.features.trees.row(row))
            #expect(one.map(\.bitPattern) == other.map(\.bitPattern))
        }
        #expect(plain.features.linear.dense == flipped.features.linear.dense)
        #expect(plain.features.linear.sparse == flipped.features.linear.sparse)
        #expect(plain.labels.elementsEqual(flipped.labels) { $0 == 1 - $1 })
    }

    @Test("a run that is cancelled ends with what was thrown")
    func cancelled() throws {
        struct Cancelled: Error {}
        let table = try Claims.table(rows: 520)
        #expect(throws: Cancelled.self) {
            try Trainer(
                table: table,
                rows: 0..<520,
                options: options(.trees, .none),
                pool: WorkerPool(threads: 1),
                progress: { _ in throw Cancelled() }
            )
            .train()
        }
    }
}
