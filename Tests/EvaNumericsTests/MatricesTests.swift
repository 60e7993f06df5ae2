import EvaNumerics
import Testing

@Suite("Matrices and dense kernels")
struct MatricesTests {
    @Test("Sparse rows are built entry by entry; a row may be empty")
    func sparseRows() {
        var matrix = SparseMatrix(columns: 4)
        matrix.append(column: 1, value: 2)
        matrix.append(column: 3, value: -1)
        matrix.endRow()
        matrix.endRow()
        matrix.append(column: 0, value: 5)
        matrix.endRow()
        #expect(matrix.rows == 3)
        #expect(matrix.offsets == [0, 2, 2, 3])
        #expect(matrix.indices == [1, 3, 0])
        #expect(matrix.values == [2, -1, 5])
    }

    @Test("Row blocks cover every row once, whatever the count", arguments: [0, 1, 1023, 1024, 5000, 1_000_003])
    func rowBlocks(rows: Int) {
        let blocks = RowBlocks(rows: rows)
        var next = 0
        for block in 0..<blocks.count {
            #expect(blocks[block].lowerBound == next && !blocks[block].isEmpty)
            next = blocks[block].upperBound
        }
        #expect(next == rows && blocks.count <= 32)
    }

    @Test("OpenBLAS products equal plain loops")
    func products() {
        let (rows, columns) = (7, 5)
        var generator = RandomGenerator(seed: 1)
        let a = (0..<rows * columns).map { _ in generator.uniform() - 0.5 }
        let (x, r) = ((0..<columns).map { Double($0) - 1 }, (0..<rows).map { Double($0) * 0.3 })
        var (product, transposed) = ([Double](repeating: 1, count: rows), [Double](repeating: -1, count: columns))
        var gram = [Double](repeating: 0, count: 36)
        a.withUnsafeBufferPointer { a in
            x.withUnsafeBufferPointer { x in product.withUnsafeMutableBufferPointer { BLAS.addProduct(a, x, to: $0) } }
            r.withUnsafeBufferPointer { r in
                transposed.withUnsafeMutableBufferPointer { BLAS.addTransposedProduct(a, r, to: $0) }
            }
            gram.withUnsafeMutableBufferPointer { BLAS.addGram(a, rows: rows, columns: columns, to: $0, order: 6) }
        }
        for row in 0..<rows {
            let sum = (0..<columns).reduce(1) { $0 + a[row * columns + $1] * x[$1] }
            #expect(abs(product[row] - sum) < 1e-14)
        }
        for column in 0..<columns {
            let sum = (0..<rows).reduce(-1) { $0 + a[$1 * columns + column] * r[$1] }
            #expect(abs(transposed[column] - sum) < 1e-14)
            for other in 0...column {
                let sum = (0..<rows).reduce(0) { $0 + a[$1 * columns + column] * a[$1 * columns + other] }
                #expect(abs(gram[column * 6 + other] - sum) < 1e-14)
            }
        }
    }

    @Test("Cholesky solves what is positive definite and refuses the rest")
    func cholesky() throws {
        let lower = [4.0, 0, 0, 2, 5, 0, -1, 0.5, 3]
        let factor = try #require(Cholesky(lower: lower, order: 3))
        var x = [1.0, 2, 3]
        factor.solve(&x)
        let full = [[4.0, 2, -1], [2, 5, 0.5], [-1, 0.5, 3]]
        for (row, expected) in [1.0, 2, 3].enumerated() {
            #expect(abs(zip(full[row], x).reduce(0) { $0 + $1.0 * $1.1 } - expected) < 1e-13)
        }
        #expect(Cholesky(lower: [1, 0, 2, 1], order: 2) == nil)
        #expect(Cholesky(lower: [], order: 0) != nil)
    }

    @Test("OpenBLAS says what it runs on")
    func information() {
        #expect(!BLASInfo.coreType.isEmpty && BLASInfo.coreType != "unknown")
        #expect(BLASInfo.configuration.contains("OpenBLAS"))
    }
}
