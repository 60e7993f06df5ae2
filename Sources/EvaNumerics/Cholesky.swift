internal import COpenBLAS

/// Cholesky factor of a symmetric positive definite matrix.
package struct Cholesky: Sendable {
    /// Number of rows and columns.
    package let order: Int
    private var factor: [Double]

    /// Factors a matrix of which the lower triangle is given, row-major; `nil` when it is not positive definite.
    ///
    /// **Complexity**: order³ / 3.
    package init?(lower matrix: [Double], order: Int) {
        precondition(matrix.count == order * order, "\(matrix.count) values for \(order)²")
        self.order = order
        factor = matrix
        guard order > 0, BLAS.isSerial else { return }
        var n = Int32(order)
        var info: Int32 = 0
        // LAPACK reads columns first, so the row-major lower triangle is its upper one.
        dpotrf_("U", &n, &factor, &n, &info)
        if info != 0 { return nil }
    }

    /// Replaces b by the solution of A·x = b.
    package func solve(_ b: inout [Double]) {
        precondition(b.count == order, "\(b.count) values for order \(order)")
        guard order > 0 else { return }
        var n = Int32(order)
        var one: Int32 = 1
        var info: Int32 = 0
        dpotrs_("U", &n, &one, factor, &n, &b, &n, &info)
    }
}
