public import EvaBundle
public import EvaCorpus
public import EvaDecisions
public import EvaEvaluation
public import EvaNumerics

/// A training run from a table that was read to a bundle that can be saved.
public struct TrainingRun {
    private let table: CaseTable
    private let corpusSha256: String
    private let since: CaseTime?
    private let until: CaseTime?
    private let evaVersion: String

    /// Creates a run on all cases of a table.
    ///
    /// The manifest tells the SHA-256 of the corpus file, the window as asked for and the version of Eva.
    public init(table: CaseTable, corpusSha256: String, since: CaseTime?, until: CaseTime?, evaVersion: String) {
        self.table = table
        self.corpusSha256 = corpusSha256
        self.since = since
        self.until = until
        self.evaVersion = evaVersion
    }

    /// Trains and gives the bundle, with a record of forward scores and, where there is a policy, the rule for it;
    /// `guidance` decides about the cases that the bundle is judged on, and leaves no trace in it.
    public func train(
        _ options: TrainingOptions,
        policy: Policy? = nil,
        guidance: Guidance = Guidance(),
        pool: WorkerPool,
        progress: @escaping (TrainingProgress) throws -> Void = { _ in }
    ) throws -> TrainingResult {
        let rows = 0..<table.rowCount
        let trained = try Trainer(table: table, rows: rows, options: options, pool: pool, progress: progress).train()
        try progress(TrainingProgress(done: 1, total: 1, stage: "learning amounts"))
        let amounts = try AmountTrainer(table: table, seed: options.seed, pool: pool).train()
        let pays = table.labels.count { $0 == 1 }
        let info = BundleInfo(
            evaVersion: evaVersion,
            corpus: table.schema.corpus,
            simulated: table.schema.truth != nil,
            learner: trained.learner.rawValue,
            why: trained.why + [amounts?.why, empty].compactMap(\.self),
            training: TrainingWindow(
                since: since?.description,
                until: until?.description,
                firstTime: table.times.first?.description ?? "",
                lastTime: table.times.last?.description ?? "",
                cases: table.rowCount,
                baseRate: Double(pays) / Double(table.rowCount),
                corpusSha256: corpusSha256
            ),
            settings: trained.settings,
            measured: trained.measured,
            openblas: "\(BLASInfo.configuration), \(BLASInfo.coreType)"
        )
        let forward = ForwardProbabilities(rows: trained.judged.rows, trained.judged.probabilities)
        let record = forward.cases(of: table, policy: policy)
        let decisions = DecisionsPart(
            record: record,
            rule: try policy.map { try ThresholdSearch($0).rule(record, schema: table.schema) }
        )
        return TrainingResult(
            bundle: ModelBundle(
                schema: table.schema,
                model: trained.model,
                info: info,
                extras: [decisions.bundlePart] + [amounts?.model.part].compactMap(\.self)
            ),
            judged: try judge(trained.judged, guidance, pool)
        )
    }

    /// Tells of fields without any value: most often a column that the schema calls by another name or reads otherwise.
    private var empty: String? {
        let names = zip(table.schema.fields, table.columns).filter { !$1.hasValue }.map(\.0.name)
        guard !names.isEmpty else { return nil }
        return "missing in every case, so that nothing was learned of it: \(names.joined(separator: ", "))"
    }

    private func judge(_ judged: JudgedRows, _ guidance: Guidance, _ pool: WorkerPool) throws -> Metrics {
        // The model that judged is gone, and the final one has learned from these rows: clauses ask neither.
        let decisions = try guidance.decide(
            table,
            rows: judged.rows,
            scores: judged.scores,
            probabilities: judged.probabilities,
            model: nil,
            pool: pool
        )
        return try Metrics(ScoredCases(table, rows: judged.rows, decisions: decisions, costs: guidance.costs))
    }
}

/// What a training run gives.
public struct TrainingResult: Sendable {
    /// The bundle.
    public let bundle: ModelBundle
    /// The suggestions on the newest cases, by a model and a map that were chosen and fitted on earlier ones only.
    public let judged: Metrics
}
