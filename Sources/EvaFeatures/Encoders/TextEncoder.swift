package import EvaCorpus
import EvaModels
package import EvaNumerics
import Foundation

/// A text as TF-IDF of hashed n-grams for the linear model; for the trees as the log-odds of a logistic regression on
/// those, computed out of fold in training, with the most telling n-grams one by one and the length.
///
/// **Formula**: (1 + ln tf) · (ln((1 + n) / (1 + df)) + 1), scaled to length 1 a row.
///
/// **Missing and edge values**: a missing text has no n-grams and a missing column; for the trees its values are
/// missing, or those of an average text where training hardly saw one missing.
package struct TextEncoder: Sendable, Equatable {
    /// Hashes of the n-grams that are features, ascending.
    let hashes: [UInt32]
    private let table: GramTable
    let inverseFrequencies: [Float]
    let indicators: [Int32]
    let score: LogisticModel
    let missing: Missing

    /// Bits of what the trees get for a missing text: NaN where training saw enough of them, otherwise the mean of the
    /// texts that there were, for nothing was learned about missing ones.
    struct Missing: Sendable, Equatable {
        let score: UInt32
        let length: UInt32
    }

    package static func fit(
        _ column: TextColumn,
        rows: Range<Int>,
        target: TrainingTarget,
        options: FeatureOptions,
        hasLinear: Bool,
        pool: WorkerPool
    ) throws -> (encoder: TextEncoder, training: EncodedField) {
        guard options.maxTextFeatures > 0 else {
            return withoutGrams(column, rows: rows, minCount: options.minCount, hasLinear: hasLinear)
        }
        let terms = TermFrequencies(column, rows: rows)
        let selected = GramSelection.select(terms, minCount: options.minCount, most: options.maxTextFeatures)
        let inverse = selected.rows.map { Float(log(Double(1 + terms.rows) / Double(1 + $0)) + 1) }
        let unfitted = TextEncoder(hashes: selected.hashes, inverseFrequencies: inverse)
        let matrix = unfitted.weighted(terms)
        let recipe = LogisticRegression(penalty: options.textPenalty, tolerance: 1e-2)
        let all = LinearFeatures(dense: DenseMatrix(rows: matrix.rows, columns: 0), sparse: matrix)
        var full = LogisticModel(intercept: 0, dense: [], sparse: [Double](repeating: 0, count: matrix.columns))
        var outOfFold = [Double](repeating: 0, count: matrix.rows)
        // A text says nothing where some fold has all cases of a label: its scores would tell which.
        if (0..<target.folds).allSatisfy(target.hasBothLabels(leavingOut:)) {
            full = try fit(recipe, matrix, target, rows: Array(0..<matrix.rows), pool: pool)
            // Each fit starts from nothing: a start from `full` would bring what it knows of the rows left out.
            for fold in 0..<target.folds {
                let others = (0..<matrix.rows).filter { target.fold(of: $0) != fold }
                let model = try fit(recipe, matrix, target, rows: others, pool: pool)
                let scores = model.scores(all, pool: pool)
                for row in outOfFold.indices where target.fold(of: row) == fold { outOfFold[row] = scores[row] }
            }
        }
        let encoder = TextEncoder(
            hashes: selected.hashes,
            inverseFrequencies: inverse,
            indicators: GramIndicators.select(
                matrix,
                coefficients: full.sparse,
                most: options.maxTextIndicators
            ),
            score: full,
            missing: Missing(column, rows: rows, scores: outOfFold, minCount: options.minCount)
        )
        return (encoder, encoder.encoded(matrix, scores: outOfFold, column, rows: rows, hasLinear: hasLinear))
    }

    /// A text of which only the length is looked at; reading its n-grams would be in vain.
    private static func withoutGrams(
        _ column: TextColumn,
        rows: Range<Int>,
        minCount: Int,
        hasLinear: Bool
    ) -> (encoder: TextEncoder, training: EncodedField) {
        let scores = [Double](repeating: 0, count: rows.count)
        let missing = Missing(column, rows: rows, scores: scores, minCount: minCount)
        let encoder = TextEncoder(hashes: [], inverseFrequencies: [], missing: missing)
        let nothing = encoder.weighted(column, rows: rows)
        return (encoder, encoder.encoded(nothing, scores: scores, column, rows: rows, hasLinear: hasLinear))
    }

    private static func fit(
        _ recipe: LogisticRegression,
        _ matrix: SparseMatrix,
        _ target: TrainingTarget,
        rows: [Int],
        pool: WorkerPool
    ) throws -> LogisticModel {
        let features = LinearFeatures(
            dense: DenseMatrix(rows: rows.count, columns: 0),
            sparse: rows.count == matrix.rows ? matrix : matrix.selecting(rows)
        )
        return
            try recipe.fit(
                features,
                labels: rows.map { target.labels[$0] },
                weights: rows.map { target.weights[$0] },
                offsets: rows.map { target.offsets[$0] },
                pool: pool
            )
            .model
    }

    package func names(field: String) -> FeatureNames {
        var names = FeatureNames()
        names.trees = [("\(field) score", 0), ("\(field) length", 0)]
        names.trees += indicators.map { ("\(field) n-gram \(hashes[Int($0)])", 0) }
        names.sparse = [Int8](repeating: 0, count: hashes.count + 1)
        return names
    }

    package func encode(_ column: TextColumn, rows: Range<Int>, hasLinear: Bool, pool: WorkerPool) -> EncodedField {
        let matrix = weighted(column, rows: rows)
        let features = LinearFeatures(dense: DenseMatrix(rows: matrix.rows, columns: 0), sparse: matrix)
        return encoded(matrix, scores: score.scores(features, pool: pool), column, rows: rows, hasLinear: hasLinear)
    }

    private func encoded(
        _ matrix: SparseMatrix,
        scores: [Double],
        _ column: TextColumn,
        rows: Range<Int>,
        hasLinear: Bool
    ) -> EncodedField {
        let trees = [Int](repeating: 0, count: 2 + indicators.count)
        let shape = FieldShape(trees: trees, sparse: sparseColumns)
        return EncodedField(rows: rows, shape: shape, hasLinear: hasLinear) { row, features in
            let local = row - rows.lowerBound
            let entries = matrix.offsets[local]..<matrix.offsets[local + 1]
            add(
                matrix.indices[entries],
                matrix.values[entries],
                score: scores[local],
                column,
                row: row,
                to: &features
            )
        }
    }

    var sparseColumns: Int { hashes.count + 1 }

    /// Features of a row.
    func add(_ column: TextColumn, row: Int, to features: inout FeatureRow) {
        var memory = TextMemory()
        swap(&memory, &features.text)
        defer { swap(&memory, &features.text) }
        weigh(column, row: row, in: &memory)
        let (grams, weights) = (memory.columns[...], memory.values[...])
        let value = score.score(dense: [], indices: grams, values: weights)
        add(grams, weights, score: value, column, row: row, to: &features)
    }

    /// Features of a row that has these n-grams.
    private func add(
        _ grams: ArraySlice<Int32>,
        _ weights: ArraySlice<Double>,
        score: Double,
        _ column: TextColumn,
        row: Int,
        to features: inout FeatureRow
    ) {
        guard !column.isMissing[row] else {
            let fill = Float(bitPattern: missing.score)
            features.appendTree(fill)
            features.appendTree(Float(bitPattern: missing.length))
            features.appendTrees(fill.isNaN ? .nan : 0, count: indicators.count)
            return features.appendSparse(hashes.count, 1)
        }
        features.appendTree(Float(score))
        features.appendTree(Float(column.bytes(of: row).count))
        features.appendTrees(0, count: indicators.count)
        // N-grams and indicators both ascend.
        var next = 0
        for (gram, weight) in zip(grams, weights) {
            features.appendSparse(Int(gram), weight)
            while next < indicators.count, indicators[next] < gram { next += 1 }
            if next < indicators.count, indicators[next] == gram {
                features.setTree(fromEnd: indicators.count - next, 1)
            }
        }
    }

    private func weighted(_ terms: TermFrequencies) -> SparseMatrix {
        var matrix = SparseMatrix(columns: hashes.count)
        var memory = TextMemory()
        for row in 0..<terms.rows {
            memory.clear()
            for entry in terms.offsets[row]..<terms.offsets[row + 1] {
                if let feature = table[terms.hashes[entry]] { memory.append(feature, count: terms.counts[entry]) }
            }
            memory.weigh(by: inverseFrequencies)
            matrix.appendRow(memory)
        }
        return matrix
    }

    /// The same without gathering what is no feature.
    private func weighted(_ column: TextColumn, rows: Range<Int>) -> SparseMatrix {
        var matrix = SparseMatrix(columns: hashes.count)
        var memory = TextMemory()
        for row in rows {
            weigh(column, row: row, in: &memory)
            matrix.appendRow(memory)
        }
        return matrix
    }

    /// Finds a row's n-grams that are features, and weighs them.
    private func weigh(_ column: TextColumn, row: Int, in memory: inout TextMemory) {
        memory.clear()
        guard !hashes.isEmpty, !column.isMissing[row] else { return }
        memory.find(in: column.bytes(of: row), table)
        memory.weigh(by: inverseFrequencies)
    }

    private init(
        hashes: [UInt32],
        inverseFrequencies: [Float],
        indicators: [Int32] = [],
        score: LogisticModel = LogisticModel(intercept: 0, dense: [], sparse: []),
        missing: Missing = Missing(score: 0, length: 0)
    ) {
        self.hashes = hashes
        table = GramTable(hashes)
        self.inverseFrequencies = inverseFrequencies
        self.indicators = indicators
        self.score = score
        self.missing = missing
    }

    init(from reader: inout ByteReader) throws {
        hashes = try reader.readArray(minimumSize: 4) { try $0.read(UInt32.self) }
        inverseFrequencies = try reader.readArray(minimumSize: 4) { try $0.read(Float.self) }
        indicators = try reader.readArray(minimumSize: 4) { try $0.read(Int32.self) }
        score = try LogisticModel(from: &reader)
        missing = Missing(score: try reader.read(), length: try reader.read())
        let count = hashes.count
        guard zip(hashes, hashes.dropFirst()).allSatisfy(<), inverseFrequencies.count == count,
            inverseFrequencies.allSatisfy(\.isFinite), score.sparse.count == count,
            score.dense.isEmpty, indicators.allSatisfy({ (0..<count).contains(Int($0)) })
        else { throw ByteError(offset: reader.offset, message: "the n-grams of a text field do not fit together") }
        table = GramTable(hashes)
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(hashes) { $0.write($1) }
        writer.write(inverseFrequencies) { $0.write($1) }
        writer.write(indicators) { $0.write($1) }
        score.encode(to: &writer)
        writer.write(missing.score)
        writer.write(missing.length)
    }
}

extension TextEncoder.Missing {
    fileprivate init(_ column: TextColumn, rows: Range<Int>, scores: [Double], minCount: Int) {
        let present = rows.filter { !column.isMissing[$0] }
        guard rows.count - present.count < minCount, !present.isEmpty else {
            self.init(score: Float.nan.bitPattern, length: Float.nan.bitPattern)
            return
        }
        let count = Double(present.count)
        let score = present.reduce(0) { $0 + scores[$1 - rows.lowerBound] } / count
        let length = present.reduce(0) { $0 + Double(column.bytes(of: $1).count) } / count
        self.init(score: Float(score).bitPattern, length: Float(length).bitPattern)
    }
}
