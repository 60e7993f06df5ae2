public import EvaCorpus
public import EvaNumerics

extension Advisor {
    /// Decisions on rows of a table, in their order: the same as one by one, for any number of threads.
    public func decide(_ table: CaseTable, rows: Range<Int>, pool: WorkerPool) throws -> [Decision] {
        let predictions = try bundle.model.predict(table, rows: rows, pool: pool)
        return guidance.decide(
            table,
            rows: rows,
            scores: predictions.scores,
            probabilities: predictions.probabilities,
            pool: pool
        )
    }
}

extension Guidance {
    /// Decisions on rows of a table, in their order, one score and one calibrated probability a row.
    package func decide(
        _ table: CaseTable,
        rows: Range<Int>,
        scores: [Double],
        probabilities: [Double],
        pool: WorkerPool
    ) -> [Decision] {
        let blocks = RowBlocks(rows: rows.count, least: 256)
        return
            pool.map(blocks.count) { block in
                blocks[block]
                    .map {
                        decide(table, row: rows.lowerBound + $0, score: scores[$0], probability: probabilities[$0])
                    }
            }
            .flatMap(\.self)
    }
}
