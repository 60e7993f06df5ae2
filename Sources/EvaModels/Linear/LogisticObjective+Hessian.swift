import EvaNumerics

extension LogisticObjective {
    /// Diagonal of the Hessian at the point last evaluated.
    func hessianDiagonal() -> [Double] {
        let (columns, curvature) = (columns, curvature)
        let blocks = RowBlocks(rows: features.rows, most: 8)
        let kernel = DesignKernel(features)
        var partial = [Double](repeating: 0, count: blocks.count * columns)
        var diagonal = partial.withUnsafeMutableBufferPointer { partial in
            nonisolated(unsafe) let partial = partial
            pool.run(blocks.count) { block in
                let sums = UnsafeMutableBufferPointer(rebasing: partial[block * columns..<(block + 1) * columns])
                kernel.chunks(of: blocks[block]) { rows, values in
                    for (position, row) in rows.enumerated() { values[position] = curvature[row] }
                    kernel.addSquares(rows, values, to: sums)
                }
            }
            return Self.sum(partial, columns: columns, pool: pool)
        }
        for column in 1..<columns { diagonal[column] += ridge }
        return diagonal
    }

    /// Lower triangle of the Hessian's rows and columns `chosen`, at the point last evaluated.
    ///
    /// **Shapes**: `chosen` ascending; [chosen × chosen], row-major.
    ///
    /// **Complexity**: OpenBLAS for the dense columns; for the sparse ones a row costs the pairs of its entries.
    func hessianBlock(_ chosen: [Int]) -> [Double] {
        let order = chosen.count
        let kernel = HessianKernel(features, chosen: chosen)
        // Each block holds a triangle of its own: few blocks, so that they fit in 32 MB.
        let blocks = RowBlocks(rows: features.rows, most: max(2, min(16, (1 << 22) / max(1, order * order))))
        var partial = [Double](repeating: 0, count: blocks.count * order * order)
        let curvature = curvature
        var lower = partial.withUnsafeMutableBufferPointer { partial in
            nonisolated(unsafe) let partial = partial
            pool.run(blocks.count) { block in
                let size = order * order
                kernel.add(
                    blocks[block],
                    curvature,
                    to: UnsafeMutableBufferPointer(rebasing: partial[block * size..<(block + 1) * size])
                )
            }
            return Self.sum(partial, columns: order * order, pool: pool)
        }
        for (position, column) in chosen.enumerated() where column > 0 {
            lower[position * order + position] += ridge
        }
        return lower
    }

    /// How many Hessian products cost as much as `hessianBlock` of those columns: measured ratios of the two kernels.
    func blockCost(_ chosen: [Int]) -> Double {
        let rows = Double(features.rows)
        let width = Double(features.dense.columns)
        let entries = Double(features.sparse.indices.count) / max(1, rows)
        var isChosen = [Bool](repeating: false, count: columns)
        for column in chosen { isChosen[column] = true }
        var pairs = 0.0
        let offsets = features.sparse.offsets
        for row in 0..<features.rows {
            var count = 0
            for entry in offsets[row]..<offsets[row + 1]
            where isChosen[1 + features.dense.columns + Int(features.sparse.indices[entry])] {
                count += 1
            }
            pairs += Double(count * (count + 1 + features.dense.columns / 4) / 2)
        }
        let product = 2 * entries + width + 8
        return (pairs / max(1, rows) + width * width / 64) / product
    }
}

/// Adds xᵢxᵢᵀ·curvature of rows, for chosen columns, to a lower triangle.
private struct HessianKernel: Sendable {
    private static let chunk = 256
    private let features: LinearFeatures
    private let order: Int
    /// Chosen dense columns, and whether the intercept is chosen, which stands before them.
    private let denseColumns: [Int]
    private let hasIntercept: Bool
    /// Place of each sparse column in the triangle, −1 when it is not chosen.
    private let places: [Int32]

    init(_ features: LinearFeatures, chosen: [Int]) {
        self.features = features
        order = chosen.count
        let width = features.dense.columns
        hasIntercept = chosen.first == 0
        denseColumns = chosen.filter { $0 >= 1 && $0 <= width }.map { $0 - 1 }
        var places = [Int32](repeating: -1, count: features.sparse.columns)
        for (place, column) in chosen.enumerated() where column > width { places[column - 1 - width] = Int32(place) }
        self.places = places
    }

    func add(_ rows: Range<Int>, _ curvature: [Double], to lower: UnsafeMutableBufferPointer<Double>) {
        let width = denseColumns.count + (hasIntercept ? 1 : 0)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, Self.chunk * width)) { scaled in
            scaled.initialize(repeating: 0)
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.chunk) {
                let part = start..<min(start + Self.chunk, rows.upperBound)
                let matrix = UnsafeMutableBufferPointer(rebasing: scaled[..<(part.count * width)])
                scale(part, curvature, into: matrix, width: width)
                BLAS.addGram(UnsafeBufferPointer(matrix), rows: part.count, columns: width, to: lower, order: order)
                addSparse(part, curvature, UnsafeBufferPointer(matrix), width: width, to: lower)
            }
        }
    }

    /// The dense rows times the root of their curvature.
    private func scale(
        _ rows: Range<Int>,
        _ curvature: [Double],
        into matrix: UnsafeMutableBufferPointer<Double>,
        width: Int
    ) {
        let first = hasIntercept ? 1 : 0
        DesignKernel(features)
            .denseRows(rows) { dense in
                for (position, row) in rows.enumerated() {
                    let root = curvature[row].squareRoot()
                    if hasIntercept { matrix[position * width] = root }
                    for (place, column) in denseColumns.enumerated() {
                        matrix[position * width + first + place] =
                            root * dense[position * features.dense.columns + column]
                    }
                }
            }
    }

    private func addSparse(
        _ rows: Range<Int>,
        _ curvature: [Double],
        _ dense: UnsafeBufferPointer<Double>,
        width: Int,
        to lower: UnsafeMutableBufferPointer<Double>
    ) {
        DesignKernel(features)
            .sparseRows { offsets, indices, values in
                withUnsafeTemporaryAllocation(of: (place: Int, value: Double).self, capacity: order) { found in
                    for (position, row) in rows.enumerated() {
                        let root = curvature[row].squareRoot()
                        var count = 0
                        for entry in offsets[row]..<offsets[row + 1] {
                            let place = Int(places[Int(indices[entry])])
                            guard place >= 0 else { continue }
                            let value = root * values[entry]
                            found.initializeElement(at: count, to: (place, value))
                            count += 1
                            let line = place * order
                            for column in 0..<width { lower[line + column] += value * dense[position * width + column] }
                            for earlier in 0..<count {
                                lower[line + found[earlier].place] += value * found[earlier].value
                            }
                        }
                    }
                }
            }
    }
}
