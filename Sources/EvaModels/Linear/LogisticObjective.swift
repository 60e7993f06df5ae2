import EvaNumerics
import Foundation

/// Mean logistic loss with its ridge term, and the first and second derivatives, over fixed blocks of rows.
///
/// **Shapes**: a point, a gradient and a direction have `columns` numbers: intercept, dense, sparse.
///
/// **Determinism**: sums are taken by row block and added in block order.
final class LogisticObjective {
    let features: LinearFeatures
    /// Weight of each row over the sum of weights.
    let weights: [Double]
    /// 1 for pay, 0 for deny.
    let targets: [Double]
    /// Score of each row before any feature; empty for none.
    let offsets: [Double]
    /// Strength of the L2 term.
    let ridge: Double
    let pool: WorkerPool
    let columns: Int
    /// w·p·(1−p) of each row at the point last evaluated.
    private(set) var curvature: [Double]
    private let blocks: RowBlocks
    private var partial: [Double]

    init(
        features: LinearFeatures,
        targets: [Double],
        weights: [Double],
        offsets: [Double],
        ridge: Double,
        pool: WorkerPool
    ) {
        self.features = features
        self.targets = targets
        self.weights = weights
        self.offsets = offsets
        self.ridge = ridge
        self.pool = pool
        columns = 1 + features.columns
        curvature = [Double](repeating: 0, count: features.rows)
        blocks = RowBlocks(rows: features.rows, most: features.columns > 1 << 16 ? 8 : 32)
        partial = [Double](repeating: 0, count: blocks.count * columns)
    }

    /// Loss and gradient at a point; keeps the curvature for `hessianProduct` and `hessianBlock`.
    func evaluate(_ point: [Double]) -> (loss: Double, gradient: [Double]) {
        var losses = [Double](repeating: 0, count: blocks.count)
        var gradient = curvature.withUnsafeMutableBufferPointer { curvature in
            losses.withUnsafeMutableBufferPointer { losses in
                nonisolated(unsafe) let (curvature, losses) = (curvature, losses)
                let (targets, weights, offsets) = (targets, weights, offsets)
                return pass(point) { block, rows, values in
                    var loss = 0.0
                    for (position, row) in rows.enumerated() {
                        let score = values[position] + (offsets.isEmpty ? 0 : offsets[row])
                        let (target, weight) = (targets[row], weights[row])
                        // One exponential serves probability, curvature and loss.
                        let e = exp(-abs(score))
                        let tail = 1 / (1 + e)
                        let probability = score >= 0 ? tail : e * tail
                        values[position] = weight * (probability - target)
                        curvature[row] = weight * e * tail * tail
                        loss += weight * (log1p(e) + max(score, 0) - target * score)
                    }
                    losses[block] += loss
                }
            }
        }
        var loss = 0.0
        for blockLoss in losses { loss += blockLoss }
        var squares = 0.0
        for column in 1..<columns {
            gradient[column] += ridge * point[column]
            squares += point[column] * point[column]
        }
        return (loss + 0.5 * ridge * squares, gradient)
    }

    /// Hessian at the point last evaluated times a direction.
    func hessianProduct(_ direction: [Double]) -> [Double] {
        let curvature = curvature
        var product = pass(direction) { _, rows, values in
            for (position, row) in rows.enumerated() { values[position] *= curvature[row] }
        }
        for column in 1..<columns { product[column] += ridge * direction[column] }
        return product
    }

    /// Σ over rows of xᵢ·r(xᵢ·vector), where `body` turns a chunk's xᵢ·vector into r in place.
    private func pass(
        _ vector: [Double],
        _ body: @Sendable (_ block: Int, _ rows: Range<Int>, _ values: UnsafeMutableBufferPointer<Double>) -> Void
    ) -> [Double] {
        let (columns, blocks) = (columns, blocks)
        let kernel = DesignKernel(features)
        return partial.withUnsafeMutableBufferPointer { partial in
            nonisolated(unsafe) let partial = partial
            pool.run(blocks.count) { block in
                let sums = UnsafeMutableBufferPointer(rebasing: partial[block * columns..<(block + 1) * columns])
                sums.update(repeating: 0)
                vector.withUnsafeBufferPointer { vector in
                    kernel.chunks(of: blocks[block]) { rows, values in
                        kernel.product(rows, vector, into: values)
                        body(block, rows, values)
                        kernel.addTransposed(rows, values, to: sums)
                    }
                }
            }
            return Self.sum(partial, columns: columns, pool: pool)
        }
    }

    /// Column sums of a [blocks × columns] buffer, in block order.
    static func sum(_ partial: UnsafeMutableBufferPointer<Double>, columns: Int, pool: WorkerPool) -> [Double] {
        nonisolated(unsafe) let partial = partial
        let stripes = RowBlocks(rows: columns, least: 4096)
        return [Double](unsafeUninitializedCapacity: columns) { buffer, count in
            nonisolated(unsafe) let total = buffer
            pool.run(stripes.count) { stripe in
                let range = stripes[stripe]
                for column in range { total[column] = partial[column] }
                for start in stride(from: columns, to: partial.count, by: columns) {
                    for column in range { total[column] += partial[start + column] }
                }
            }
            count = columns
        }
    }
}
