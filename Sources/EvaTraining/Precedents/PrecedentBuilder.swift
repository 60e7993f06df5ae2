public import EvaBundle
public import EvaCorpus
import EvaDecisions
public import EvaNumerics

/// Makes the precedents of a bundle from the labelled cases of a corpus.
public struct PrecedentBuilder {
    private let bundle: ModelBundle
    private let table: CaseTable
    private let pool: WorkerPool
    /// Rows of the labelled cases: newest first, of one time by identifier.
    private let rows: [Int]

    /// Cases that are looked through between two reports of progress.
    private static let batch = 8_192

    /// Creates a builder for a table read with the bundle's schema.
    ///
    /// **Throws**: `TrainingError` when no case is labelled.
    public init(_ bundle: ModelBundle, _ table: CaseTable, pool: WorkerPool) throws(TrainingError) {
        self.bundle = bundle
        self.table = table
        self.pool = pool
        rows = (0..<table.rowCount).filter { table.labels[$0] >= 0 }
            .sorted { left, right in
                if table.times[left] != table.times[right] { return table.times[left] > table.times[right] }
                return table.ids.bytes(of: left).lexicographicallyPrecedes(table.ids.bytes(of: right))
            }
        guard !rows.isEmpty else {
            throw TrainingError(message: "no case is labelled", cure: "give decided cases as precedents")
        }
    }

    /// The part for the bundle's extras, with the newest cases, at most `most`, and what to tell about it.
    ///
    /// `progress` is told the cases done, and may throw to cancel.
    ///
    /// **Determinism**: the same bytes for any number of threads.
    ///
    /// **Throws**: `TrainingError` when the model tells no cases apart or has too large trees.
    public func part(
        most: Int = .max,
        progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) throws -> (part: BundlePart, summary: PrecedentSummary) {
        let kept = min(max(1, most), rows.count)
        let calibration = NoveltyCalibration(bundle.model, table, rows: rows, kept: kept, pool: pool)
        let traits = try traits(of: max(kept, calibration.reach), shown: kept, progress)
        let newest = traits.prefix(kept)
        let scales = FieldScale.fit(
            newest.flatMap(\.linear),
            fields: bundle.model.linear == nil ? 0 : bundle.model.featurizer.layout.fields.count
        )
        guard let likeness = Likeness(bundle.model, scales: scales) else {
            throw TrainingError(
                message:
                    "there are no precedents in the eyes of a model that tells no cases apart, or by more than 256 leaves",
                cure: "train on more cases, or with at most 256 leaves a tree"
            )
        }
        let cases = ComparableCases(
            likeness,
            traits.map { likeness.codes(leaves: $0.leaves.map(Int32.init), contributions: $0.linear) }
        )
        let novelty = try calibration.calibrate(cases)
        let shown = ShownFields(bundle.schema)
        let part = PrecedentPart(
            scales: scales,
            times: rows.prefix(kept).map { table.times[$0] },
            cases: kept == cases.count
                ? cases
                : ComparableCases(
                    likeness,
                    newest.map { likeness.codes(leaves: $0.leaves.map(Int32.init), contributions: $0.linear) }
                ),
            novelty: novelty
        )
        .part(bundle.model, schema: bundle.schema) { position in
            PrecedentRecord(
                table,
                row: rows[position],
                contributions: newest[position].shown,
                shown: shown
            )
        }
        let summary = PrecedentSummary(
            cases: kept,
            firstTime: table.times[rows[kept - 1]].description,
            lastTime: table.times[rows[0]].description,
            bytes: part.content.count,
            noveltyBelow: novelty.map { Double($0.threshold) / Double(likeness.whole) },
            judged: novelty?.judged ?? 0
        )
        return (part, summary)
    }

    /// What is needed of a case.
    private struct Traits {
        let leaves: [UInt8]
        let linear: [Float]
        /// Contributions of the shown fields; empty for a case that is not kept.
        let shown: [Float]
    }

    /// Of the newest cases, with what is shown of the first of them.
    private func traits(
        of count: Int,
        shown kept: Int,
        _ progress: (_ done: Int, _ total: Int) throws -> Void
    ) throws -> [Traits] {
        let shown = ShownFields(bundle.schema).positions
        let model = bundle.model
        var traits: [Traits] = []
        traits.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: Self.batch) {
            try progress(start, count)
            let batch = start..<min(start + Self.batch, count)
            traits += try batch.mapped(by: pool, memory: model.makeRow) { [rows, table] position, features in
                let row = rows[position]
                var contributions: [Float] = []
                if position < kept {
                    let explanation = try model.explain(table, row: row, using: &features)
                    contributions = shown.map { Float(explanation.contributions[$0]) }
                } else {
                    _ = try model.predict(table, row: row, using: &features)
                }
                let (leaves, linear) = model.traits(features)
                return Traits(
                    leaves: leaves.map { UInt8(truncatingIfNeeded: $0) },
                    linear: linear,
                    shown: contributions
                )
            }
        }
        return traits
    }
}

/// What precedents a bundle got.
public struct PrecedentSummary: Sendable, Codable {
    /// Number of cases.
    public let cases: Int
    /// Time of the oldest.
    public let firstTime: String
    /// Time of the newest.
    public let lastTime: String
    /// Size of the part.
    public let bytes: Int
    /// Similarity under which a case is unlike anything seen; `nil` when there were too few cases to tell.
    public let noveltyBelow: Double?
    /// Newest cases that this was calibrated on.
    public let judged: Int
}
