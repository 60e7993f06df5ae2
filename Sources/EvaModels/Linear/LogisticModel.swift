public import EvaNumerics

/// A fitted linear score.
///
/// **Formula**: score = intercept + Σ dense·x + Σ sparse·x, in log-odds.
///
/// **Missing and edge values**: a feature that is not a number makes the score one; the featurizer never writes any.
public struct LogisticModel: Sendable, Equatable {
    /// Score of a row of zeros.
    public let intercept: Double
    /// Coefficients of the dense columns.
    public let dense: [Double]
    /// Coefficients of the sparse columns.
    public let sparse: [Double]

    /// Creates a model of its coefficients.
    public init(intercept: Double, dense: [Double], sparse: [Double]) {
        self.intercept = intercept
        self.dense = dense
        self.sparse = sparse
    }

    /// Score of one row, the same bits as in a batch.
    ///
    /// **Shapes**: one value a dense column; the row's sparse entries, columns ascending. Columns must be the model's.
    public func score(
        dense values: ArraySlice<Double>,
        indices: ArraySlice<Int32>,
        values sparseValues: ArraySlice<Double>
    )
        -> Double
    {
        precondition(values.count == dense.count, "\(values.count) dense values for \(dense.count) coefficients")
        precondition(indices.count == sparseValues.count, "\(indices.count) columns, \(sparseValues.count) values")
        return values.withUnsafeBufferPointer { x in
            indices.withUnsafeBufferPointer { columns in
                sparseValues.withUnsafeBufferPointer { score(x, columns, $0) }
            }
        }
    }

    /// Score of each row.
    public func scores(_ features: LinearFeatures, pool: WorkerPool) -> [Double] {
        precondition(
            features.dense.columns == dense.count,
            "\(features.dense.columns) dense columns, not \(dense.count)"
        )
        precondition(features.sparse.columns == sparse.count, "\(features.sparse.columns) sparse columns")
        let blocks = RowBlocks(rows: features.rows)
        return [Double](unsafeUninitializedCapacity: features.rows) { buffer, count in
            nonisolated(unsafe) let scores = buffer
            let (x, entries) = (features.dense, features.sparse)
            pool.run(blocks.count) { block in
                x.values.withUnsafeBufferPointer { x in
                    entries.indices.withUnsafeBufferPointer { columns in
                        entries.values.withUnsafeBufferPointer { values in
                            for row in blocks[block] {
                                let span = entries.offsets[row]..<entries.offsets[row + 1]
                                scores[row] = score(
                                    UnsafeBufferPointer(rebasing: x[row * dense.count..<(row + 1) * dense.count]),
                                    UnsafeBufferPointer(rebasing: columns[span]),
                                    UnsafeBufferPointer(rebasing: values[span])
                                )
                            }
                        }
                    }
                }
            }
            count = features.rows
        }
    }

    private func score(
        _ x: UnsafeBufferPointer<Double>,
        _ columns: UnsafeBufferPointer<Int32>,
        _ values: UnsafeBufferPointer<Double>
    ) -> Double {
        var sum = intercept
        dense.withUnsafeBufferPointer { coefficients in
            for column in 0..<x.count { sum += coefficients[column] * x[column] }
        }
        for entry in 0..<columns.count { sum += sparse[Int(columns[entry])] * values[entry] }
        return sum
    }
}
