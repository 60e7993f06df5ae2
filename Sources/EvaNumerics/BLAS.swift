internal import COpenBLAS

/// The few dense kernels that OpenBLAS does better than a loop; it runs on the calling thread alone.
///
/// **Determinism**: for one core type (`BLASInfo.coreType`) results depend on the arguments only.
package enum BLAS {
    /// Makes OpenBLAS use the calling thread only; evaluated once, before the first call.
    static let isSerial: Bool = {
        openblas_set_num_threads(1)
        return true
    }()

    /// Adds A·x to y.
    ///
    /// **Shapes**: `matrix`: [y.count × x.count], row-major.
    package static func addProduct(
        _ matrix: UnsafeBufferPointer<Double>,
        _ x: UnsafeBufferPointer<Double>,
        to y: UnsafeMutableBufferPointer<Double>
    ) {
        gemv(matrix, rows: y.count, columns: x.count, CblasNoTrans, x.baseAddress, y.baseAddress)
    }

    /// Adds Aᵀ·x to y.
    ///
    /// **Shapes**: `matrix`: [x.count × y.count], row-major.
    package static func addTransposedProduct(
        _ matrix: UnsafeBufferPointer<Double>,
        _ x: UnsafeBufferPointer<Double>,
        to y: UnsafeMutableBufferPointer<Double>
    ) {
        gemv(matrix, rows: x.count, columns: y.count, CblasTrans, x.baseAddress, y.baseAddress)
    }

    /// Adds the lower triangle of AᵀA to the top left corner of a square matrix.
    ///
    /// **Shapes**: `matrix`: [rows × columns]; `target`: [order × order] with order ≥ columns; both row-major.
    package static func addGram(
        _ matrix: UnsafeBufferPointer<Double>,
        rows: Int,
        columns: Int,
        to target: UnsafeMutableBufferPointer<Double>,
        order: Int
    ) {
        precondition(matrix.count == rows * columns, "\(matrix.count) values for \(rows) × \(columns)")
        precondition(target.count == order * order && columns <= order, "\(target.count) values for \(order)²")
        guard rows > 0, columns > 0, let a = matrix.baseAddress, let c = target.baseAddress, isSerial else { return }
        cblas_dsyrk(
            CblasRowMajor,
            CblasLower,
            CblasTrans,
            Int32(columns),
            Int32(rows),
            1,
            a,
            Int32(columns),
            1,
            c,
            Int32(order)
        )
    }

    private static func gemv(
        _ matrix: UnsafeBufferPointer<Double>,
        rows: Int,
        columns: Int,
        _ transposition: CBLAS_TRANSPOSE,
        _ x: UnsafePointer<Double>?,
        _ y: UnsafeMutablePointer<Double>?
    ) {
        precondition(matrix.count == rows * columns, "\(matrix.count) values for \(rows) × \(columns)")
        guard rows > 0, columns > 0, let a = matrix.baseAddress, let x, let y, isSerial else { return }
        cblas_dgemv(
            CblasRowMajor,
            transposition,
            Int32(rows),
            Int32(columns),
            1,
            a,
            Int32(columns),
            x,
            1,
            1,
            y,
            1
        )
    }
}

/// What OpenBLAS says of itself; results are reproducible for one core type.
public enum BLASInfo {
    /// Kernel family in use, for example `SkylakeX`; the environment's `OPENBLAS_CORETYPE` overrides the detection.
    public static var coreType: String {
        openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    }

    /// Version and build options.
    public static var configuration: String {
        openblas_get_config().map { String(cString: $0) } ?? "unknown"
    }
}
