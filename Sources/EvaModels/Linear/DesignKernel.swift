import EvaNumerics

/// Products of a chunk of feature rows, with a column of ones before them, and vectors.
struct DesignKernel: Sendable {
    /// Rows of a chunk: their dense part stays in the second-level cache between product and transposed product.
    private static let chunk = 256
    let features: LinearFeatures

    init(_ features: LinearFeatures) {
        self.features = features
    }

    /// Calls `body` for chunk after chunk of rows with scratch space of one number a row.
    func chunks(of rows: Range<Int>, _ body: (Range<Int>, UnsafeMutableBufferPointer<Double>) -> Void) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.chunk) { scratch in
            scratch.initialize(repeating: 0)
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.chunk) {
                let part = start..<min(start + Self.chunk, rows.upperBound)
                body(part, UnsafeMutableBufferPointer(rebasing: scratch[..<part.count]))
            }
        }
    }

    /// Sets `values` to the rows times `vector`.
    func product(
        _ rows: Range<Int>,
        _ vector: UnsafeBufferPointer<Double>,
        into values: UnsafeMutableBufferPointer<Double>
    ) {
        let width = features.dense.columns
        values.update(repeating: vector[0])
        denseRows(rows) { BLAS.addProduct($0, UnsafeBufferPointer(rebasing: vector[1..<1 + width]), to: values) }
        let coefficients = UnsafeBufferPointer(rebasing: vector[(1 + width)...])
        sparseRows { offsets, indices, entries in
            for (position, row) in rows.enumerated() {
                var sum = 0.0
                for entry in offsets[row]..<offsets[row + 1] {
                    sum += coefficients[Int(indices[entry])] * entries[entry]
                }
                values[position] += sum
            }
        }
    }

    /// Adds the transposed rows times `values` to `sums`.
    func addTransposed(
        _ rows: Range<Int>,
        _ values: UnsafeMutableBufferPointer<Double>,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        let width = features.dense.columns
        for value in values { sums[0] += value }
        denseRows(rows) {
            BLAS.addTransposedProduct(
                $0,
                UnsafeBufferPointer(values),
                to: UnsafeMutableBufferPointer(rebasing: sums[1..<1 + width])
            )
        }
        let totals = UnsafeMutableBufferPointer(rebasing: sums[(1 + width)...])
        sparseRows { offsets, indices, entries in
            for (position, row) in rows.enumerated() {
                let value = values[position]
                for entry in offsets[row]..<offsets[row + 1] {
                    totals[Int(indices[entry])] += entries[entry] * value
                }
            }
        }
    }

    /// Adds the rows' squares times `values` to `sums`.
    func addSquares(
        _ rows: Range<Int>,
        _ values: UnsafeMutableBufferPointer<Double>,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        let width = features.dense.columns
        for value in values { sums[0] += value }
        denseRows(rows) { dense in
            for (position, value) in values.enumerated() {
                for column in 0..<width {
                    let x = dense[position * width + column]
                    sums[1 + column] += value * x * x
                }
            }
        }
        sparseRows { offsets, indices, entries in
            for (position, row) in rows.enumerated() {
                for entry in offsets[row]..<offsets[row + 1] {
                    let x = entries[entry]
                    sums[1 + width + Int(indices[entry])] += values[position] * x * x
                }
            }
        }
    }

    /// Calls `body` with the dense part of the rows.
    func denseRows(_ rows: Range<Int>, _ body: (UnsafeBufferPointer<Double>) -> Void) {
        let width = features.dense.columns
        features.dense.values.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[rows.lowerBound * width..<rows.upperBound * width]))
        }
    }

    /// Calls `body` with offsets, columns and values of all sparse entries.
    func sparseRows(
        _ body: (UnsafeBufferPointer<Int>, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Double>) -> Void
    ) {
        features.sparse.offsets.withUnsafeBufferPointer { offsets in
            features.sparse.indices.withUnsafeBufferPointer { indices in
                features.sparse.values.withUnsafeBufferPointer { body(offsets, indices, $0) }
            }
        }
    }
}
