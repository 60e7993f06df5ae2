public import EvaCorpus
public import EvaNumerics
import Synchronization

/// Turns cases into features: fitted on training cases, then the same code for a whole table and for one case.
public struct Featurizer: Sendable, Equatable {
    /// Names, types and directions of the fields it was fitted on.
    public let fields: [Field]
    /// Name of the time column.
    public let timeName: String
    /// Which field each feature comes from.
    public let layout: FeatureLayout
    let encoders: [FieldEncoder]
    let trend: TrendEncoder?

    /// Whether the last feature of the trees is the case's own time.
    package var hasTrend: Bool { trend != nil }

    init(fields: [Field], timeName: String, encoders: [FieldEncoder], trend: TrendEncoder?) {
        self.fields = fields
        self.timeName = timeName
        self.encoders = encoders
        self.trend = trend
        var parts = zip(fields, encoders).map { (field: $0.name, names: $1.names(field: $0.name)) }
        if let trend { parts.append((timeName, trend.names(field: timeName))) }
        layout = FeatureLayout(parts)
    }

    /// Fits the encoders on rows of a table and gives those rows' features, in which no row sees its own label.
    ///
    /// **Shapes**: `rows` are in time order and all labelled; each has a positive weight in `weights` and the log-odds of
    /// pay that it had for its time alone in `offsets`. `labels`, one a row, stand for those of the table where another
    /// question than pay or deny is asked.
    ///
    /// The features of the linear model are left out unless `hasLinear`.
    ///
    /// **Missing and edge values**: where one label is too rare for a text field to be learned from, its score is 0.
    ///
    /// **Throws**: `FeatureError` when there is no row.
    public static func fit(
        _ table: CaseTable,
        rows: Range<Int>,
        labels: [Int8]? = nil,
        weights: [Float],
        offsets: [Double],
        options: FeatureOptions,
        hasLinear: Bool = true,
        pool: WorkerPool
    ) throws -> (featurizer: Featurizer, training: FeatureSet) {
        guard !rows.isEmpty else {
            throw FeatureError(message: "no case to fit features on", cure: "give a corpus or a window with cases")
        }
        let target = TrainingTarget(
            labels: labels ?? Array(table.labels[rows]),
            weights: weights,
            offsets: offsets,
            folds: options.folds
        )
        let fitted = try Self.each(table.columns, pool: pool) { index in
            try FieldEncoder.fit(
                table.schema.fields[index],
                column: table.columns[index],
                times: table.times,
                rows: rows,
                target: target,
                options: options,
                hasLinear: hasLinear,
                pool: pool
            )
        }
        var encoded = fitted.map(\.training)
        var trend: TrendEncoder?
        if options.trend {
            let fitted = TrendEncoder.fit(table.times[rows])
            encoded.append(fitted.encode(table.times[rows], hasLinear: hasLinear))
            trend = fitted
        }
        let featurizer = Featurizer(
            fields: table.schema.fields,
            timeName: table.schema.time,
            encoders: fitted.map(\.encoder),
            trend: trend
        )
        return (featurizer, FeatureSet(rows: rows.count, fields: encoded, hasLinear: hasLinear))
    }

    /// Features of rows of a table that has the fields it was fitted on, in the same order.
    ///
    /// **Throws** `FeatureError` when a field is missing or of another type.
    public func transform(
        _ table: CaseTable,
        rows: Range<Int>,
        hasLinear: Bool = true,
        pool: WorkerPool
    ) throws -> FeatureSet {
        try checkFields(of: table)
        var encoded = try Self.each(table.columns, pool: pool) { index in
            let column = table.columns[index]
            let field = encoders[index]
                .encode(column, times: table.times, rows: rows, hasLinear: hasLinear, pool: pool)
            guard let field else { throw unfit(index, of: table) }
            return field
        }
        if let trend { encoded.append(trend.encode(table.times[rows], hasLinear: hasLinear)) }
        return FeatureSet(rows: rows.count, fields: encoded, hasLinear: hasLinear)
    }

    /// What `body` gives for each column, in order: texts come one after the other, for they share out their own work,
    /// all others at once, sets first, for they take longest.
    private static func each<Value: Sendable>(
        _ columns: [Column],
        pool: WorkerPool,
        _ body: @Sendable (_ index: Int) throws -> Value
    ) throws -> [Value] {
        let results = Mutex([Int: Result<Value, any Error>]())
        @Sendable func run(_ index: Int) {
            let result = Result { try body(index) }
            results.withLock { $0[index] = result }
        }
        let texts = columns.indices.filter { if case .text = columns[$0] { true } else { false } }
        let sets = columns.indices.filter { if case .set = columns[$0] { true } else { false } }
        let others = sets + columns.indices.filter { !texts.contains($0) && !sets.contains($0) }
        pool.run(others.count) { run(others[$0]) }
        for index in texts { run(index) }
        return try results.withLock { results in try columns.indices.compactMap { try results[$0]?.get() } }
    }

    /// Features of one row, the same as in a batch, in memory that was used for another before.
    ///
    /// **Throws** `FeatureError` when a field is missing or of another type.
    public func transform(_ table: CaseTable, row: Int, into features: inout FeatureRow) throws {
        try checkFields(of: table)
        features.clear()
        for index in encoders.indices {
            guard encoders[index].add(table.columns[index], row: row, times: table.times, to: &features) else {
                throw unfit(index, of: table)
            }
        }
        addTrend(table.times[row], to: &features)
    }

    /// The same for a case that differs from another in a few fields: the rest of its features are the other's, in `base`.
    ///
    /// Both cases are of one time, and `base` is a row from this featurizer.
    package func transform(
        _ table: CaseTable,
        row: Int,
        into features: inout FeatureRow,
        from base: FeatureRow,
        changed: [Int]
    ) throws {
        try checkFields(of: table)
        features.clear()
        for (index, encoder) in encoders.enumerated() {
            if !changed.contains(index) {
                features.appendField(index, of: base, sparseColumns: encoder.sparseColumns)
            } else if !encoder.add(table.columns[index], row: row, times: table.times, to: &features) {
                throw unfit(index, of: table)
            }
        }
        addTrend(table.times[row], to: &features)
    }

    private func addTrend(_ time: CaseTime, to features: inout FeatureRow) {
        guard let trend else { return }
        trend.add(time, to: &features)
        features.endField(sparseColumns: 0)
    }

    private func checkFields(of table: CaseTable) throws(FeatureError) {
        guard table.columns.count == encoders.count else {
            throw FeatureError(
                message: "\(table.columns.count) fields, but the model was trained on \(encoders.count)",
                cure: "use the schema that the bundle carries"
            )
        }
        for index in fields.indices where table.schema.fields[index].name != fields[index].name {
            throw unfit(index, of: table)
        }
    }

    private func unfit(_ index: Int, of table: CaseTable) -> FeatureError {
        FeatureError(
            message: "field \(table.schema.fields[index].name) is not what the model was trained on",
            cure: "use the schema that the bundle carries: \(fields[index].name), \(fields[index].type.rawValue)"
        )
    }
}

/// Cases that a featurizer can't work on.
public struct FeatureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// What would be right.
    public let cure: String

    /// Message and cure.
    public var description: String { "\(message); \(cure)" }
}
