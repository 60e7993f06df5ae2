package import EvaBundle
public import EvaCorpus
public import EvaNumerics

extension Advisor {
    /// Decisions on rows of a table, in their order: the same as one by one, for any number of threads.
    public func decide(_ table: CaseTable, rows: Range<Int>, pool: WorkerPool) throws -> [Decision] {
        if precedents != nil { return try decideEach(table, rows: rows, pool: pool) }
        let predictions = try bundle.model.predict(table, rows: rows, pool: pool)
        return try guidance.decide(
            table,
            rows: rows,
            scores: predictions.scores,
            probabilities: predictions.probabilities,
            model: bundle.model,
            causes: causes,
            pool: pool
        )
    }

    /// Precedents are looked up with a case's own features.
    private func decideEach(_ table: CaseTable, rows: Range<Int>, pool: WorkerPool) throws -> [Decision] {
        let blocks = RowBlocks(rows: rows.count, least: 256)
        return
            try pool.map(blocks.count) { block in
                Result {
                    var features = makeRow()
                    return try blocks[block].map { try decide(table, row: rows.lowerBound + $0, using: &features) }
                }
            }
            .flatMap { try $0.get() }
    }
}

extension Guidance {
    /// Decisions on rows of a table, in their order, one score and one calibrated probability a row; `model` gave them,
    /// or is `nil` where it is not at hand: then evidence moves no probability, and no deny is asked for its cause.
    package func decide(
        _ table: CaseTable,
        rows: Range<Int>,
        scores: [Double],
        probabilities: [Double],
        model: ClaimModel?,
        pool: WorkerPool
    ) throws -> [Decision] {
        try decide(
            table,
            rows: rows,
            scores: scores,
            probabilities: probabilities,
            model: model,
            causes: model.map { CauseSearch($0) },
            pool: pool
        )
    }

    /// The same with a search for causes that is made already, which takes longer than many cases do.
    fileprivate func decide(
        _ table: CaseTable,
        rows: Range<Int>,
        scores: [Double],
        probabilities: [Double],
        model: ClaimModel?,
        causes: CauseSearch?,
        pool: WorkerPool
    ) throws -> [Decision] {
        let blocks = RowBlocks(rows: rows.count, least: 256)
        return
            try pool.map(blocks.count) { block in
                Result {
                    try blocks[block]
                        .map { index in
                            let (row, score) = (rows.lowerBound + index, scores[index])
                            let own = decide(table, row: row, score: score, probability: probabilities[index])
                            return try weigh(
                                own,
                                table,
                                row: row,
                                hasCause: {
                                    guard let causes, let model, !causes.isSure(score) else { return true }
                                    var features = model.makeRow()
                                    try model.featurizer.transform(table, row: row, into: &features)
                                    return causes.hasCause(features)
                                },
                                deciding: { changed in
                                    // Without a model, evidence moves no probability.
                                    guard let model else { return own }
                                    var features = model.makeRow()
                                    let (score, probability) = try model.predict(changed, row: 0, using: &features)
                                    return decide(changed, row: 0, score: score, probability: probability)
                                }
                            )
                            .decision
                        }
                }
            }
            .flatMap { try $0.get() }
    }
}
